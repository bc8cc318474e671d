// SPDX-License-Identifier: Apache-2.0
// HeaderMemory: headers and header words that were understood before, in whatever file.

import DataModel
import Synchronization

/// What a run has learned of headers.
///
/// Schools fill in the same forms: of thousands of sheets nearly all begin with one of a few dozen
/// headers. What is remembered was found by the words alone, so it is the same for every sheet with
/// these words; rows with anything but words never come in. Shared by all threads of a run.
final class HeaderMemory: Sendable {
  private struct Known {
    var match: HeaderMatch?
    /// Where the rows stood when they were matched.
    var index: Int
    var row: Int
  }

  private static let mostMatches = 4_096
  private static let mostLabels = 20_000

  private let matches = Mutex<[[UInt8]: Known]>([:])
  private let labels = Mutex(TextMap<HeaderLabel>())
  private let words = Mutex(TextMap<[WordMeaning]>())
  private let paths = Mutex(TextMap<[WordMeaning]>())
  private let asked = Mutex(TextMap<NamedWords?>())
  private let composed = Mutex(TextMap<[WordMeaning]>())

  /// The match of rows with this signature, for a block that begins at this row; the outer optional is
  /// nil for rows that were never seen.
  func match(_ signature: [UInt8], index: Int, row: Int) -> HeaderMatch?? {
    guard let known = matches.withLock({ $0[signature] }) else { return nil }
    guard let match = known.match else { return .some(nil) }
    return match.moved(byIndices: index - known.index, rows: row - known.row)
  }

  func keep(_ match: HeaderMatch?, for signature: [UInt8], index: Int, row: Int) {
    matches.withLock { matches in
      if matches.count >= Self.mostMatches { matches.removeAll(keepingCapacity: true) }
      matches[signature] = Known(match: match, index: index, row: row)
    }
  }

  func label(_ text: String) -> HeaderLabel? { labels.withLock { $0[text] } }

  /// What a path was found to mean, by its text and the words above.
  func meanings(_ path: HeaderPath) -> [WordMeaning]? {
    path.parents.isEmpty
      ? words.withLock { $0[path.text] } : paths.withLock { $0[Self.key(path)] }
  }

  /// Keeps what a path means; a path that means nothing may be anything that a file holds.
  func keep(_ found: [WordMeaning], for path: HeaderPath) {
    if path.parents.isEmpty {
      words.withLock { if $0.count < Self.mostLabels { $0[path.text] = found } }
    } else {
      paths.withLock { if $0.count < Self.mostLabels { $0[Self.key(path)] = found } }
    }
  }

  /// The words of a path, each with its length before it: no two paths have the same key.
  private static func key(_ path: HeaderPath) -> String {
    var key = ""
    for word in path.parents + [path.text] {
      key += String(word.utf8.count)
      key += ":"
      key += word
    }
    return key
  }

  /// What the words beside a blank ask for; the outer optional is nil for words never seen.
  func asked(by words: String) -> NamedWords?? { asked.withLock { $0[words] } }

  func keep(_ found: NamedWords?, askedBy words: String) {
    asked.withLock { asked in
      if asked.count < Self.mostLabels { asked[words] = .some(found) }
    }
  }

  /// What the parts of a word say; taken apart once however often the word occurs.
  func composedMeanings(of word: String, in words: ComposedWords) -> [WordMeaning] {
    if let known = composed.withLock({ $0[word] }) { return known }
    let meanings = words.meanings(word)
    composed.withLock { composed in
      if composed.count < Self.mostLabels { composed[word] = meanings }
    }
    return meanings
  }

  /// Keeps a word that a form knows; other texts may be anything that a file holds.
  func keep(_ label: HeaderLabel, for text: String) {
    labels.withLock { labels in
      if labels.count < Self.mostLabels { labels[text] = label }
    }
  }
}

/// Words that name fields.
struct NamedWords: Sendable {
  var text: String
  var label: HeaderLabel
  var meanings: [WordMeaning]
}

extension HeaderMatch {
  /// The same header further down or up.
  func moved(byIndices indices: Int, rows: Int) -> HeaderMatch {
    guard indices != 0 || rows != 0 else { return self }
    var moved = self
    moved.block.rows = block.rows.lowerBound + indices..<block.rows.upperBound + indices
    for index in block.paths.indices { moved.block.paths[index].row += rows }
    for index in columns.indices { moved.columns[index].path.row += rows }
    for index in unknown.indices { moved.unknown[index].row += rows }
    for index in rivals.indices {
      moved.rivals[index].path.row += rows
      moved.rivals[index].winner.row += rows
    }
    return moved
  }
}

/// The bytes of header rows with their merges: equal ones are equal headers.
struct HeaderSignature {
  private(set) var bytes: [UInt8] = []

  /// nil for rows that hold anything but words, or too much of them.
  init?(_ rows: ArraySlice<SheetRow>, merges: MergeIndex, titlePoints: [Int]) {
    guard let first = rows.first else { return nil }
    bytes.reserveCapacity(512)
    for points in titlePoints { append(points) }
    append(merges.isEmpty ? 0 : 1)
    for row in rows {
      append(Int(UInt16.max))
      for cell in row.cells where !cell.value.isEmpty {
        guard let text = cell.textValue, text.utf8.count <= 120, bytes.count < 16_384 else {
          return nil
        }
        append(cell.column)
        append(merges.width(row: row.number, column: cell.column))
        bytes += text.utf8
        bytes.append(0)
      }
      for range in merges.coveredFromAbove(row: row.number, notAbove: first.number) {
        append(range.first.row - first.number)
        append(range.first.column)
        append(range.last.column)
      }
    }
  }

  private mutating func append(_ number: Int) {
    bytes.append(UInt8(truncatingIfNeeded: number))
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
  }
}
