// SPDX-License-Identifier: Apache-2.0
// DeclaredParts: cells of one school part: indicators, verdict, the note on what is reached and what is missing.

import DataModel
import Definitions

/// Makes the cells of a school part.
struct DeclaredParts {
  let context: ExportContext
  let layout: PartLayout
  let places: DeclaredPlaces

  /// The answers of forms.
  static let yes = "是"
  static let no = "否"

  func indicator(_ id: String, _ facet: OutputFacet, part: Int, digits: Int?) -> DeclaredCell {
    let result = context.evaluation.parts[part]
    guard let index = context.definitions.indicators.firstIndex(where: { $0.id == id }),
      let own = result.indicators.first(where: { $0.indicator == id })
    else { return DeclaredCell(.missing(.undefined), reason: "缺少指标") }
    switch facet {
    case .value:
      let cell = places.indicators(part, column: layout.valueColumn(index))
      return DeclaredCell(
        own.value, formula: cell.map { "=IF(\($0)=\"\",\"\",\($0))" }, digits: digits,
        mark: mark(own, index, result.stage), reason: own.value.isMissing ? own.reason : "")
    case .threshold: return threshold(own, index, result.stage, digits, isFloor: false)
    case .floor: return threshold(own, index, result.stage, digits, isFloor: true)
    case .status:
      let cell = places.indicators(part, column: layout.statusColumn(index))
      return .text(
        context.labels.text(own.status), formula: cell.map { "=\($0)" }, isWord: true)
    default: return .blank
    }
  }

  /// Against the cells of 指标计算, but where this school has a threshold of its own.
  private func mark(
    _ own: IndicatorResult, _ index: Int, _ stage: String
  ) -> DeclaredCell.Mark? {
    guard let threshold = own.threshold else { return nil }
    let common = context.definitions.standard.thresholds[own.indicator]?.byStage[stage]
    let names = own.threshold == common ? places.names : nil
    let floor = own.floor.map {
      DeclaredCell.Limit(value: $0.doubleValue, name: names?.floor(index, stage))
    }
    return .atLeast(
      threshold: DeclaredCell.Limit(
        value: threshold.doubleValue, name: names?.threshold(index, stage)), floor: floor)
  }

  private func threshold(
    _ own: IndicatorResult, _ index: Int, _ stage: String, _ digits: Int?, isFloor: Bool
  ) -> DeclaredCell {
    let value = isFloor ? own.floor : own.threshold
    let common = context.definitions.standard.thresholds[own.indicator]?.byStage[stage]
    var formula: String?
    // A threshold of this school alone stands nowhere else.
    if let row = layout.thresholdRow(stage), own.threshold == common, common != nil {
      let address = Address.cell(layout.valueColumn(index), row + (isFloor ? 1 : 0))
      formula = "=" + SheetNames.reference(SheetNames.indicators, address)
    }
    return DeclaredCell(
      value.map { .number($0) } ?? .missing(.undefined), formula: formula, digits: digits)
  }

  func verdict(_ part: Int, words: [String: String]) -> DeclaredCell {
    let pass = words["pass"] ?? Self.yes
    let fail = words["fail"] ?? Self.no
    let open = words["undecided"] ?? Labels.undecided
    let result = context.evaluation.parts[part]
    let word =
      switch result.verdict {
      case .pass: pass
      case .fail: fail
      case .undecided, .excluded: open
      }
    let cell = places.indicators(part, column: layout.countColumn + 4)
    return .text(
      word,
      formula: cell.map {
        "=IF(\($0)=\"\(Labels.met)\",\"\(pass)\",IF(\($0)=\"\(Labels.below)\",\"\(fail)\",\"\(open)\"))"
      }, isWord: true)
  }

  // MARK: - Note

