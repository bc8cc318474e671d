// SPDX-License-Identifier: Apache-2.0
// FormulaVocabulary: the names a formula may use, and the slots they stand for.

import DataModel

/// What a name stands for.
package struct FormulaSymbol: Hashable, Sendable {
  package var name: String
  /// What the context is asked for: `value(slot)`, or `column(slot)` when the type is a column.
  ///
  /// Fields and columns are numbered apart.
  package var slot: Int
  package var type: FormulaType

  package init(name: String, slot: Int, type: FormulaType) {
    self.name = name
    self.slot = slot
    self.type = type
  }
}

/// The names known in one scope.
///
/// A bare name may be a column too: in the scope of a county, `生均面积` is the column over its schools.
package protocol FormulaVocabulary {
  func field(named name: String) -> FormulaSymbol?

  /// The column of another table within the current subject; its type is always a column.
  func column(table: String, field: String) -> FormulaSymbol?

  /// All bare names, for "did you mean".
  var fieldNames: [String] { get }

  /// All table names, for "did you mean".
  var tableNames: [String] { get }

  /// The names in a table, for "did you mean"; empty when there is no such table.
  func fieldNames(ofTable table: String) -> [String]
}

/// The name a person may have meant.
enum NameSuggestion {
  /// The candidate nearest to `name`; nil when none is near.
  ///
  /// Few edits count for typing slips, shared characters for a Chinese term written in another order.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let target = Array(name.lowercased().prefix(64))
    var best: (score: Int, name: String)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().prefix(64))
      guard let score = score(target, letters) else { continue }
      if best.map({ (score, candidate) < ($0.score, $0.name) }) ?? true {
        best = (score, candidate)
      }
    }
    return best?.name
  }

  /// Lower is nearer; nil when not near at all.
  private static func score(_ left: [Character], _ right: [Character]) -> Int? {
    let longest = max(left.count, right.count)
    let edits =
      EditDistance.between(String(left), String(right), limit: longest) ?? longest
    if edits <= max(1, longest / 3) { return edits * 2 }
    let shared = Set(left).intersection(right).count
    let shortest = min(Set(left).count, Set(right).count)
    guard shared >= 2, shared * 3 >= shortest * 2, left.contains(where: { !$0.isASCII }) else {
      return nil
    }
    return edits * 2 + 1
  }
}
