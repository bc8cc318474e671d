// SPDX-License-Identifier: Apache-2.0
// HeaderMemory: headers and header words that were understood before, in whatever file.

import DataModel
import Synchronization

/// What a run has learned of headers.
///
/// Schools fill in the same forms: of thousands of sheets nearly all begin with one of a few dozen
/// headers. What is remembered was found by the words alone, so it is the same for every sheet with
/// these words, whatever names and figures stand beside them. Shared by all threads of a run.
final class HeaderMemory: Sendable {
  private struct Known {
    var match: HeaderMatch
    /// Where the rows stood when they were matched.
    var index: Int
    var row: Int
  }

  private static let mostMatches = 4_096
  private static let mostLabels = 20_000
  private static let mostOthers = 4_096
  /// Bytes of a text that may be a word of many sheets, such as 男 or 本科.
  private static let longestOther = 48

  /// Which column of rows is which field; nil for rows that do not convince.
  private let assignments = Mutex(TextMap<HeaderAssignment?>())
  private let matches = Mutex(TextMap<Known>())
  private let wholes = Mutex(TextMap<Bool>())
  private let lastNumber = Atomic(0)
  private let words = Mutex(TextMap<WordFacts>())
  /// Of texts that no form knows only the last are kept: most never come again.
  private let others = Mutex(TextMap<WordFacts>())
  private let paths = Mutex(TextMap<[WordMeaning]>())
  private let asked = Mutex(TextMap<NamedWords?>())
  private let sentences = TextMemory<[FillInSentence.Blank]>()
  private let composed = Mutex(TextMap<[WordMeaning]>())

  /// Which column is which field in rows with this signature; the outer optional is nil for rows that
  /// were never seen.
  func assignment(_ signature: HeaderSignature) -> HeaderAssignment?? {
    assignments.withLock { $0[signature.key] }
  }

  func keep(_ assignment: HeaderAssignment?, for signature: HeaderSignature) {
    assignments.withLock { assignments in
      if assignments.count >= Self.mostMatches { assignments.removeAll() }
      assignments[signature.key] = .some(assignment)
    }
  }

  /// The header that rows with this signature are, for a block that begins at this row.
  func match(_ signature: HeaderSignature, index: Int, row: Int) -> HeaderMatch? {
    guard signature.isLiteral, let known = matches.withLock({ $0[signature.key] }) else {
      return nil
    }
    return known.match.moved(byIndices: index - known.index, rows: row - known.row)
  }

  /// Keeps a match of rows whose texts are all in the signature.
  func keep(_ match: HeaderMatch, for signature: HeaderSignature, index: Int, row: Int) {
    guard signature.isLiteral else { return }
    matches.withLock { matches in
      if matches.count >= Self.mostMatches { matches.removeAll() }
      matches[signature.key] = Known(match: match, index: index, row: row)
    }
  }

  /// Whether the rows are known to be the header of no two tables beside each other.
  func isWhole(_ signature: HeaderSignature) -> Bool {
    wholes.withLock { $0[signature.key] } ?? false
  }

  func keepWhole(_ signature: HeaderSignature) {
    wholes.withLock { wholes in
      if wholes.count >= Self.mostMatches { wholes.removeAll() }
      wholes[signature.key] = true
    }
  }

  func facts(_ text: String) -> WordFacts? {
    words.withLock { $0[text] } ?? others.withLock { $0[text] }
  }

  func nextNumber() -> Int { lastNumber.wrappingAdd(1, ordering: .relaxed).newValue }

  /// What a path was found to mean, by its text and the words above.
  func meanings(_ path: HeaderPath) -> [WordMeaning]? { paths.withLock { $0[Self.key(path)] } }

  /// Keeps what a path means; a path that means nothing may be anything that a file holds.
  func keep(_ found: [WordMeaning], for path: HeaderPath) {
    paths.withLock { if $0.count < Self.mostLabels { $0[Self.key(path)] = found } }
  }

  /// The words of a path, each with its length before it: no two paths have the same key.
  private static func key(_ path: HeaderPath) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    for word in path.parents { append(word, to: &bytes) }
    append(path.text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ word: String, to bytes: inout [UInt8]) {
    let count = word.utf8.count
    for shift in [0, 7, 14, 21] {
      bytes.append(UInt8(truncatingIfNeeded: count >> shift & 0x7F))
    }
    bytes += word.utf8
  }

  /// The blanks of a text; readers of labels ask for them one after the other.
  func blanks(_ text: String) -> [FillInSentence.Blank] {
    guard FillInSentence.mayHaveBlanks(text) else { return [] }
    return sentences.value(of: text) { FillInSentence.blanks(text) }
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

  /// Keeps a word that a form knows, and any other until too many have come.
  func keep(_ facts: WordFacts, for text: String) {
    guard facts.isKnown || !facts.meanings.isEmpty else {
      guard text.utf8.count <= Self.longestOther else { return }
      others.withLock { others in
        if others.count >= Self.mostOthers { others.removeAll() }
        others[text] = facts
      }
      return
    }
    words.withLock { words in
      if words.count < Self.mostLabels { words[text] = facts }
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
