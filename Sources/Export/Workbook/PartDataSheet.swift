// SPDX-License-Identifier: Apache-2.0
// PartDataSheet: 学段部数据: the inputs of each school part, shares as live formulas.

import DataModel
import Definitions

/// Writes 学段部数据.
struct PartDataSheet {
  let context: ExportContext
  let layout: PartLayout
  let names: CountyNames
  let sources: LineagePlaces
  private var evaluation: Evaluation { context.evaluation }

  init(
    _ context: ExportContext, _ layout: PartLayout, _ names: CountyNames, _ sources: LineagePlaces
  ) {
    self.context = context
    self.layout = layout
    self.names = names
    self.sources = sources
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.data)
    for columns in layout.inputs {
      if let share = columns.share { sheet.keepTogether(columns: columns.whole...share) }
    }
    try sheet.title("学段部数据")
    try sheet.note(
      "空白表示缺失，不等于零；全校共用的数据按折算学生数分摊（折算系数：\(weights)）。点击数值可查看出处。",
      column: PartLayout.Data.stage + 1)
    try sheet.header(headers)
    let numbers = try inputStyles(file)
    let weighted = try file.style(.number(digits: 2))
    for place in layout.parts.indices { try sheet.append(row(place, styles, numbers, weighted)) }
    try sheet.finish(frozenColumns: PartLayout.Data.stage, header: header)
  }

  private var weights: String {
    context.definitions.standard.stages.map { "\($0.id) \($0.weight.text)" }
      .joined(separator: "，")
  }

  private var headers: [String] {
    var names = [
      "学校标识码", "学校名称", "学段", "办学类型", "城乡类型", "举办者", "是否参评", "在校生数（人）",
      "折算学生数（本学段）", "折算学生数（全校）",
    ]
    for (input, columns) in zip(context.definitions.inputs, layout.inputs)
    where columns.whole >= PartLayout.Data.firstInput {
      if columns.share == nil {
        names.append("\(input.name)（\(input.unit)）")
      } else {
        names += ["\(input.name)·全校（\(input.unit)）", "\(input.name)·本学段分摊（\(input.unit)）"]
      }
    }
    return names
  }

  /// Two decimals for areas, money and shares; counts show whatever was handed in.
  private func inputStyles(_ file: XlsxFile) throws -> [(whole: XlsxStyle, share: XlsxStyle)] {
    let two = try file.style(.number(digits: 2))
    let none = try file.style(.plainNumber)
    return context.definitions.inputs.map { input in
      (input.isMeasured ? two : none, two)
    }
  }

  private func row(
    _ place: Int, _ styles: SheetStyles, _ numbers: [(whole: XlsxStyle, share: XlsxStyle)],
    _ weighted: XlsxStyle
  ) -> [SheetCell] {
    let part = evaluation.parts[layout.parts[place]]
    let school = evaluation.schools[part.school]
    var cells = [
      SheetCell(school.code, styles.text), SheetCell(school.name, styles.text),
      SheetCell(part.stage, styles.centered), SheetCell(school.type, styles.text),
      SheetCell(school.urbanRural, styles.text), SheetCell(school.sponsor, styles.text),
      SheetCell(part.isInScope ? "是" : "否", styles.centered),
      SheetCell(.field(part.pupils), styles.count).linked(to: pupilsSource(place)),
      SheetCell(ownWeighted(part, place), weighted),
      SheetCell(schoolWeighted(part, place), weighted),
    ]
    for (index, columns) in layout.inputs.enumerated()
    where columns.whole >= PartLayout.Data.firstInput {
      let input = part.inputs.indices.contains(index) ? part.inputs[index] : nil
      guard columns.share != nil else {
        cells.append(
          SheetCell(input.map { .field($0.value) } ?? .blank, numbers[index].whole)
            .linked(to: sources.target(place, index)))
        continue
      }
      cells.append(
        SheetCell(whole(index, of: part, place, columns), numbers[index].whole)
          .linked(to: sources.target(place, index)))
      let part = input.map { share($0, of: part, place, columns) } ?? .blank
      cells.append(SheetCell(part, numbers[index].share))
    }
    return cells
  }

  private func pupilsSource(_ place: Int) -> String? {
    let id = context.definitions.standard.pupilsInput
    return context.definitions.inputs.firstIndex { $0.id == id }
      .flatMap { sources.target(place, $0) }
  }

  /// The school's value: once as data, and in the rows of its other stages as a reference to it.
  private func whole(
    _ index: Int, of part: SchoolPartResult, _ place: Int, _ columns: PartLayout.InputColumns
  ) -> SheetValue {
    let value = schoolValue(index, of: part)
    let siblings = context.partsOfSchool[part.school].compactMap { sibling in
      layout.dataRow(ofPart: sibling).map { (row: $0, part: evaluation.parts[sibling]) }
    }
    guard let first = siblings.min(by: { $0.row < $1.row }), first.row < layout.dataRow(place),
      schoolValue(index, of: first.part) == value
    else { return .field(value) }
    let cell = Address.cell(columns.whole, first.row)
    let formula = "=IF(\(cell)=\"\",\"\",\(cell))"
    return value.number.map { .formula(formula, $0.doubleValue, isArray: false) }
      ?? .textFormula(formula, "")
  }

  private func schoolValue(_ index: Int, of part: SchoolPartResult) -> FieldValue {
    part.inputs.indices.contains(index) ? part.inputs[index].schoolValue : .missing(.notOnForm)
  }

  private func ownWeighted(_ part: SchoolPartResult, _ place: Int) -> SheetValue {
    guard let stage = context.definitions.standard.stages.first(where: { $0.id == part.stage })
    else { return .field(part.weightedPupils) }
    let cell = Address.cell(PartLayout.Data.pupils, layout.dataRow(place))
    let weight = names.weight(stage.id) ?? stage.weight.text
    let formula = "=IF(\(cell)=\"\",\"\",\(cell)*\(weight))"
    switch (part.pupils.number, part.weightedPupils.number) {
    case (nil, nil): return .textFormula(formula, "")
    case (_?, nil):
      // Nothing is split until the pupils of every stage are known.
      guard let rows = rowsAwaitingPupils(part) else { return .blank }
      let all = rows.map { Address.cell(PartLayout.Data.pupils, $0) }.joined(separator: ",")
      return .textFormula(
        "=IF(COUNT(\(all))<\(rows.count),\"\",\(cell)*\(weight))", "")
    case (let pupils?, let weighted?) where pupils * stage.weight == weighted:
      return .formula(formula, weighted.doubleValue, isArray: false)
    default: return .field(part.weightedPupils)
    }
  }

  /// The sum over the school's parts; stages without a row (高中) enter as a constant.
  private func schoolWeighted(_ part: SchoolPartResult, _ place: Int) -> SheetValue {
    guard let total = part.schoolWeightedPupils.number else { return unknownTotal(part) }
    var rest = total
    var terms: [String] = []
    for sibling in context.partsOfSchool[part.school] {
      guard let row = layout.dataRow(ofPart: sibling),
        let own = evaluation.parts[sibling].weightedPupils.number
      else { continue }
      terms.append(Address.cell(PartLayout.Data.weighted, row))
      rest = rest - own
    }
    guard !terms.isEmpty, !rest.isNegative else { return .number(total.doubleValue) }
    // Summed after the check, because a constant is always there.
    let constant = rest.isZero ? "" : "+\(rest.text)"
    return .formula(Self.sum(terms, constant), total.doubleValue, isArray: false)
  }

  private static func sum(_ terms: [String], _ constant: String) -> String {
    "=IF(COUNT(\(terms.joined(separator: ",")))<\(terms.count),\"\","
      + "\(terms.joined(separator: "+"))\(constant))"
  }

  /// A sum that is there as soon as every stage's pupils are given.
  private func unknownTotal(_ part: SchoolPartResult) -> SheetValue {
    guard let rows = rowsAwaitingPupils(part) else { return .blank }
    let terms = rows.map { Address.cell(PartLayout.Data.weighted, $0) }
    return .textFormula(Self.sum(terms, ""), "")
  }

  /// Rows of the school's stages when the pupils of some are missing.
  ///
  /// nil where a stage without a row (高中) may belong to them, or where no pupils are missing.
  private func rowsAwaitingPupils(_ part: SchoolPartResult) -> [Int]? {
    let rows = context.partsOfSchool[part.school].compactMap { layout.dataRow(ofPart: $0) }
    let parts = context.partsOfSchool[part.school].map { evaluation.parts[$0] }
    guard parts.contains(where: { $0.pupils.isMissing }),
      stageCount(of: evaluation.schools[part.school]) == rows.count
    else { return nil }
    return rows
  }

  /// Stages that schools of this type have; nil where the type is unknown.
  private func stageCount(of school: SchoolResult) -> Int? {
    let standard = context.definitions.standard
    let list = context.definitions.codeLists[standard.schoolTypeList]
    guard let names = list?.entry(named: school.type)?.attributes["stages"] else { return nil }
    let stages = names.split(separator: ";").map(String.init)
    return stages.count { name in standard.stages.contains { $0.id == name } }
  }

  private func share(
    _ input: InputResult, of part: SchoolPartResult, _ place: Int,
    _ columns: PartLayout.InputColumns
  ) -> SheetValue {
    let row = layout.dataRow(place)
    let whole = Address.cell(columns.whole, row)
    let own = Address.cell(PartLayout.Data.weighted, row)
    let total = Address.cell(PartLayout.Data.schoolWeighted, row)
    let formula =
      "=IF(COUNT(\(whole),\(own),\(total))<3,\"\",IF(\(total)=0,\"\",\(whole)*\(own)/\(total)))"
    let expected = expectedShare(input, of: part)
    switch (input.value.number, expected) {
    case (nil, nil): return .textFormula(formula, "")
    case (nil, _?): return .blank
    case (let value?, let expected?) where Self.agree(expected, value):
      return .formula(formula, value.doubleValue, isArray: false)
    case (let value?, _):
      // Nothing is split here, whatever the counts say: the part has the school's value.
      guard input.schoolValue.number == value else { return .number(value.doubleValue) }
      return .formula("=IF(\(whole)=\"\",\"\",\(whole))", value.doubleValue, isArray: false)
    }
  }

  /// Equal but for the last digits of a Double.
  private static func agree(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    let difference = abs(left.doubleValue - right.doubleValue)
    return difference <= 1e-12 * max(1, abs(right.doubleValue))
  }

  private func expectedShare(_ input: InputResult, of part: SchoolPartResult) -> ExactNumber? {
    guard let whole = input.schoolValue.number, let own = part.weightedPupils.number,
      let total = part.schoolWeightedPupils.number
    else { return nil }
    return (whole * own).divided(by: total)
  }
}

extension InputDefinition {
  /// Areas and money, which are printed with two decimals; all others are counts.
  var isMeasured: Bool { ["㎡", "元", "万元"].contains(unit) }
}
