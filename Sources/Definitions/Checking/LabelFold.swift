// SPDX-License-Identifier: Apache-2.0
// LabelFold: the form in which two header words or code names count as the same.

import Foundation

/// Folds labels for comparison.
package enum LabelFold {
  /// Compatibility characters folded (NFKC), letters small, without spaces and line breaks.
  package static func fold(_ label: String) -> String {
    let folded = label.precomposedStringWithCompatibilityMapping.lowercased()
    return String(folded.filter { !$0.isWhitespace })
  }

  /// The folded label without a final unit in brackets: `面积（㎡）` is `面积`.
  package static func fold(_ label: String, units: UnitTable) -> String {
    let folded = fold(label)
    guard folded.hasSuffix(")"), let open = folded.lastIndex(of: "(") else { return folded }
    let inner = folded[folded.index(after: open)...].dropLast()
    let isUnit = units.units.contains { unit in
      ([unit.name] + unit.aliases).contains { fold($0) == inner }
    }
    return isUnit ? String(folded[..<open]) : folded
  }
}
