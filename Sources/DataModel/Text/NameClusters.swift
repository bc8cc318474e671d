// SPDX-License-Identifier: Apache-2.0
// NameClusters: names that are likely one name written in several ways.

/// Groups names by what is left of them without spaces, marks, case and traditional characters, and
/// then by one character more, less or other.
///
/// A number or a direction makes another name: 1号楼 and 2号楼, 东校区 and 西校区 never meet.
package enum NameClusters {
  /// One way to write a name, and the way most write it.
  package struct Variant: Hashable, Sendable {
    package var written: String
    package var likely: String
    /// How often each of the two occurs.
    package var count: Int
    package var likelyCount: Int
    /// Only spaces, marks, case or traditional characters differ.
    package var isSpelling: Bool
  }

  /// Names shorter than this differ by more than a slip when they differ by a character.
  private static let shortestSlip = 4
  /// Longer texts are sentences.
  private static let longestName = 40
  /// A slip is rare beside what was meant.
  private static let commonBesideSlip = 3
  private static let distinguishing = Set(
    "0123456789〇零一二三四五六七八九十百千甲乙丙丁戊己庚辛上下左右东西南北中前后大小初高男女新老正副")

  /// `counts`: each name and how often it occurs.
  package static func variants(_ counts: [String: Int]) -> [Variant] {
    let names = counts.keys.filter { !$0.isEmpty && $0.count <= longestName }.sorted()
    let groups = Dictionary(grouping: names, by: fingerprint).filter { !$0.key.isEmpty }
    var heads: [String: (name: String, count: Int)] = [:]
    var variants: [Variant] = []
    for (print, members) in groups {
      guard let head = members.max(by: { isLess($0, $1, counts) }) else { continue }
      heads[print] = (head, members.reduce(0) { $0 + (counts[$1] ?? 0) })
      variants += members.filter { $0 != head }.map {
        Variant(
          written: $0, likely: head, count: counts[$0] ?? 0, likelyCount: counts[head] ?? 0,
          isSpelling: true)
      }
    }
    variants += slips(heads)
    return variants.sorted { ($0.likely, $0.written) < ($1.likely, $1.written) }
  }

  /// The commoner name is the likelier one, among equals the first.
  private static func isLess(_ left: String, _ right: String, _ counts: [String: Int]) -> Bool {
    let (first, second) = (counts[left] ?? 0, counts[right] ?? 0)
    return first == second ? left > right : first < second
  }

  private static func fingerprint(_ name: String) -> String {
    let simple = SimplifiedCharacters.simplified(name) ?? name
    var folded = ""
    for scalar in simple.lowercased().unicodeScalars {
      // Full-width forms of ASCII.
      let plain =
        (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      if plain.properties.isAlphabetic || plain.properties.numericType != nil {
        folded.unicodeScalars.append(plain)
      }
    }
    return folded.lowercased()
  }

  /// Rare names that are one character away from a common one.
  private static func slips(_ heads: [String: (name: String, count: Int)]) -> [Variant] {
    var near: [String: [String]] = [:]
    for print in heads.keys where print.count >= shortestSlip {
      for shorter in shortened(print) { near[shorter, default: []].append(print) }
    }
    var variants: [Variant] = []
    for (print, head) in heads where print.count >= shortestSlip {
      var best: (print: String, count: Int)?
      for other in Set(shortened(print).flatMap { near[$0] ?? [] }) where other != print {
        guard let candidate = heads[other], candidate.count >= head.count * commonBesideSlip,
          isSlip(print, other)
        else { continue }
        let isBetter = best.map { (candidate.count, other) > ($0.count, $0.print) } ?? true
        if isBetter { best = (other, candidate.count) }
      }
      guard let best, let likely = heads[best.print] else { continue }
      variants.append(
        Variant(
          written: head.name, likely: likely.name, count: head.count, likelyCount: likely.count,
          isSpelling: false))
    }
    return variants
  }

  /// The text itself, and all texts that lack one of its characters.
  private static func shortened(_ text: String) -> [String] {
    let characters = Array(text)
    return [text]
      + characters.indices.map { String(characters[..<$0] + characters[($0 + 1)...]) }
  }

  private static func isSlip(_ left: String, _ right: String) -> Bool {
    guard EditDistance.between(left, right, limit: 1) == 1 else { return false }
    // A number may stand anywhere in both; what decides is whether one was changed.
    let numbers = [left, right].map { $0.filter(distinguishing.contains) }
    return numbers[0] == numbers[1]
  }
}
