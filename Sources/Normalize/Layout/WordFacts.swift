// SPDX-License-Identifier: Apache-2.0
// WordFacts: what a text says as a header or a label, whatever stands beside it.

import DataModel
import Definitions

/// What is found out about a text once and asked for by every reader of its sheet.
///
/// A class, so that it is handed on without its many parts being copied.
final class WordFacts: Sendable {
  let label: HeaderLabel
  /// Whether any form knows the word.
  let isKnown: Bool
  /// What the text means where no words stand above it.
  let meanings: [WordMeaning]
  /// The text says nothing, neither alone nor above or below other words.
  let isInert: Bool
  /// Below whatever words, the text means what it means alone.
  let standsAlone: Bool
  /// Of all facts of a run no two have the same, but for those of texts that say nothing: 0.
  let number: Int

  init(
    _ label: HeaderLabel, isKnown: Bool, meanings: [WordMeaning], isInert: Bool,
    standsAlone: Bool, number: Int
  ) {
    self.label = label
    self.isKnown = isKnown
    self.meanings = meanings
    self.isInert = isInert
    self.standsAlone = standsAlone
    self.number = number
  }

  /// What is said of a text with this word that says nothing.
  init(mute word: String) {
    label = HeaderLabel(plainWord: word)
    isKnown = false
    meanings = []
    isInert = true
    standsAlone = true
    number = 0
  }
}

/// The facts of a text; what is asked most, without a reference to follow.
struct WordTelling: @unchecked Sendable {
  let facts: WordFacts
  let isKnown: Bool
  let isInert: Bool
  let standsAlone: Bool
  private let meaningCount: Int32
  /// Into the storage of the facts, which hold it and never change.
  private let firstMeaning: UnsafePointer<WordMeaning>?

  init(_ facts: WordFacts) {
    self.facts = facts
    isKnown = facts.isKnown
    isInert = facts.isInert
    standsAlone = facts.standsAlone
    meaningCount = Int32(facts.meanings.count)
    firstMeaning = facts.meanings.withUnsafeBufferPointer { $0.baseAddress }
  }

  /// Whether some form knows the word or what it says.
  var isNamed: Bool { isKnown || meaningCount > 0 }

  /// What the text means alone; to be used as long as the facts are held.
  var meanings: UnsafeBufferPointer<WordMeaning> {
    UnsafeBufferPointer(start: firstMeaning, count: Int(meaningCount))
  }
}

extension FormCatalog {
  /// What a text says; of known words the run remembers it.
  func facts(of text: String) -> WordFacts { telling(of: text, TextHash(text)).facts }

  func telling(of text: String, _ hash: TextHash) -> WordTelling {
    switch memoryOrLook(text, hash) {
    case .known(let telling): telling
    case .look(.mute(let word)): WordTelling(WordFacts(mute: word))
    case .look(.label(let label)): newTelling(of: text, hash, label)
    }
  }

  /// The same; nil for a text that says nothing, as one look tells.
  func tellingUnlessMute(_ text: String, _ hash: TextHash) -> WordTelling? {
    switch memoryOrLook(text, hash) {
    case .known(let telling): telling
    case .look(.mute): nil
    case .look(.label(let label)): newTelling(of: text, hash, label)
    }
  }

  private enum Answer {
    case known(WordTelling)
    case look(TextLook)
  }

  /// What the run remembers of a text, or what a look at it tells: a figure is no word that comes again,
  /// and looked at before the memory is asked.
  private func memoryOrLook(_ text: String, _ hash: TextHash) -> Answer {
    let isFigure = text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    if isFigure, case .mute(let word) = look(at: text) { return .look(.mute(word)) }
    if let known = memory.telling(text, hash) { return .known(known) }
    return .look(look(at: text))
  }

  private func newTelling(
    of text: String, _ hash: TextHash, _ label: HeaderLabel?
  ) -> WordTelling {
    let label = label ?? HeaderLabel(text, units: units, instructions: instructions)
    let isKnown = isKnown(label)
    var found: [WordMeaning] = []
    if isKnown || label.bare != nil || !label.parents.isEmpty {
      found = meanings(
        of: HeaderPath(column: 1, parents: label.parents, leaf: label, text: text, row: 0))
    }
    // A word that is not known means nothing in other parts either.
    let isInert =
      !isKnown && found.isEmpty && label.isPlainWord && !ends.have(label.word)
      && label.bare.map { isMute($0.word) } ?? true
    let facts = WordFacts(
      label, isKnown: isKnown, meanings: found, isInert: isInert,
      standsAlone: isInert || standsAlone(label), number: memory.nextNumber())
    let telling = WordTelling(facts)
    memory.keep(telling, for: text, hash)
    return telling
  }

  /// No declared path ends with the word, and none that is joined of it and one above it is declared.
  private func standsAlone(_ label: HeaderLabel) -> Bool {
    label.parents.isEmpty && label.loosePath.isEmpty && standsAlone(label.word)
      && label.bare.map { standsAlone($0.word) } ?? true
  }

  /// A word that says nothing, whatever other words stand above or below it.
  private func isMute(_ word: String) -> Bool {
    !word.isEmpty && !ends.have(word) && composedMeanings(ofWord: word).isEmpty
  }

  /// What a text means as a label of its own, without the path that it may hold.
  func meaningsAlone(of facts: WordFacts) -> [WordMeaning] {
    if facts.label.parents.isEmpty { return facts.meanings }
    return meanings(
      of: HeaderPath(column: 1, parents: [], leaf: facts.label, text: "", row: 0))
  }
}

extension HeaderLabel {
  /// A word and nothing else: no unit in brackets, no path.
  var isPlainWord: Bool { !word.isEmpty && unit == nil && parents.isEmpty && loosePath.isEmpty }
}
