// SPDX-License-Identifier: Apache-2.0
// ItemAnswers: which words meet an item and which do not, as lists that a formula can look them up in.

package import DataModel
package import Definitions

/// The answers to one item, as `ItemJudgement` takes them.
package struct ItemAnswers: Sendable {
  /// Words that meet the item, as it is declared.
  package let accepted: [String]
  /// Other ways to write them.
  package let spellings: [String]
  /// Words that do not; any other decides nothing.
  package let bad: [String]
  /// `spellings` and `bad` as texts of a formula, each word between `、`.
  let spellingsText: String
  let badText: String

  /// The answers to each item that takes any, by its id.
  static func all(_ definitions: DefinitionSet) -> [String: ItemAnswers] {
    var answers: [String: ItemAnswers] = [:]
    for item in definitions.items.items {
      let accepted = accepted(item)
      if !accepted.isEmpty { answers[item.id] = ItemAnswers(accepted: accepted, definitions) }
    }
    return answers
  }

  private static func accepted(_ item: ItemDefinition) -> [String] {
    switch item.kind {
    case .declared(let words): words
    case .each(let check): check.accepted
    case .value: ["是"]
    }
  }

  private static func text(_ words: [String]) -> String {
    let list = DeclaredFormulas.literals("、" + words.joined(separator: "、") + "、")
    return list.joined(separator: "&")
  }

  /// The first yes or no among the accepted stands for every way to write it.
  package init(accepted: [String], _ definitions: DefinitionSet) {
    let vocabulary = definitions.vocabulary
    let refused = definitions.items.declared?.refused ?? []
    let isYes = accepted.lazy.compactMap { word in
      vocabulary.yes.contains(word) ? true : vocabulary.no.contains(word) ? false : nil
    }.first
    let expected = isYes == nil ? [] : isYes == true ? vocabulary.yes : vocabulary.no
    var seen: Set<String> = []
    func listed(_ words: [String]) -> [String] {
      words.filter { !$0.isEmpty && !$0.contains("、") && seen.insert($0).inserted }
    }
    self.accepted = listed(accepted)
    spellings = listed(expected.filter { !refused.contains($0) })
    bad = listed(vocabulary.no + (isYes == nil ? [] : vocabulary.yes) + refused)
    spellingsText = spellings.isEmpty ? "" : Self.text(spellings)
    badText = Self.text(bad)
  }

  package func status(of answer: String) -> ItemStatus {
    accepted.contains(answer) || spellings.contains(answer)
      ? .met : bad.contains(answer) ? .notMet : .undecided
  }
}
