// SPDX-License-Identifier: Apache-2.0
// DifferenceText: the changes between two runs as a page for a person: how many, why, and which.

package import DataModel

extension RunDifference {
  /// `limit`: lines of each list; nil for all.
  package func text(language: Language, limit: Int? = 20) -> String {
    var page = DifferencePage(self, DifferenceWords(language, names: names), limit: limit)
    page.write()
    return page.lines.map { $0.harmless.trimmingSpacesAtEnd + "\n" }.joined()
  }
}

/// Writes the page.
private struct DifferencePage {
  private let difference: RunDifference
  private let words: DifferenceWords
  private let limit: Int
  private(set) var lines: [String] = []

  /// Causes of causes that are told, and how many of each.
  private static let depth = 4
  private static let breadth = 6

  init(_ difference: RunDifference, _ words: DifferenceWords, limit: Int?) {
    self.difference = difference
    self.words = words
    self.limit = limit ?? .max
  }

  private func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  mutating func write() {
    head(say("前", "before"), difference.before)
    head(say("后", "after "), difference.after)
    guard !difference.isEmpty else {
      lines += ["", say("两次运行的结果没有差别。", "The two runs say the same.")]
      return
    }
    counts()
    for table in difference.notCompared {
      lines.append(
        say("未对比（只有一方有此表）：\(table)", "not compared, as only one of the two has it: \(table)"))
    }
    reasons(say("县级结论为何改变", "Why verdicts of counties changed"), verdictsOfCounties, depth: 2)
    reasons(say("学校结论为何改变", "Why verdicts of schools changed"), of(.schoolVerdict))
    reasons(
      say("差异系数结论为何改变", "Why 差异系数 came to another status"),
      of(.variation).filter { difference.changes[$0].changesStatus }, depth: 3)
    reasons(
      say("指标达标情况为何改变", "Why indicators came to another status"),
      of(.indicator).filter { difference.changes[$0].changesStatus })
    for thing in ChangedThing.allCases
    where ![.schoolVerdict, .countyVerdict].contains(thing) {
      list(thing)
    }
  }

  private mutating func head(_ name: String, _ folder: ResultFolder) {
    lines.append(
      "\(name)  \(folder.path)  " + say("\(folder.year) 年  批次 ", "\(folder.year)  run ")
        + folder.runIdentifier)
  }

  private mutating func counts() {
    let heads = ["", say("新增", "new"), say("消失", "gone"), say("改变", "changed")]
    let rows = ChangedThing.allCases.compactMap { thing -> [String]? in
      let own = of(thing).map { difference.changes[$0] }
      guard !own.isEmpty else { return nil }
      let new = own.count { $0.before == nil }
      let gone = own.count { $0.after == nil }
      return [words.heading(thing)] + [new, gone, own.count - new - gone].map { String($0) }
    }
    lines.append("")
    lines += TextColumns([heads] + rows, widths: [40, 8, 8]).lines
  }

  private func of(_ thing: ChangedThing) -> [Int] {
    difference.changes.indices.filter { difference.changes[$0].thing == thing }
  }

  /// The verdict of each county where it changed; else those of its groups.
  private var verdictsOfCounties: [Int] {
    let all = of(.countyVerdict)
    let whole = all.filter { difference.changes[$0].item == "verdict" }
    let told = Set(whole.map { difference.changes[$0].subject.countyCode })
    return (whole + all.filter { !told.contains(difference.changes[$0].subject.countyCode) })
      .sorted()
  }

  // MARK: - Reasons

  private mutating func reasons(_ heading: String, _ effects: [Int], depth: Int = Self.depth) {
    guard !effects.isEmpty else { return }
    lines += ["", heading]
    for effect in effects.prefix(limit) { tree(effect, indent: 1, depth: depth, above: nil) }
    more(effects.count)
  }

  private mutating func tree(
    _ index: Int, indent: Int, depth: Int, above: ChangeSubject?
  ) {
    let change = difference.changes[index]
    let space = String(repeating: "  ", count: indent)
    let isNamed =
      change.subject == above || change.subject.countyCode.isEmpty
      || change.thing == .submission
    lines.append(
      space + (isNamed ? "" : words.subject(change.subject) + "  ") + words.line(change))
    if change.thing == .value || change.thing == .countyValue {
      for sheet in words.sheets(change.placesAfter).prefix(3) {
        lines.append(space + "  " + say("读自 ", "read from ") + sheet)
      }
    }
    guard depth > 0 else { return }
    let causes = told(change)
    for cause in causes.prefix(Self.breadth) {
      tree(cause, indent: indent + 1, depth: depth - 1, above: change.subject)
    }
    let rest = causes.count - Self.breadth
    if rest > 0 {
      lines.append(space + "  " + say("…… 另有 \(rest) 处", "… \(rest) more"))
    }
  }

  /// What went the other way explains nothing where something went the same way.
  private func told(_ change: Change) -> [Int] {
    let ways = change.causes.map { difference.changes[$0].direction * change.direction }
    guard ways.contains(1) else { return change.causes }
    return zip(change.causes, ways).filter { $0.1 >= 0 }.map(\.0)
  }

  // MARK: - Lists

  private mutating func list(_ thing: ChangedThing) {
    let own = of(thing)
    guard !own.isEmpty else { return }
    lines += ["", words.heading(thing)]
    for index in own.prefix(limit) {
      let change = difference.changes[index]
      let isNamed = [.setting, .submission].contains(thing)
      lines.append(
        "  " + (isNamed ? "" : words.subject(change.subject) + "  ") + words.line(change))
    }
    more(own.count)
  }

  private mutating func more(_ count: Int) {
    guard count > limit else { return }
    lines.append(
      say(
        "  …… 另有 \(count - limit) 处（--limit 0 全部列出；--format csv 逐项列出）",
        "  … \(count - limit) more (--limit 0 for all; --format csv lists every one)"))
  }
}
