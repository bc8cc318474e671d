// SPDX-License-Identifier: Apache-2.0
// PartLayout: where each school part, input and indicator stands on 学段部数据 and 指标计算.

import DataModel
import Definitions

/// Rows and columns that the formulas of a county workbook meet at.
///
/// Parts are ordered by stage, parts in scope first, so that one range holds what a 差异系数 is over.
final class PartLayout {
  /// Columns of 学段部数据.
  enum Data {
    static let code = 1
    static let name = 2
    static let stage = 3
    static let type = 4
    static let urbanRural = 5
    static let sponsor = 6
    static let scope = 7
    static let pupils = 8
    static let weighted = 9
    static let schoolWeighted = 10
    static let firstInput = 11
    static let headerRow = 3
  }

  /// Columns of 指标计算.
  enum Indicators {
    static let scope = 4
    static let pupils = 5
    static let firstValue = 6
    static let shareRow = 3
    static let firstThresholdRow = 4
  }

  /// Where an input stands: the whole school's value, and the part's share where it is split.
  struct InputColumns {
    var whole: Int
    var share: Int?
    var own: Int { share ?? whole }
  }

  struct StageBlock {
    var stage: String
    /// Places in `parts` of the parts in scope.
    var inScope: Range<Int>
  }

  /// Indices into `Evaluation.parts`, in row order.
  let parts: [Int]
  let blocks: [StageBlock]
  let inputs: [InputColumns]
  let dataColumnCount: Int
  let stages: [StageDefinition]
  /// Columns of row 3 on 指标计算 with the stages' weights; empty where there is no room for them.
  let weightColumns: [(stage: String, column: Int)]
  let indicatorCount: Int
  private let placeOfPart: [Int: Int]

  init(_ context: ExportContext, county: Int) {
    let definitions = context.definitions
    stages = definitions.standard.stages.filter(\.isJudged)
    indicatorCount = definitions.indicators.count
    weightColumns = Self.weightColumns(definitions)
    var ordered: [Int] = []
    var blocks: [StageBlock] = []
    let all = context.partsOfCounty[county]
    for stage in Self.stageNames(all, context) {
      let ofStage = all.filter { context.evaluation.parts[$0].stage == stage }
      let inside = ofStage.filter { context.evaluation.parts[$0].isInScope }
      blocks.append(
        StageBlock(stage: stage, inScope: ordered.count..<(ordered.count + inside.count)))
      ordered += inside + ofStage.filter { !context.evaluation.parts[$0].isInScope }
    }
    parts = ordered
    self.blocks = blocks
    placeOfPart = Dictionary(
      ordered.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    (inputs, dataColumnCount) = Self.inputColumns(definitions)
  }

  /// Stages in the standard's order, then any other that a part names.
  private static func stageNames(_ parts: [Int], _ context: ExportContext) -> [String] {
    var names = context.definitions.standard.stages.map(\.id)
    for part in parts where !names.contains(context.evaluation.parts[part].stage) {
      names.append(context.evaluation.parts[part].stage)
    }
    return names
  }

  private static func inputColumns(_ definitions: DefinitionSet) -> ([InputColumns], Int) {
    var next = Data.firstInput
    var columns: [InputColumns] = []
    let dormant = definitions.dormantInputs
    for (index, input) in definitions.inputs.enumerated() {
      if dormant.contains(index) {
        columns.append(InputColumns(whole: 0))
      } else if input.id == definitions.standard.pupilsInput, !input.isApportioned {
        columns.append(InputColumns(whole: Data.pupils))
      } else {
        columns.append(
          InputColumns(whole: next, share: input.isApportioned ? next + 1 : nil))
        next += input.isApportioned ? 2 : 1
      }
    }
    return (columns, next - 1)
  }

  /// A label and a value for each stage, from the first indicator's column on.
  private static func weightColumns(_ definitions: DefinitionSet) -> [(String, Int)] {
    let stages = definitions.standard.stages
    guard 2 * stages.count <= 2 * definitions.indicators.count + 5 else { return [] }
    return stages.enumerated().map { ($1.id, Indicators.firstValue + 2 * $0 + 1) }
  }

  /// Row of a part (by its place in `parts`) on 学段部数据.
  func dataRow(_ place: Int) -> Int { Data.headerRow + 1 + place }

  /// Row of a part, by its index in the evaluation; nil when it is not of this county.
  func dataRow(ofPart part: Int) -> Int? { placeOfPart[part].map { dataRow($0) } }

  var indicatorHeaderRow: Int { Indicators.firstThresholdRow + 2 * stages.count }

  func indicatorRow(_ place: Int) -> Int { indicatorHeaderRow + 1 + place }

  func valueColumn(_ indicator: Int) -> Int { Indicators.firstValue + 2 * indicator }

  func statusColumn(_ indicator: Int) -> Int { valueColumn(indicator) + 1 }

  /// Column of 达标数; 达到最低值数, 未达标数, 待定数 and 结论 follow.
  var countColumn: Int { Indicators.firstValue + 2 * indicatorCount }

  /// Column of 结论, the last one.
  var lastColumn: Int { countColumn + 4 }

  /// Cells of one column of 指标计算 over all parts; nil without parts.
  func indicatorRange(column: Int) -> String? {
    guard !parts.isEmpty else { return nil }
    let rows = indicatorRow(0)...indicatorRow(parts.count - 1)
    return Address.range(SheetNames.indicators, column: column, rows: rows)
  }

  /// Row of a stage's threshold on 指标计算; its floor is the row below.
  func thresholdRow(_ stage: String) -> Int? {
    stages.firstIndex { $0.id == stage }.map { Indicators.firstThresholdRow + 2 * $0 }
  }
}

/// Short ways to write references in formulas.
enum Address {
  static func cell(_ column: Int, _ row: Int) -> String {
    CellReference.letters(ofColumn: column) + String(row)
  }

  /// `'学段部数据'!$H$4:$H$9`.
  static func range(_ sheet: String, column: Int, rows: ClosedRange<Int>) -> String {
    let letters = CellReference.letters(ofColumn: column)
    let cells = "$\(letters)$\(rows.lowerBound):$\(letters)$\(rows.upperBound)"
    return SheetNames.reference(sheet, cells)
  }
}
