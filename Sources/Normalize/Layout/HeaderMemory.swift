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
  private static let mostLabels = 20_000
  private static let mostOthers = 4_096
  /// Bytes of a text that may be a word of many sheets, such as 男 or 本科.
  private static let longestOther = 48

  private struct Words {
    var tellings = TextMap<WordTelling>()
    /// How many of them no form knows: only the last of these are kept, since most never come again.
    var others = 0

    mutating func forgetOthers() {
      var known = TextMap<WordTelling>()
      for place in 0..<tellings.count where tellings.value(at: place).isNamed {
        _ = known.add(tellings.text(at: place), tellings.value(at: place))
      }
      (tellings, others) = (known, 0)
    }
  }

  private let lastNumber = Atomic(0)
  private let words = Mutex(Words())
  private let paths = Mutex([PathKey: [WordMeaning]]())
  private let asked = Mutex(TextMap<NamedWords?>())
  private let sentences = TextMemory<[FillInSentence.Blank]>()
  private let composed = Mutex(TextMap<[WordMeaning]>())

  func telling(_ text: String, _ hash: TextHash) -> WordTelling? {
    words.withLock { $0.tellings.value(of: text, hash) }
  }

  func nextNumber() -> Int { lastNumber.wrappingAdd(1, ordering: .relaxed).newValue }

  /// What a path was found to mean.
  func meanings(_ path: PathKey) -> [WordMeaning]? { paths.withLock { $0[path] } }

  func keep(_ found: [WordMeaning], for path: PathKey) {
    paths.withLock { paths in
      if paths.count >= Self.mostLabels { paths.removeAll() }
      paths[path] = found
    }
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
    let hash = TextHash(word)
    if let known = composed.withLock({ $0.value(of: word, hash) }) { return known }
    // Of most words a look tells that they mean nothing: they are not worth a place.
    guard words.mayHaveMeanings(word) else { return [] }
    let meanings = words.meanings(word)
    composed.withLock { composed in
      if composed.count < Self.mostLabels, composed.place(of: word, hash) == nil {
        composed.add(word, hash, meanings)
      }
    }
    return meanings
  }

  /// Keeps a word that a form knows, and any other until too many have come.
  func keep(_ telling: WordTelling, for text: String, _ hash: TextHash) {
    guard telling.isNamed || text.utf8.count <= Self.longestOther else { return }
    words.withLock { words in
      // Another thread may have found out the same meanwhile.
      guard words.tellings.place(of: text, hash) == nil else { return }
      if telling.isNamed {
        guard words.tellings.count - words.others < Self.mostLabels else { return }
      } else {
        if words.others >= Self.mostOthers { words.forgetOthers() }
        words.others += 1
      }
      words.tellings.add(text, hash, telling)
    }
  }
}

/// Words that name fields.
struct NamedWords: Sendable {
  var text: String
  var label: HeaderLabel
  var meanings: [WordMeaning]
}
