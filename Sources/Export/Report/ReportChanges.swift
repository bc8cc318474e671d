// SPDX-License-Identifier: Apache-2.0
// ReportChanges: what has changed since the round before: problems gone and come, schools further or back.

import DataModel
import Definitions

/// The section of rounds.
struct ReportChanges {
  private let context: ExportContext
  /// More lines are in `data/closed_findings.csv`.
  private static let mostListed = 500

  init(_ context: ExportContext) {
    self.context = context
  }

  var html: String {
    guard let ledger = context.bundle.ledger, ledger.isCompared else {
      return ReportSections.section(
        "changes", "<p>没有上一轮的输出可比（--previous 给出同一年份的输出）。</p>")
    }
    return ReportSections.section(
      "changes",
      facts(ledger) + states(ledger) + byCounty(ledger) + byRule(ledger) + closed(ledger))
  }

  private func changes(_ ledger: FindingLedger) -> [(rule: String, county: String, FindingChange)] {
    let counties = context.evaluation.counties
    var result: [(rule: String, county: String, FindingChange)] = []
    for (county, own) in context.findingsOfCounty.enumerated() {
      for index in own {
        guard let change = ledger.standings[index].change else { continue }
        result.append((context.evaluation.findings[index].rule, counties[county].code, change))
      }
    }
    let placed = Set(context.findingsOfCounty.flatMap { $0 })
    for (index, standing) in ledger.standings.enumerated() where !placed.contains(index) {
      guard let change = standing.change else { continue }
      result.append((context.evaluation.findings[index].rule, "", change))
    }
    return result + ledger.closed.map { ($0.rule, $0.countyCode, $0.change) }
  }

  // MARK: - Counts

  private func facts(_ ledger: FindingLedger) -> String {
    let all = changes(ledger)
    let facts = FindingChange.allCases.map { change in (change, all.count { $0.2 == change }) }
      .filter { $1 > 0 || [.fixed, .new, .stillOpen].contains($0) }
    let order: [FindingChange] = [
      .fixed, .corrected, .stillOpen, .reopened, .new, .notResubmitted,
    ]
    let list = order.compactMap { change in facts.first { $0.0 == change } }.map {
      "<div><dt>\(Labels.text($0))</dt><dd>\($1)</dd></div>"
    }
    return "<dl class=\"facts\">\(list.joined())</dl>"
  }

  private func table<Key: Hashable>(
    _ caption: String, _ head: String, _ entries: [(key: Key, change: FindingChange)],
    isBefore: ((key: Key, all: Int), (key: Key, all: Int)) -> Bool, name: (Key) -> String
  ) -> String {
    var counts: [Key: [FindingChange: Int]] = [:]
    for entry in entries { counts[entry.key, default: [:]][entry.change, default: 0] += 1 }
    let sorted = counts.map { ($0.key, $0.value.values.reduce(0, +)) }.sorted(by: isBefore)
    let rows = sorted.map { key, _ -> [HTMLText.Cell] in
      [.init(name(key))]
        + FindingChange.allCases.map { change in
          let count = counts[key]?[change] ?? 0
          return .init(count, count == 0 ? "zero" : "")
        }
    }
    return rows.isEmpty
      ? "" : HTMLText.table(caption, [head] + FindingChange.allCases.map { Labels.text($0) }, rows)
  }

  private func byRule(_ ledger: FindingLedger) -> String {
    table(
      "审核问题的变化，按规则", "规则", changes(ledger).map { ($0.rule, $0.2) },
      isBefore: { ($1.all, $0.key) < ($0.all, $1.key) },
      name: { RuleWording.claim(of: $0, context.definitions) })
  }

  private func byCounty(_ ledger: FindingLedger) -> String {
    let names = Dictionary(
      context.evaluation.counties.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first }
    )
    return table(
      "审核问题的变化，按区县", "区县", changes(ledger).map { ($0.county, $0.2) },
      isBefore: { $0.key < $1.key },
      name: { $0.isEmpty ? "（不属于任何区县）" : names[$0] ?? $0 })
  }

  // MARK: - Schools and problems

  /// From which state to which.
  private func states(_ ledger: FindingLedger) -> String {
    let known = ledger.schools.filter { $0.previous != nil }
    guard !known.isEmpty else { return "" }
    let rows = HandInState.allCases.compactMap { before -> [HTMLText.Cell]? in
      let own = known.filter { $0.previous == before }
      guard !own.isEmpty else { return nil }
      return [.init(Labels.text(before)), .init(own.count)]
        + HandInState.allCases.map { state in
          let count = own.count { $0.state == state }
          return .init(count, count == 0 ? "zero" : state == before ? "" : "moved")
        }
    }
    return HTMLText.table(
      "学校的报送状态：上一轮（行）到本轮（列）",
      ["上一轮", "学校"] + HandInState.allCases.map { Labels.text($0) }, rows)
  }

  private func closed(_ ledger: FindingLedger) -> String {
    guard !ledger.closed.isEmpty else { return "" }
    let rows = ledger.closed.prefix(Self.mostListed).map { finding -> [HTMLText.Cell] in
      let place = [finding.sheet, finding.cell].filter { !$0.isEmpty }.joined(separator: "!")
      return [
        .init(Labels.text(finding.change)),
        .init(finding.schoolName.isEmpty ? finding.schoolCode : finding.schoolName),
        .init([finding.file, place].filter { !$0.isEmpty }.joined(separator: " ")),
        .init(finding.value), .init(finding.message),
      ]
    }
    let more =
      ledger.closed.count > Self.mostListed
      ? "（前\(Self.mostListed)条，全部见 data/closed_findings.csv）" : ""
    return "<details><summary>上一轮有、本轮没有的问题 \(ledger.closed.count) 条\(more)</summary>"
      + HTMLText.table("上一轮有、本轮没有的问题", ["变化", "学校", "位置", "当时的值", "问题"], rows)
      + "</details>"
  }
}
