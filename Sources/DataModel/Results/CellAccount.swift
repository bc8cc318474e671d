// SPDX-License-Identifier: Apache-2.0
// CellAccount: what became of each non-empty cell of a file.

/// What became of the non-empty cells: `used + ignored + quarantined == cells`, always.
package struct CellAccount: Hashable, Sendable {
  /// Non-empty cells of the file, hidden sheets included.
  package var cells: Int
  /// Read as a value of a field, or as a header, label, title or unit that a value depends on.
  package var used: Int
  /// Recognised and left out, by the name of the rule that did it (`total_row`, `note`, `signature` …).
  package var ignored: [String: Int]
  /// Not understood; each one is covered by a finding.
  package var quarantined: Int

  package init(
    cells: Int = 0, used: Int = 0, ignored: [String: Int] = [:], quarantined: Int = 0
  ) {
    self.cells = cells
    self.used = used
    self.ignored = ignored
    self.quarantined = quarantined
  }

  package var ignoredCount: Int { ignored.values.reduce(0, +) }
  package var balances: Bool { used + ignoredCount + quarantined == cells }
}

extension CellAccount {
  /// What came in after `earlier`, an account of the same file before this one.
  package func since(_ earlier: CellAccount) -> CellAccount {
    var rest = CellAccount(
      cells: cells - earlier.cells, used: used - earlier.used,
      quarantined: quarantined - earlier.quarantined)
    for (rule, count) in ignored where count != earlier.ignored[rule, default: 0] {
      rest.ignored[rule] = count - earlier.ignored[rule, default: 0]
    }
    return rest
  }
}
