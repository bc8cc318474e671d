// SPDX-License-Identifier: Apache-2.0
// ItemAnswers: which words meet an item and which do not, as lists that a formula can look them up in.

package import DataModel
package import Definitions

/// The answers to one item, as `ItemJudgement` takes them.
package struct ItemAnswers {
  /// Words that meet the item, as it is declared.
  package let accepted: [String]
  /// Other ways to write them.
  package let spellings: [String]
  /// Words that do not; any other decides nothing.
  package let bad: [String]

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
  }

  package func status(of answer: String) -> ItemStatus {
    accepted.contains(answer) || spellings.contains(answer)
      ? .met : bad.contains(answer) ? .notMet : .undecided
  }
}
