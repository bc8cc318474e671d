// SPDX-License-Identifier: Apache-2.0
// LabelFold: the form in which two header words or code names count as the same.

import Foundation

/// Folds labels for comparison.
package enum LabelFold {
  /// Compatibility characters folded (NFKC), letters small, without spaces and line breaks.
  package static func fold(_ label: String) -> String {
    if isFolded(label) { return label }
    let folded = label.precomposedStringWithCompatibilityMapping.lowercased()
    return String(folded.filter { !$0.isWhitespace })
  }

  /// True for a text of U+4E00 to U+9FFF and of ASCII without capitals and spaces: most words are.
  private static func isFolded(_ label: String) -> Bool {
    var bytes = label.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 0x21...0x40, 0x5B...0x7E: continue
      case 0xE4:
        guard let second = bytes.next(), second >= 0xB8 else { return false }
        _ = bytes.next()
      case 0xE5...0xE9:
        _ = bytes.next()
        _ = bytes.next()
      default: return false
      }
    }
    return true
  }

  /// The names of units, folded once for many labels.
  package struct UnitNames: Sendable {
    fileprivate let folded: Set<String>

    package init(_ table: UnitTable) {
      folded = Set(table.units.flatMap { [$0.name] + $0.aliases }.map { LabelFold.fold($0) })
    }
  }

  /// The folded label without a final unit in brackets: `面积（㎡）` is `面积`.
  package static func fold(_ label: String, units: UnitNames) -> String {
    let folded = fold(label)
    guard folded.hasSuffix(")"), let open = folded.lastIndex(of: "(") else { return folded }
    let inner = folded[folded.index(after: open)...].dropLast()
    return units.folded.contains(String(inner)) ? String(folded[..<open]) : folded
  }
}
