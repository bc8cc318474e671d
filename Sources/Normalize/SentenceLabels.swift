// SPDX-License-Identifier: Apache-2.0
// SentenceLabels: says which field each blank of a fill-in sentence asks for.

import DataModel
import Definitions

/// Names the blanks of sentences.
struct SentenceLabels {
  /// A blank whose words name a field.
  struct Named {
    var text: String
    var label: HeaderLabel
    var meanings: [WordMeaning]
    /// The value with its unit; "" for a blank that nobody filled in.
    var value: String
  }

  private let state: SheetState

  init(_ state: SheetState) {
    self.state = state
  }

  /// The blanks that words name in full, and what surrounds those drawn blanks that none do.
  func read(
    _ text: String, with detector: inout LayoutDetector
  ) -> (named: [Named], unnamed: [String]) {
    guard FillInSentence.mayHaveBlanks(text), !isPlainlyNone(text, with: &detector) else {
      return ([], [])
    }
    var named: [Named] = []
    var unnamed: [String] = []
    let blanks = state.catalog.memory.blanks(text)
    // Where nothing is drawn as a blank, numbers among words are values only if all of them are.
    let isDrawn = blanks.contains(where: \.isDrawn)
    for blank in blanks {
      let (unit, rest) = unit(of: blank.after)
      let before = meaning(blank.before, with: &detector)
      let after = before == nil ? meaning(rest, with: &detector) : nil
      guard let found = before ?? after else {
        guard isDrawn else { return ([], []) }
        if blank.isDrawn { unnamed.append(blank.before + "＿" + blank.value + "＿" + blank.after) }
        continue
      }
      named.append(
        Named(
          text: found.text, label: found.label, meanings: found.meanings,
          value: blank.value.isEmpty ? "" : blank.value + unit))
    }
    return (named, unnamed)
  }

  /// True for a text with no blank drawn in it of which no words name the first number.
  private func isPlainlyNone(_ text: String, with detector: inout LayoutDetector) -> Bool {
    guard let first = FirstNumber(text) else { return false }
    return meaning(first.before, with: &detector) == nil
      && meaning(unit(of: first.after).rest, with: &detector) == nil
  }

  /// The unit at the head of the words behind a blank, and what follows it.
  private func unit(of words: String) -> (unit: String, rest: String) {
    guard state.catalog.units.mayBegin(words) else { return ("", words) }
    var head = words.prefix(6)
    while !head.isEmpty {
      if state.catalog.units.knows(String(head)) {
        return (String(head), String(words[head.endIndex...]))
      }
      head.removeLast()
    }
    return ("", words)
  }

  /// What words ask for; the same words stand in the titles and sentences of many sheets.
  private func meaning(
    _ words: String, with detector: inout LayoutDetector
  ) -> NamedWords? {
    guard !words.utf8.isEmpty else { return nil }
    if let known = state.catalog.memory.asked(by: words) { return known }
    let found = newMeaning(words, with: &detector)
    state.catalog.memory.keep(found, askedBy: words)
    return found
  }

  private func newMeaning(
    _ words: String, with detector: inout LayoutDetector
  ) -> NamedWords? {
    for candidate in candidates(words)
    where !state.tools.sentenceWords.contains(where: { $0.text == candidate }) {
      // 学校 of 学校现有 12 个班 asks for nothing.
      let facts = detector.facts(candidate)
      guard facts.label.word.count >= 2 else { continue }
      let meanings = state.catalog.meaningsAlone(of: facts).filter { $0.evidence > Evidence.weak }
      if !meanings.isEmpty {
        return NamedWords(text: candidate, label: facts.label, meanings: meanings)
      }
    }
    return nil
  }

  /// The words, what follows a colon in them, and both without what a sentence adds at their ends.
  private func candidates(_ words: String) -> [String] {
    var found = [words]
    if let colon = words.lastIndex(where: { $0 == ":" || $0 == "：" }) {
      let tail = String(words[words.index(after: colon)...])
      found.append(tail.isEmpty ? String(words[..<colon]) : tail)
    }
    var index = 0
    while index < found.count, found.count < 24 {
      let word = found[index]
      index += 1
      for part in state.tools.sentenceWords {
        for rest in [
          part.begins(word) && word.hasPrefix(part.text)
            ? word.dropFirst(part.text.count) : nil,
          part.ends(word) && word.hasSuffix(part.text)
            ? word.dropLast(part.text.count) : nil,
        ] {
          guard let rest, rest.count >= 2, !found.contains(String(rest)) else { continue }
          found.append(String(rest))
        }
      }
    }
    return found
  }
}
