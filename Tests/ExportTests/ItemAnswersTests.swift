// SPDX-License-Identifier: Apache-2.0
// ItemAnswersTests: the lists that 县域项目 looks answers up in say what the evaluation says.

import DataModel
import Definitions
import Export
import Formula
import TestSupport
import Testing

@Suite("Answers to county items as lists of words")
struct ItemAnswersTests {
  private struct Nothing: FormulaContext {
    func value(_ slot: Int) -> FieldValue { .missing(.notSubmitted) }
    func column(_ slot: Int) -> [FieldValue] { [.missing(.notSubmitted)] }
  }

  @Test(arguments: ["quality-balance-2017", "basic-balance-2012"])
  func `every known word means the same to the sheet as to the evaluation`(pipeline: String) throws
  {
    let definitions = try LoadedPipelines.named(pipeline)
    let judgement = ItemJudgement(definitions)
    let vocabulary = definitions.vocabulary
    let refused = definitions.items.declared?.refused ?? []
    var judged = 0
    for item in definitions.items.items where item.condition == nil {
      guard case .declared(let accepted) = item.kind else { continue }
      let answers = ItemAnswers(accepted: accepted, definitions)
      for word in accepted + vocabulary.yes + vocabulary.no + refused + ["不知道"] {
        let outcome = judgement.judge(
          item, Nothing(), year: nil, stated: StatedItem(answer: word))
        #expect(answers.status(of: word) == outcome.status, "\(item.id) \(word)")
        judged += 1
      }
    }
    #expect(judged > 100)
  }
}
