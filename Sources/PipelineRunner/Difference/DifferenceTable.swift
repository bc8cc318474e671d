// SPDX-License-Identifier: Apache-2.0
// DifferenceTable: the rows of one table of two outputs that are not the same.

import DataModel

/// Compares a table of two outputs by the columns that name a row.
struct DifferenceTable {
  /// The rows of one key; nil where the output has none.
  typealias Pair = (before: OutputRow?, after: OutputRow?)

  /// In the order of the later table, those that are gone at the end.
  let pairs: [Pair]

  /// `name` without `data/`, of a table that every output has.
  ///
  /// `key`: tells a row apart in its table; how often a key came before is part of it.
  init(
    _ name: String, _ before: ResultFolder, _ after: ResultFolder,
    key: (OutputRow) -> [String], value: (OutputRow) -> [String]
  ) throws {
    self.init(
      try before.neededTable(name).rows, try after.neededTable(name).rows, key: key, value: value)
  }

  init(
    _ before: [OutputRow], _ after: [OutputRow], key: (OutputRow) -> [String],
    value: (OutputRow) -> [String]
  ) {
    var old = Self.keyed(before, key)
    var pairs: [Pair] = []
    for (name, row) in Self.numbered(after, key) {
      let earlier = old.removeValue(forKey: name)
      if earlier.map(value) != value(row) { pairs.append((earlier, row)) }
    }
    for (name, row) in Self.numbered(before, key) where old[name] != nil {
      pairs.append((row, nil))
    }
    self.pairs = pairs
  }

  private static func keyed(
    _ rows: [OutputRow], _ key: (OutputRow) -> [String]
  ) -> [[String]: OutputRow] {
    Dictionary(numbered(rows, key), uniquingKeysWith: { first, _ in first })
  }

  private static func numbered(
    _ rows: [OutputRow], _ key: (OutputRow) -> [String]
  ) -> [([String], OutputRow)] {
    var seen: [[String]: Int] = [:]
    return rows.map { row in
      let name = key(row)
      let times = seen[name, default: 0]
      seen[name] = times + 1
      return (times == 0 ? name : name + [String(times)], row)
    }
  }
}