  /// Which of the sheet's indicators reach their thresholds and which not, then why cells are blank.
  func note(
    _ part: Int, _ columns: [OutputColumn], cells: [DeclaredCell?]
  ) -> DeclaredCell {
    let shown = indicators(columns, part)
    var text = ""
    var terms: [String] = []
    for (status, label) in categories {
      let members = shown.filter { $0.status == status }.map(\.label)
      if !members.isEmpty, status != .undecided {
        text += "；\(label)：" + members.joined(separator: "、")
      }
      // What is open now is told with its reason; what a change leaves open is told by its name.
      let listed = status == .undecided ? shown.filter { $0.status != .undecided } : shown
      guard !listed.isEmpty else { continue }
      let names = listed.map { "IF(\(test($0, status)),\"、\($0.label)\",\"\")" }
      terms.append(
        "IF(\(any(listed, status)),\"；\(label)：\"&MID(\(names.joined(separator: "&")),2,99),\"\")")
    }
    for gap in gaps(columns, cells, shown) {
      text += gap.text
      let literal = DeclaredFormulas.literals(gap.text).joined(separator: "&")
      terms.append(
        gap.indicators.isEmpty ? literal : "IF(\(any(gap.indicators, .undecided)),\(literal),\"\")")
    }
    guard !text.isEmpty else { return .blank }
    let formula = "=MID(\(terms.joined(separator: "&")),2,999)"
    let isLive = !shown.isEmpty && CellText.fitsFormula(formula)
    return .text(String(text.dropFirst()), formula: isLive ? formula : nil)
  }

  private func test(_ indicator: ShownIndicator, _ status: IndicatorStatus) -> String {
    "\(indicator.cell)=\"\(context.labels.text(status))\""
  }

  private func any(_ indicators: [ShownIndicator], _ status: IndicatorStatus) -> String {
    let tests = indicators.map { test($0, status) }
    return tests.count == 1 ? tests[0] : "OR(\(tests.joined(separator: ",")))"
  }

  private var categories: [(IndicatorStatus, String)] {
    let labels = context.labels
    let below = labels.floorShare.isZero ? Labels.below : "未达\(labels.floorPercent)"
    return [
      (.met, Labels.met), (.floor, labels.floor), (.below, below), (.undecided, "缺数据"),
    ]
  }

  private struct ShownIndicator {
    var column: String
    var label: String
    var status: IndicatorStatus
    var cell: String
  }

  private func indicators(_ columns: [OutputColumn], _ part: Int) -> [ShownIndicator] {
    let definitions = context.definitions.indicators
    return columns.compactMap { column in
      guard case .indicator(let id, .value) = column.content,
        let index = definitions.firstIndex(where: { $0.id == id }),
        let result = context.evaluation.parts[part].indicators.first(where: {
          $0.indicator == id
        }), let cell = places.indicators(part, column: layout.statusColumn(index))
      else { return nil }
      let label = column.number.isEmpty ? column.title : column.number
      return ShownIndicator(
        column: column.id, label: label, status: result.status, cell: cell)
    }
  }

  /// Reasons told for one part; the others stand on 一校一策.
  private static let mostReasons = 4

  /// What each form lacks once, with the columns that are blank for it.
  private func gaps(
    _ columns: [OutputColumn], _ cells: [DeclaredCell?], _ shown: [ShownIndicator]
  ) -> [(text: String, indicators: [ShownIndicator])] {
    var order: [String] = []
    var blank: [String: [OutputColumn]] = [:]
    for (column, cell) in zip(columns, cells) {
      for reason in DeclaredNotes.pieces(cell?.reason ?? "") {
        if blank[reason] == nil { order.append(reason) }
        blank[reason, default: []].append(column)
      }
    }
    // What most columns wait for comes first.
    let ranked = order.enumerated().sorted { left, right in
      let counts = [left, right].map { blank[$0.element]?.count ?? 0 }
      return (counts[1], left.offset) < (counts[0], right.offset)
    }
    var gaps: [(text: String, indicators: [ShownIndicator])] = []
    for reason in ranked.prefix(Self.mostReasons).map(\.element) {
      let labels = DeclaredNotes.runs(blank[reason]?.map(Self.label) ?? [])
      gaps.append(
        (
          "；\(labels.joined(separator: "、"))缺数据（\(DeclaredNotes.short(reason))）",
          members(blank[reason] ?? [], shown)
        ))
    }
    let rest = ranked.dropFirst(Self.mostReasons)
    if !rest.isEmpty {
      let columns = rest.flatMap { blank[$0.element] ?? [] }
      gaps.append(
        ("；另缺 \(rest.count) 项数据，见“\(SheetNames.improvement)”", members(columns, shown)))
    }
    return gaps
  }

  private static func label(_ column: OutputColumn) -> String {
    column.number.isEmpty ? column.title : column.number
  }

  /// The indicators of columns; none where one of them shows no indicator.
  private func members(
    _ columns: [OutputColumn], _ shown: [ShownIndicator]
  ) -> [ShownIndicator] {
    let members = shown.filter { one in columns.contains { $0.id == one.column } }
    return members.count == Set(columns.map(\.id)).count ? members : []
  }
}
