// SPDX-License-Identifier: Apache-2.0
// DeclaredHeaders: the header words whose meaning the pipeline decides, ready for lookup.

import DataModel
import Definitions

/// What the pipeline's `headers:` say; they stand above every word that a form declares.
struct DeclaredHeaders: Sendable {
  /// Begins the ids of the fields that stand for columns to be left out.
  private static let ignoredPrefix = "_ignored_"

  private struct Decision: Sendable {
    var parents: [String]
    var form: Int
    var field: Int
    /// Folded word of the sheet's name or title; nil: on every sheet.
    var sheet: [UInt8]?
  }

  private var byWord: [ByteKey: [Decision]] = [:]
  private(set) var isBoundToSheets = false

  var isEmpty: Bool { byWord.isEmpty }

  /// The forms, each with one more ignored field for every header it is to leave out.
  static func extended(
    _ forms: [FormDefinition], with overrides: [HeaderOverride]
  ) -> [FormDefinition] {
    var forms = forms
    for (number, override) in overrides.enumerated() where override.field == nil {
      guard let index = forms.firstIndex(where: { $0.id == override.form }) else { continue }
      forms[index].fields.append(
        FieldDefinition(
          id: ignoredPrefix + String(number), name: "", kind: .text, isOptionalColumn: true,
          isIgnored: true, source: forms[index].source, place: override.place))
    }
    return forms
  }

  init() {}

  /// `forms` are those that `extended` gave.
  init(
    _ overrides: [HeaderOverride], forms: [FormDefinition], units: UnitIndex,
    instructions: HeaderInstructions
  ) {
    for (number, override) in overrides.enumerated() {
      let id = override.field ?? Self.ignoredPrefix + String(number)
      guard let form = forms.firstIndex(where: { $0.id == override.form }),
        let field = forms[form].fieldIndex(id), let leaf = override.path.last
      else { continue }
      let word = HeaderLabel(leaf, units: units, instructions: instructions).word
      let sheet = override.sheet.map { Array(TextFolding.key($0).utf8) }
      if sheet != nil { isBoundToSheets = true }
      byWord[ByteKey(word), default: []].append(
        Decision(
          parents: override.path.dropLast().map(HeaderLabel.bare), form: form, field: field,
          sheet: sheet))
    }
    // The more a decision says, the later it speaks, and the last one counts.
    for word in byWord.keys {
      byWord[word]?.sort {
        ($0.parents.count, $0.sheet == nil ? 0 : 1) < ($1.parents.count, $1.sheet == nil ? 0 : 1)
      }
    }
  }

  /// Those that hold on a sheet with this name and these titles.
  func holding(onSheet text: String) -> DeclaredHeaders {
    let key = TextFolding.key(text)
    var result = self
    result.byWord = byWord.compactMapValues { decisions in
      let holding = decisions.filter { decision in
        decision.sheet.map { key.containsBytes(of: $0) } ?? true
      }
      return holding.isEmpty ? nil : holding
    }
    return result
  }

  /// The words of all decisions, of their groups too.
  var words: [String] {
    byWord.keys.map(\.text) + byWord.values.joined().flatMap(\.parents)
  }

  func isKnown(_ word: String) -> Bool { !isEmpty && byWord[ByteKey(word)] != nil }

  /// The meanings of a header after the decisions about it.
  func decide(_ found: [WordMeaning], of header: HeaderPath) -> [WordMeaning] {
    guard !isEmpty, let decisions = byWord[ByteKey(header.leaf.word)] else { return found }
    var result = found
    for decision in decisions where Self.occur(decision.parents, inOrderIn: header.parents) {
      result.removeAll { $0.form == decision.form }
      result.append(
        WordMeaning(
          form: decision.form, field: decision.field,
          evidence: Evidence.declared + decision.parents.count))
    }
    return result
  }

  private static func occur(_ wanted: [String], inOrderIn parents: [String]) -> Bool {
    var rest = parents[...]
    for parent in wanted {
      guard let index = rest.firstIndex(of: parent) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  /// True for the fields of columns that the pipeline leaves out.
  static func isLeftOut(_ field: FieldDefinition) -> Bool {
    field.isIgnored && field.id.hasPrefix(ignoredPrefix)
  }
}

extension FieldDefinition {
  /// The rule by which the cells of an ignored field are left out.
  var ignoringRule: String { DeclaredHeaders.isLeftOut(self) ? "declared" : "serial" }
}
