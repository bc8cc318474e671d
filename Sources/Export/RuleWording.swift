// SPDX-License-Identifier: Apache-2.0
// RuleWording: what a rule claims, in plain Chinese, made from the sentence of its findings.

import DataModel
import Definitions

/// Plain words for rules, whose ids are English.
enum RuleWording {
  /// The claim of a rule or built-in check; its id where no sentence is known.
  static func claim(of rule: String, _ definitions: DefinitionSet) -> String {
    let template = definitions.rule(rule)?.message ?? definitions.messages.sentences[rule]
    return template.map { claim($0.chinese) } ?? rule
  }

  /// The first sentence, with its places for values taken out.
  static func claim(_ template: String) -> String {
    var text = String(template.prefix { $0 != "。" })
    text = text.replacing(/（[^（）]*\{[^（）]*）/, with: "")
    text = text.replacing("“{field}”", with: "填报项")
    text = text.replacing(/，现为“\{[^{}]*\}”$/, with: "")
    text = text.replacing(/：“\{[^{}]*\}”$/, with: "")
    text = text.replacing(/([为与])“\{[^{}]*\}”/) { "\($0.output.1)“…”" }
    text = text.replacing(/“\{[^{}]*\}”与/, with: "“…”与")
    text = text.replacing(/“\{[^{}]*\}”/, with: "")
    // Named after a field: the field's own words stand in front of it already.
    text = text.replacing(/\s*\{[^{}a-z][^{}]*\}(\s*(㎡|元|人))?\s*/, with: "")
    text = text.replacing(/\s*\{[^{}]*\}\s*/, with: "…")
    // Values that stand side by side are one gap to a reader.
    text = text.replacing(/…(…|%)+/, with: "…")
    return text
  }
}
