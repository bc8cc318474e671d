// SPDX-License-Identifier: Apache-2.0
// AreaRollups: every indicator by 城区, 镇区, 乡村 and their readings, in county, city and province.

import DataModel
import Definitions

/// The kinds of area that figures are given for.
struct AreaNames: Sendable {
  static let all = "全部"
  /// Schools whose 城乡类型 nobody knows: counted, never guessed.
  static let unknown = "未知"

  /// In the order of the output.
  let names: [String]
  /// Areas that a canonical 城乡类型 belongs to, `all` included.
  private let areas: [String: [String]]

  /// The groups of the code list of 城乡类型, then its readings (城镇 = 城区 + 镇区, 农村 = 镇区 + 乡村).
  init(_ plan: EvaluationPlan) {
    var list: CodeList?
    let form = plan.definitions.rosterForm
    if let index = plan.rosterSubject.urbanRural, form.fields.indices.contains(index),
      case .code(let id) = form.fields[index].kind
    {
      list = plan.definitions.codeLists[id]
    }
    var groups: [String] = []
    var readings: [String] = []
    var areas: [String: [String]] = [:]
    for entry in list?.entries ?? [] {
      guard let group = entry.attributes["group"], !group.isEmpty else { continue }
      let own = (entry.attributes["readings"] ?? "").split(separator: ";").map(String.init)
      if !groups.contains(group) { groups.append(group) }
      for reading in own where !readings.contains(reading) { readings.append(reading) }
      areas[entry.name] = [Self.all, group] + own
    }
    names = [Self.all] + groups + readings + [Self.unknown]
    self.areas = areas
  }

  func areas(of urbanRural: String) -> [String] {
    areas[urbanRural] ?? [Self.all, Self.unknown]
  }
}

/// Adds up the parts in scope of every area.
///
/// A city is the first four digits of its counties' codes and 00, a province the first two and 0000.
/// The sums of a level are the sums of the level below, so that all levels agree.
struct AreaRollups {
  private let plan: EvaluationPlan
  private let names: AreaNames

  static func evaluate(
    parts: [SchoolPartResult], schools: [SchoolResult], counties: [County], plan: EvaluationPlan
  ) -> [AreaRollup] {
    let rollups = AreaRollups(plan: plan, names: AreaNames(plan))
    let county = rollups.countyLevel(parts, schools, counties)
    let city = rollups.above(county, level: .city, digits: 4)
    return county + city + rollups.above(city, level: .province, digits: 2)
  }

  private func countyLevel(
    _ parts: [SchoolPartResult], _ schools: [SchoolResult], _ counties: [County]
  ) -> [AreaRollup] {
    var sums = RollupSums()
    for part in parts where part.isInScope {
      let school = schools[part.school]
      let county = counties[school.county]
      for area in names.areas(of: school.urbanRural) {
        let key = RollupSums.Key(code: county.code, stage: part.stage, area: area)
        let group = sums.group(key) { empty(key, level: .county, name: county.name) }
        for (index, result) in part.indicators.enumerated() {
          add(result, to: &sums.groups[group][index])
        }
      }
    }
    return ordered(sums, codes: distinct(counties.map(\.code)))
  }

  /// `below`: the rows of a level, of each group one for each indicator, in order.
  private func above(_ below: [AreaRollup], level: RollupLevel, digits: Int) -> [AreaRollup] {
    var sums = RollupSums()
    var codes: [String] = []
    for (row, rollup) in below.enumerated() {
      let code = Self.upper(rollup.code, digits: digits)
      if codes.last != code { codes.append(code) }
      let key = RollupSums.Key(code: code, stage: rollup.stage, area: rollup.area)
      let group = sums.group(key) {
        empty(key, level: level, name: name(of: code, digits: digits))
      }
      sums.groups[group][row % plan.indicators.count].add(rollup)
    }
    return ordered(sums, codes: distinct(codes))
  }

  private func distinct(_ codes: [String]) -> [String] {
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }
  }

  /// `990100` of `990121`; "" where the county is unknown.
  static func upper(_ code: String, digits: Int) -> String {
    guard code.utf8.count == 6 else { return "" }
    return code.prefix(digits) + String(repeating: "0", count: 6 - digits)
  }

  /// Lists of divisions write the code of a city with four digits or with six.
  private func name(of code: String, digits: Int) -> String {
    guard !code.isEmpty, let list = plan.definitions.codeLists[DivisionList.id] else { return "" }
    let codes = [code, String(code.prefix(digits))]
    return list.entries.first { codes.contains($0.code) }?.name ?? ""
  }

  private func empty(_ key: RollupSums.Key, level: RollupLevel, name: String) -> [AreaRollup] {
    plan.indicators.map { indicator in
      AreaRollup(
        level: level, code: key.code, name: name, stage: key.stage, area: key.area,
        indicator: indicator.definition.id, parts: 0, undecided: 0, numerator: .zero,
        denominator: .zero, value: nil)
    }
  }

  private func add(_ result: IndicatorResult, to rollup: inout AreaRollup) {
    rollup.parts += 1
    guard result.value.number != nil, result.status != .undecided,
      let numerator = result.numerator.number, let denominator = result.denominator.number
    else {
      rollup.undecided += 1
      return
    }
    rollup.numerator = rollup.numerator + numerator
    rollup.denominator = rollup.denominator + denominator
  }

  /// By code, stage, area and indicator, with their values.
  private func ordered(_ sums: RollupSums, codes: [String]) -> [AreaRollup] {
    var result: [AreaRollup] = []
    for code in codes {
      for stage in plan.definitions.standard.stages where stage.isJudged {
        for area in names.names {
          let key = RollupSums.Key(code: code, stage: stage.id, area: area)
          guard let group = sums.places[key].map({ sums.groups[$0] }) else { continue }
          result += zip(group, plan.indicators).map { rollup, indicator in
            var rollup = rollup
            let amount = rollup.numerator * ExactNumber(indicator.definition.per)
            rollup.value =
              rollup.parts > rollup.undecided ? amount.divided(by: rollup.denominator) : nil
            return rollup
          }
        }
      }
    }
    return result
  }
}

/// Sums in place: one group for each code, stage and area, with one row for each indicator.
private struct RollupSums {
  struct Key: Hashable {
    let code: String
    let stage: String
    let area: String
  }

  private(set) var places: [Key: Int] = [:]
  var groups: [[AreaRollup]] = []

  mutating func group(_ key: Key, empty: () -> [AreaRollup]) -> Int {
    if let place = places[key] { return place }
    places[key] = groups.count
    groups.append(empty())
    return groups.count - 1
  }
}

extension AreaRollup {
  /// Takes in what the level below says of the same indicator.
  fileprivate mutating func add(_ below: AreaRollup) {
    parts += below.parts
    undecided += below.undecided
    numerator = numerator + below.numerator
    denominator = denominator + below.denominator
  }
}
