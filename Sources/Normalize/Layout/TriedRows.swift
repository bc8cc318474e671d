// SPDX-License-Identifier: Apache-2.0
// TriedRows: what rows were found to be when they were tried as a header.

/// The rows of a sheet that were tried last; they are tried again by several readers.
struct TriedRows {
  private static let most = 64
  private static let usual = 8

  private var rows: [Range<Int>] = []
  private var found: [HeaderAssignment?] = []
  /// The oldest, which the next one takes the place of.
  private var oldest = 0

  /// The outer optional is nil for rows that are not known.
  subscript(wanted: Range<Int>) -> HeaderAssignment?? {
    for place in rows.indices.reversed() where rows[place] == wanted { return found[place] }
    return nil
  }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    found.removeAll(keepingCapacity: true)
    oldest = 0
  }

  mutating func add(_ assignment: HeaderAssignment?, for tried: Range<Int>) {
    guard rows.count == Self.most else {
      if rows.isEmpty {
        rows.reserveCapacity(Self.usual)
        found.reserveCapacity(Self.usual)
      }
      rows.append(tried)
      found.append(assignment)
      return
    }
    (rows[oldest], found[oldest]) = (tried, assignment)
    oldest = (oldest + 1) % Self.most
  }
}
