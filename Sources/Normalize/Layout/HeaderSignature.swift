// SPDX-License-Identifier: Apache-2.0
// HeaderSignature: header rows as a key under which it is remembered what they are.

import DataModel

/// What header rows say, with their merges: equal ones are equal headers.
///
/// Texts that say nothing in any header, as the names and figures of a school, are numbered in the
/// order in which they come: which column is which field depends on which of them are the same, and
/// on nothing else in them.
struct HeaderSignature {
  private static let mostNumbered = 128
  private static let longestKey = 16_384
  /// The first number that does not go into four times seven bits.
  private static let wordLimit = 1 << 28

  private(set) var key = ""
  /// No text is numbered: equal keys are equal texts.
  var isLiteral: Bool { numbered.isEmpty }
  private var bytes: [UInt8] = []
  /// The places of the texts that say nothing, and those of the words that such texts may have.
  private var numbered: [Int] = []
  private var words: [Int] = []

  /// nil for rows that hold too much.
  init?(
    _ rows: ArraySlice<SheetRow>, _ tokens: [[HeaderToken]], merges: MergeIndex,
    titlePoints: [Int]
  ) {
    guard let first = rows.first else { return nil }
    bytes.reserveCapacity(512)
    for (form, points) in titlePoints.enumerated() where points > 0 {
      append(form)
      append(points)
    }
    append(1 << 20 | (merges.isEmpty ? 0 : 1))
    for (row, tokens) in zip(rows, tokens) {
      append(1 << 20)
      append(row.number - first.number)
      for token in tokens {
        guard append(token) else { return nil }
      }
      guard !merges.isEmpty else { continue }
      for range in merges.coveredFromAbove(row: row.number, notAbove: first.number) {
        append(range.first.row - first.number)
        append(range.first.column)
        append(range.last.column)
      }
    }
    key = String(decoding: bytes, as: UTF8.self)
  }

  private mutating func append(_ token: HeaderToken) -> Bool {
    guard bytes.count < Self.longestKey else { return false }
    append(token.column)
    append(token.width)
    append((token.isText ? 1 : 0) | (token.facts == nil ? 2 : 0) | (token.word == nil ? 0 : 4))
    if let facts = token.facts {
      guard facts < Self.wordLimit else { return false }
      append(facts >> 14)
      append(facts & 0x3FFF)
    } else {
      append(Self.number(of: token.text, in: &numbered))
    }
    if let word = token.word { append(Self.number(of: word, in: &words)) }
    return words.count <= Self.mostNumbered
  }

  /// How many others came before this one came first.
  private static func number(of place: Int, in places: inout [Int]) -> Int {
    if let known = places.firstIndex(of: place) { return known }
    places.append(place)
    return places.count - 1
  }

  /// In bytes that are text by themselves.
  private mutating func append(_ number: Int) {
    bytes.append(UInt8(truncatingIfNeeded: number & 0x7F))
    bytes.append(UInt8(truncatingIfNeeded: number >> 7 & 0x7F))
    bytes.append(UInt8(truncatingIfNeeded: number >> 14 & 0x7F))
  }
}
