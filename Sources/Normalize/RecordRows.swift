// SPDX-License-Identifier: Apache-2.0
// RecordRows: the rows of a list's records.

/// The rows of a list's records: a class, so that its columns hold them once.
final class RecordRows {
  @exclusivity(unchecked) private(set) var numbers: [UInt32] = []

  func reserve(_ count: Int) { numbers.reserveCapacity(count) }

  func append(_ row: Int) { numbers.append(UInt32(row)) }
}
