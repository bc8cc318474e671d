// SPDX-License-Identifier: Apache-2.0
// UnitIndex: finds the unit that a bracket, a suffix or a note names.

package import DataModel
package import Definitions

/// The unit table prepared for lookup by folded name.
///
/// A class, because every label is read with it and its parts would be retained each time.
package final class UnitIndex: Sendable {
  private let units: [UnitDefinition]
  private let byKey: TextMap<Int>
  /// Last characters of unit names: most words end in none of them.
  private let endings: ScalarSet
  /// The same of names without a letter; a figure ends in no other.
  private let figureEndings: ScalarSet
  private let beginnings: ScalarSet
  /// Quantities whose units differ by more than their name: of these 亩 and 元 cannot be confused.
  private let measured: Set<String>

  package init(_ table: UnitTable) {
    units = table.units
    var byKey = TextMap<Int>()
    var factors: [String: Set<String>] = [:]
    for (index, unit) in table.units.enumerated() {
      for name in [unit.name] + unit.aliases {
        let key = TextFolding.word(name)
        if !key.isEmpty, byKey[key] == nil { byKey[key] = index }
      }
      factors[unit.canonical, default: []].insert(unit.factor.text)
    }
    self.byKey = byKey
    endings = ScalarSet(byKey.texts.compactMap(\.unicodeScalars.last))
    figureEndings = ScalarSet(
      byKey.texts.filter(HeaderBlockReader.isFigure).compactMap(\.unicodeScalars.last))
    beginnings = ScalarSet(byKey.texts.compactMap(\.unicodeScalars.first))
    measured = Set(factors.filter { $0.value.count > 1 }.keys)
  }

  /// The unit with this name, however its characters are written; nil when unknown.
  package func unit(_ name: some StringProtocol) -> UnitDefinition? {
    guard !name.isEmpty, name.utf8.count <= 48 else { return nil }
    let text = String(name)
    if let index = byKey[text] { return units[index] }
    guard
      !TextFolding.isPlain(text) || !text.utf8.allSatisfy({ $0 > 0x7F })
        || SimplifiedCharacters.simplified(text) != nil
    else { return nil }
    return byKey[TextFolding.word(text)].map { units[$0] }
  }

  /// Whether there is a unit with this name.
  func knows(_ name: String) -> Bool {
    mayEnd(name) && unit(name) != nil
  }

  /// False for most texts that end in no unit, by their last character.
  func mayEnd(_ text: String) -> Bool {
    guard let last = text.lastScalar else { return false }
    switch last.value {
    case 0x30...0x39, 0x61...0x7A: return endings.contains(last.value)
    case 0x41...0x5A: return endings.contains(last.value + 32)
    default: break
    }
    guard (0x4E00...0x9FFF).contains(last.value) else { return true }
    return endings.contains(last) || endings.contains(SimplifiedCharacters.simplified(last))
  }

  /// False for most words without a unit at their end, by their last character as it stands.
  func maySuffix(_ word: String) -> Bool {
    guard let last = word.lastScalar, endings.contains(last) else { return false }
    return figureEndings.contains(last) || !HeaderBlockReader.isFigure(word)
  }

  /// False for most texts that begin with no unit, by their first character.
  func mayBegin(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    guard (0x4E00...0x9FFF).contains(first.value) else { return true }
    return beginnings.contains(first) || beginnings.contains(SimplifiedCharacters.simplified(first))
  }

  /// What converts a value in `unit` to a field's own unit.
  package enum Conversion: Hashable, Sendable {
    case factor(ExactNumber)
    /// The two measure different quantities.
    case conflict
  }

  /// The way from `unit` to the canonical unit of a field; a field without unit takes counts only.
  ///
  /// Counting words (个, 台, 间) name the same count: `（台）` over a field in 个 is no conflict.
  /// `isCount` says that the field takes whole numbers: 个 may then stand for any of its units.
  package func conversion(
    from unit: UnitDefinition, to fieldUnit: String?, isCount: Bool = false
  ) -> Conversion {
    guard let fieldUnit else {
      return unit.factor == .one || !measured.contains(unit.canonical)
        ? .factor(unit.factor) : .conflict
    }
    guard let own = self.unit(fieldUnit) else {
      return unit.name == fieldUnit ? .factor(.one) : .conflict
    }
    if own.canonical == unit.canonical {
      return unit.factor.divided(by: own.factor).map(Conversion.factor) ?? .conflict
    }
    if unit.countsAnything, isCount { return .factor(.one) }
    // `生均公用经费（元）` over 元/生: the word itself says per what.
    if own.factor == .one, own.canonical.hasPrefix(unit.canonical + "/") {
      return .factor(unit.factor)
    }
    // 1班 is no number of pupils: people are counted as people.
    guard Self.people.contains(own.canonical) == Self.people.contains(unit.canonical) else {
      return .conflict
    }
    let bothCount = !measured.contains(own.canonical) && !measured.contains(unit.canonical)
    return bothCount ? .factor(unit.factor) : .conflict
  }

  private static let people: Set<String> = ["人", "人次"]

  /// True when both are units of one quantity, such as 亩 and ㎡.
  func measureTheSame(_ unit: UnitDefinition, _ fieldUnit: String?) -> Bool {
    guard let own = fieldUnit.flatMap({ self.unit($0) }) else { return false }
    return own.canonical == unit.canonical
  }

  /// Splits `占地面积亩` into word and unit at the longest unit that ends it; nil when none does.
  func suffix(of text: String) -> (word: String, unit: UnitDefinition)? {
    guard maySuffix(text) else { return nil }
    let scalars = text.unicodeScalars
    // Two characters are left to the word; the longest ending is tried first.
    guard let first = scalars.index(scalars.startIndex, offsetBy: 2, limitedBy: scalars.endIndex),
      first < scalars.endIndex
    else { return nil }
    var start =
      scalars.index(scalars.endIndex, offsetBy: -6, limitedBy: first) ?? first
    while start < scalars.endIndex {
      if let unit = unit(text[start...]) { return (String(text[..<start]), unit) }
      start = scalars.index(after: start)
    }
    return nil
  }

  /// The units that a list such as `人、平方米` names, as far as the text consists of units.
  func units(inList text: String) -> [UnitDefinition] {
    let stops: Set<Character> = ["、", ",", ";", " ", "，", "；", "和"]
    var found: [UnitDefinition] = []
    for part in text.split(whereSeparator: { stops.contains($0) }) {
      // 台（件） is one unit; of 万元（保留两位小数） only the head is.
      let isWhole = unit(part) != nil
      let word = isWhole ? part : part.prefix { $0 != "(" && $0 != ")" && $0 != "。" }
      guard let unit = unit(word) else {
        break
      }
      found.append(unit)
      if word.endIndex != part.endIndex { break }
    }
    return found
  }
}
