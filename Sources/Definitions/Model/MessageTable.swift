// SPDX-License-Identifier: Apache-2.0
// MessageTable: the sentence of each finding, in Chinese and English.

package import DataModel

/// Sentences by finding code, from `Shared/messages.zh.yaml` and `messages.en.yaml`; a rule's own
/// message overrides.
///
/// Those of blank forms stand there too, as `template-…`.
package struct MessageTable: Hashable, Sendable {
  package var sentences: [String: BilingualText]

  package init(sentences: [String: BilingualText]) {
    self.sentences = sentences
  }

  /// The sentence with `{name}` places filled from the finding's facts and from `value` and `field`.
  ///
  /// A place without a fact prints as `—`; a code without a sentence prints as the code itself.
  package func sentence(
    for finding: Finding, template override: BilingualText? = nil, fieldName: String,
    language: Language
  ) -> String {
    guard let template = (override ?? sentences[finding.rule])?.text(language) else {
      return finding.rule
    }
    var facts = finding.facts
    facts["value"] = finding.value
    facts["field"] = fieldName
    facts["suggestion"] = facts["suggestion"] ?? finding.suggestion
    return Self.fill(template, with: facts)
  }

  /// A sentence that is no finding's, such as a hint on a blank form.
  package func sentence(
    _ id: String, facts: [String: String] = [:], language: Language
  ) -> String {
    sentences[id].map { Self.fill($0.text(language), with: facts) } ?? id
  }

  static func fill(_ template: String, with facts: [String: String]) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: "}") else { break }
      result += rest[..<open]
      let fact = facts[String(rest[after..<close])] ?? ""
      result += fact.isEmpty ? "—" : fact
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
