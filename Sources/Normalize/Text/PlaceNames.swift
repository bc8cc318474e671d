// SPDX-License-Identifier: Apache-2.0
// PlaceNames: knows the names of schools and towns by how they end.

import Definitions

/// Names that a sheet or a row across a table may have; a class, because many texts are looked at.
final class PlaceNames: Sendable {
  /// What no name has in it.
  private static let marks = ScalarSet("、,，;:：。/".unicodeScalars)

  private let schools: [String]
  private let kinds: Set<String>
  private let towns: [String]
  /// Last characters of all endings: most texts end in none of them.
  private let lasts: ScalarSet

  init(_ parts: HeaderWordParts) {
    schools = parts.schoolEndings
    kinds = Set(parts.schoolKinds)
    towns = parts.townEndings
    lasts = ScalarSet((schools + towns).compactMap(\.unicodeScalars.last))
  }

  /// True for 示例县第一小学; not for 城区小学, which are many.
  func isSchool(_ text: String) -> Bool { isName(text, endings: schools) }

  func isTown(_ text: String) -> Bool { isName(text, endings: towns) }

  /// What another character is folded to ends a name, or is a space.
  private func mayEnd(_ end: Unicode.Scalar) -> Bool {
    switch end.value {
    case 0x21...0x7E, 0x3001...0x3002: return lasts.contains(end)
    case 0xFF01...0xFF5E: return lasts.contains(end.value - 0xFEE0)
    default: break
    }
    let folded = TextFolding.withoutSpaces(TextFolding.compatible(String(end)))
    return folded.unicodeScalars.last.map(lasts.contains) ?? true
  }

  private func isName(_ text: String, endings: [String]) -> Bool {
    // A common character is what it is, however the others are folded.
    guard let end = text.unicodeScalars.last,
      (0x4E00...0x9FFF).contains(end.value) ? lasts.contains(end) : mayEnd(end)
    else { return false }
    let name = TextFolding.withoutSpaces(TextFolding.compatible(text))
    guard name.utf8.count <= 90, let last = name.unicodeScalars.last, lasts.contains(last),
      !name.unicodeScalars.contains(where: Self.marks.contains)
    else {
      return false
    }
    return endings.contains { ending in
      guard name.hasSuffix(ending) else { return false }
      let head = String(name.dropLast(ending.count))
      let least = ending.count > 1 ? 2 : 1
      return head.count >= least && head.contains { !$0.isNumber }
        && (!kinds.contains { head.hasSuffix($0) } || isOneOfKind(head))
        && !endings.contains { $0 == head }
    }
  }

  /// 示例县第四初级 and 河西镇中心, but not 示例县农村: a number or a town before the kind tells one school.
  private func isOneOfKind(_ head: String) -> Bool {
    guard
      let kind = kinds.filter({ head.hasSuffix($0) && $0.count > 1 }).max(by: {
        $0.count < $1.count
      })
    else { return false }
    let place = head.dropLast(kind.count)
    guard let last = place.last, place.count >= 2, !kinds.contains(where: { place.hasSuffix($0) })
    else { return false }
    if last.isNumber || "一二三四五六七八九十".contains(last) {
      return place.dropLast().contains { $0.isLetter && !$0.isNumber }
    }
    return towns.contains { place.hasSuffix($0) && place.count > $0.count }
  }
}
