// SPDX-License-Identifier: Apache-2.0
// XMLEdits: changes at byte offsets of a document, applied at once, all other bytes as they were.

/// Insertions and replacements in one run of bytes.
package struct XMLEdits {
  private struct Edit {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  private var edits: [Edit] = []

  package init() {}

  package var isEmpty: Bool { edits.isEmpty }

  /// Puts the text before the byte at `offset`; of two at one offset the first stands first.
  package mutating func insert(_ text: String, at offset: Int) {
    replace(offset..<offset, with: text)
  }

  package mutating func replace(_ range: Range<Int>, with text: String) {
    edits.append(Edit(range: range, bytes: Array(text.utf8)))
  }

  package mutating func remove(_ range: Range<Int>) { replace(range, with: "") }

  /// The bytes with all changes; nil when two of them touch the same bytes or one lies outside.
  package func applied(to bytes: [UInt8]) -> [UInt8]? {
    let order = edits.indices.sorted { left, right in
      let (first, second) = (edits[left].range, edits[right].range)
      return (first.lowerBound, first.isEmpty ? 0 : 1, left)
        < (second.lowerBound, second.isEmpty ? 0 : 1, right)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.bytes.count })
    var place = 0
    for index in order {
      let edit = edits[index]
      guard edit.range.lowerBound >= place, edit.range.upperBound <= bytes.count else {
        return nil
      }
      result += bytes[place..<edit.range.lowerBound]
      result += edit.bytes
      place = edit.range.upperBound
    }
    result += bytes[place...]
    return result
  }
}
