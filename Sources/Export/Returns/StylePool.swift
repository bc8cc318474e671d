// SPDX-License-Identifier: Apache-2.0
// StylePool: one list of a style sheet (fonts, fills, borders, formats) that grows without repeating.

import FileFormats

/// The entries of one list as they are written, and those that are added.
struct StylePool {
  private(set) var entries: [[UInt8]] = []
  private var indexByBytes: [[UInt8]: Int] = [:]
  private(set) var originalCount = 0

  /// An entry of the file.
  mutating func read(_ bytes: [UInt8]) {
    if indexByBytes[bytes] == nil { indexByBytes[bytes] = entries.count }
    entries.append(bytes)
    originalCount = entries.count
  }

  /// The number of an entry; it is added where there is none like it.
  mutating func index(of bytes: [UInt8]) -> Int {
    if let known = indexByBytes[bytes] { return known }
    indexByBytes[bytes] = entries.count
    entries.append(bytes)
    return entries.count - 1
  }

  mutating func index(of xml: String) -> Int { index(of: Array(xml.utf8)) }

  /// What was added, as it is to be written.
  var added: String {
    entries[originalCount...].map { String(decoding: $0, as: UTF8.self) }.joined()
  }

  var hasGrown: Bool { entries.count > originalCount }
}
