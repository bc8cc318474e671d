// SPDX-License-Identifier: Apache-2.0
// DeclaredLines: declared lines and listed items: their sentences, figures and whether they are met.

import DataModel
import Definitions
import Formula

/// Makes the cells of declared lines, of the county or of a school part.
struct DeclaredLines {
  let county: DeclaredCounty
  let places: DeclaredPlaces
  let parts: DeclaredParts
  /// nil where the county is meant.
  let part: Int?

  private var context: ExportContext { county.context }
  private var formulas: DeclaredFormulas {
    DeclaredFormulas(facts: DeclaredFacts(county: county, part: part), places: places)
  }

  func applies(_ line: OutputLine) -> Bool { formulas.holds(line.condition) }

  func text(_ line: OutputLine) -> DeclaredCell {
    applies(line) ? formulas.sentence(line.text) : .unused
  }

  func cell(_ line: OutputLine, column: OutputColumn) -> DeclaredCell {
    guard applies(line) else { return .unused }
    guard let formula = line.cells[column.id] else { return .unused }
    return formulas.cell([formula], digits: column.digits ?? line.digits)
  }

  func status(_ line: OutputLine) -> DeclaredCell {
    guard applies(line) else { return .unused }
    if let indicator = line.indicator, let part { return status(of: indicator, part) }
    guard !line.items.isEmpty else { return .blank }
    return part == nil ? countyStatus(line.items) : schoolStatus(line.items)
  }

  private func status(of indicator: String, _ part: Int) -> DeclaredCell {
    let result = context.evaluation.parts[part]
    guard let own = result.indicators.first(where: { $0.indicator == indicator }) else {
      return .blank
    }
    let word =
      switch own.status {
      case .met: DeclaredParts.yes
      case .floor, .below: DeclaredParts.no
      case .undecided, .measured, .excluded: Labels.undecided
      }
    let index = context.definitions.indicators.firstIndex { $0.id == indicator } ?? 0
    let cell = places.indicators(part, column: places.layout.statusColumn(index))
    let formula = cell.map {
      "=IF(\($0)=\"\(Labels.met)\",\"\(DeclaredParts.yes)\",IF(\($0)=\"\(Labels.undecided)\","
        + "\"\(Labels.undecided)\",\"\(DeclaredParts.no)\"))"
    }
    return DeclaredCell(
      .text(word), formula: formula, reason: own.value.isMissing ? own.reason : "", isWord: true)
  }

  // MARK: - Items

  private func word(_ statuses: [ItemStatus]) -> String {
    if statuses.contains(.notMet) { return DeclaredParts.no }
    if statuses.contains(.undecided) { return Labels.undecided }
    return statuses.contains(.met) ? DeclaredParts.yes : "/"
  }

  private func countyStatus(_ items: [String]) -> DeclaredCell {
    let results = items.map { county.item($0) }
    let word = word(results.map { $0?.status ?? .undecided })
    let reasons = results.compactMap { $0 }.filter { $0.status == .undecided }.map(\.reason)
    return DeclaredCell(
      .text(word), formula: formula(items),
      reason: word == Labels.undecided ? reasons.first { !$0.isEmpty } ?? "缺少数据" : "",
      isWord: true)
  }

  private func formula(_ items: [String]) -> String? {
    let cells = items.compactMap { places.item($0, column: ItemPlaces.status) }
    guard cells.count == items.count else { return nil }
    func any(_ status: ItemStatus) -> String {
      let tests = cells.map { "\($0)=\"\(Labels.text(status))\"" }
      return tests.count == 1 ? tests[0] : "OR(\(tests.joined(separator: ",")))"
    }
    return "=IF(\(any(.notMet)),\"\(DeclaredParts.no)\",IF(\(any(.undecided)),"
      + "\"\(Labels.undecided)\",IF(\(any(.met)),\"\(DeclaredParts.yes)\",\"/\")))"
  }

  private func schoolStatus(_ items: [String]) -> DeclaredCell {
    let statuses = items.map { schoolStatus($0) }
    let word = word(statuses)
    let open = zip(items, statuses).first { $1 == .undecided }?.0
    return DeclaredCell(
      .text(word), reason: word == Labels.undecided ? open.map(lack) ?? "缺少数据" : "", isWord: true)
  }

  /// Where a school stands on an item of all schools; those of whom nothing is said meet it.
  private func schoolStatus(_ id: String) -> ItemStatus {
    guard let part, let place = county.place(of: id), let result = county.items[place] else {
      return .undecided
    }
    let stage = context.evaluation.parts[part].stage
    let school = context.evaluation.schools[context.evaluation.parts[part].school]
    let own = county.details(of: place, school: school)
      .filter { $0.stage.isEmpty || $0.stage == stage }
    if own.contains(where: { $0.status == .notMet }) { return .notMet }
    if own.contains(where: { $0.status == .undecided }) { return .undecided }
    guard case .each(let check) = context.definitions.items.items[place].kind else {
      return result.status
    }
    if !own.isEmpty { return .met }
    if case .record(let form) = check.subject, !hasRecords(form) { return .undecided }
    guard result.status == .met || result.status == .notMet || !result.details.isEmpty else {
      return result.status
    }
    return .met
  }

  /// What is said of an item that nobody can judge of this school.
  private func lack(of id: String) -> String {
    guard let place = county.place(of: id),
      case .each(let check) = context.definitions.items.items[place].kind,
      case .record(let form) = check.subject, !hasRecords(form)
    else { return "缺少数据，见“\(SheetNames.items)”" }
    return "\(context.definitions.forms[form].name)未报送"
  }

  private func hasRecords(_ form: Int) -> Bool {
    guard let part, context.evaluation.records.indices.contains(form) else { return false }
    let school = context.evaluation.parts[part].school
    return context.evaluation.records[form][school].contains { $0.counts }
  }

  /// A cell of a row that lists an item.
  func item(_ show: OutputShow, _ result: CountyItemResult, digits: Int?) -> DeclaredCell {
    let definitions = context.definitions.items
    let item = county.place(of: result.item).map { definitions.items[$0] }
    func live(_ column: Int) -> String? {
      places.item(result.item, column: column).map { "=IF(\($0)=\"\",\"\",\($0))" }
    }
    switch show {
    case .itemGroup:
      return .text(definitions.groups.first { $0.id == result.group }?.name ?? result.group)
    case .itemName: return .text(item?.name ?? result.item)
    case .itemThreshold: return .text(result.threshold)
    case .itemValue:
      let rounded = result.value.number.map { $0.rounded(digits: item?.digits ?? 2) }
      return DeclaredCell(
        rounded.map { .number($0) } ?? result.value, formula: live(ItemPlaces.value),
        digits: digits, reason: result.value.isMissing ? result.reason : "")
    case .itemStatus:
      return .text(
        Labels.text(result.status), formula: live(ItemPlaces.status), isWord: true)
    case .itemPoints: return number(result.points, live(ItemPlaces.points), digits)
    case .itemScore:
      var cell = number(result.score, live(ItemPlaces.score), digits)
      if result.score == nil, result.points != nil { cell.reason = result.reason }
      return cell
    case .itemReason: return .text(result.reason)
    case .itemEvidence: return .text(result.evidence)
    default: return .blank
    }
  }

  private func number(_ value: ExactNumber?, _ formula: String?, _ digits: Int?) -> DeclaredCell {
    DeclaredCell(
      value.map { .number($0) } ?? .missing(.undefined), formula: formula, digits: digits)
  }
}
