// SPDX-License-Identifier: Apache-2.0
// TemplateTexts: what a blank sheet says of its fields: headers, hints, limits and refusals.

import DataModel
import Definitions

extension FieldDefinition {
  var isNumeric: Bool {
    switch kind {
    case .integer, .number: true
    case .text, .personName, .code, .date, .month, .yesNo, .identityNumber, .schoolCode: false
    }
  }
}

/// Sentences about fields, from the messages of the pipeline.
struct TemplateTexts {
  let definitions: DefinitionSet
  let language: Language
  let rules: TemplateRules

  /// The name with the unit that is meant.
  static func header(_ field: FieldDefinition) -> String {
    guard let unit = field.defaultUnit ?? field.unit else { return field.name }
    return "\(field.name)（\(unit)）"
  }

  func sentence(_ id: String, _ facts: [String: String] = [:]) -> String {
    definitions.messages.sentence(id, facts: facts, language: language)
  }

  // MARK: Limits

  /// The ends between which a number is taken, in the unit that is filled in; nil: without an end.
  struct Bounds {
    var minimum: ExactNumber?
    var maximum: ExactNumber?
  }

  /// The field's own ends and those of binding rules.
  func bounds(_ slot: TemplateSlot, of form: TemplateForm) -> Bounds {
    let field = form.definition(slot)
    let binding = rules.ranges(of: slot.field, in: form.index).filter(\.isBinding)
    let bounds = Bounds(
      minimum: ([field.minimum] + binding.map(\.minimum)).compactMap { $0 }.max(),
      maximum: ([field.maximum] + binding.map(\.maximum)).compactMap { $0 }.min())
    return written(bounds, slot, field)
  }

  /// The range outside of which a value is to be explained.
  func usual(_ slot: TemplateSlot, of form: TemplateForm) -> Bounds? {
    let field = form.definition(slot)
    guard let range = rules.ranges(of: slot.field, in: form.index).first(where: { !$0.isBinding })
    else { return nil }
    return written(Bounds(minimum: range.minimum, maximum: range.maximum), slot, field)
  }

  private func written(
    _ bounds: Bounds, _ slot: TemplateSlot, _ field: FieldDefinition
  ) -> Bounds {
    guard let unit = slot.unit, let canonical = field.unit, unit != canonical,
      let factor = definitions.units.factor(from: unit, to: canonical), !factor.isZero
    else { return bounds }
    return Bounds(
      minimum: bounds.minimum?.divided(by: factor), maximum: bounds.maximum?.divided(by: factor))
  }

  // MARK: Hints

  /// What a cell takes, in one sentence.
  func demand(_ slot: TemplateSlot, of form: TemplateForm, _ lists: TemplateLists) -> String {
    let field = form.definition(slot)
    switch field.kind {
    case .integer, .number:
      let isWhole = field.kind == .integer
      let bounds = bounds(slot, of: form)
      guard bounds.minimum != nil || bounds.maximum != nil else {
        return isWhole ? sentence("template-whole") : sentence("template-number")
      }
      let facts = facts(bounds)
      return isWhole
        ? sentence("template-whole-between", facts) : sentence("template-number-between", facts)
    case .code, .yesNo: return sentence("template-choice")
    case .date: return sentence("template-day")
    case .month: return sentence("template-month")
    case .identityNumber: return sentence("template-identity-number")
    case .schoolCode: return sentence("template-school-code")
    case .text, .personName:
      return lists.choices(slot, of: form) == nil
        ? sentence("template-text") : sentence("template-choice-or-text")
    }
  }

  private func facts(_ bounds: Bounds) -> [String: String] {
    [
      "min": bounds.minimum?.text ?? "−∞",
      "max": bounds.maximum?.text ?? "∞",
    ]
  }

  /// Everything that is asked of a cell, in the order in which people need it.
  ///
  /// `isBrief`: beside the cell, where its unit and its colour say the rest.
  func hint(
    _ slot: TemplateSlot, of form: TemplateForm, _ lists: TemplateLists, _ totals: TemplateTotals,
    isBrief: Bool = false
  ) -> String {
    let field = form.definition(slot)
    if totals.isTotal(slot.field, of: form) {
      let parts = totals.parts(of: slot.field, in: form)
      return sentence("template-total", ["parts": parts.joined(separator: " + ")])
    }
    let isNeeded = totals.isNeeded(slot.field, of: form)
    var sentences = [isNeeded && !isBrief ? sentence("template-required") : ""]
    sentences.append(demand(slot, of: form, lists))
    if let unit = slot.unit, !isBrief {
      sentences.append(sentence("template-unit", ["unit": unit]))
    }
    if let usual = usual(slot, of: form) {
      sentences.append(sentence("template-usual", facts(usual)))
    }
    if let meaning = field.blankMeans {
      sentences.append(sentence("template-blank-means", ["meaning": meaning]))
    } else if !isNeeded, !isBrief {
      sentences.append(
        field.isNumeric
          ? sentence("template-blank-is-unknown") : sentence("template-may-be-blank"))
    }
    return sentences.filter { !$0.isEmpty }.joined(separator: language == .chinese ? "" : " ")
  }

  // MARK: Rules of cells

  /// Numbers beyond these are no figures of schools; cells need some end.
  private static let farthest = 1e15

  func validation(
    _ slot: TemplateSlot, of form: TemplateForm, _ lists: TemplateLists, _ totals: TemplateTotals
  ) -> XlsxValidation {
    let field = form.definition(slot)
    var validation = XlsxValidation(
      limit: limit(slot, of: form, lists), title: field.name,
      hint: hint(slot, of: form, lists, totals),
      refusal: demand(slot, of: form, lists))
    // A declared word, 长期 for a month, another document: the rule must not stand in the way.
    let isOpen =
      switch field.kind {
      case .text, .month, .identityNumber: true
      case .personName, .integer, .number, .code, .date, .yesNo, .schoolCode: false
      }
    validation.mayBeOverruled = isOpen || !field.placeholders.isEmpty
    return validation
  }

  private func limit(
    _ slot: TemplateSlot, of form: TemplateForm, _ lists: TemplateLists
  ) -> XlsxValidation.Limit {
    if let choices = lists.choices(slot, of: form) { return lists.limit(choices) }
    let bounds = bounds(slot, of: form)
    let minimum = bounds.minimum?.doubleValue ?? -Self.farthest
    let maximum = bounds.maximum?.doubleValue ?? Self.farthest
    // From 1 January 1900 to 31 December 2199.
    let days = (first: 1.0, last: 109_574.0)
    return switch form.definition(slot).kind {
    case .integer: .whole(minimum: minimum, maximum: maximum)
    case .number: .decimal(minimum: minimum, maximum: maximum)
    case .date, .month: .day(first: days.first, last: days.last)
    case .identityNumber: .textLength(18)
    case .schoolCode: .textLength(10)
    case .text, .personName, .code, .yesNo: .anything
    }
  }
}
