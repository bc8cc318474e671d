// SPDX-License-Identifier: Apache-2.0
// SwappedCells: two refused cells of one record of which each holds what the other asks for.

import DataModel
import Definitions

/// Pairs of findings whose cells look exchanged.
struct SwappedCells {
  private var partners: [Int: String] = [:]

  /// `places`: the record of each finding that is about a single cell.
  init(_ findings: [Finding], _ places: [RowPlace?], _ plan: EvaluationPlan) {
    var byRecord: [RowPlace: [Int]] = [:]
    for (index, place) in places.enumerated() {
      guard let place, CellCause.rules.contains(findings[index].rule) else { continue }
      byRecord[place, default: []].append(index)
    }
    for (_, indices) in byRecord where (2...12).contains(indices.count) {
      for first in indices {
        for second in indices where first < second {
          guard let one = Self.field(findings[first], plan),
            let other = Self.field(findings[second], plan),
            Self.fits(findings[first].value, other, plan),
            Self.fits(findings[second].value, one, plan)
          else { continue }
          partners[first] = other.name
          partners[second] = one.name
        }
      }
    }
  }

  /// The name of the field that a finding's value was probably meant for.
  func partner(of finding: Int) -> String? { partners[finding] }

  private static func field(_ finding: Finding, _ plan: EvaluationPlan) -> FieldDefinition? {
    let form = plan.definitions.form(finding.form)
    return form?.fields.first { $0.id == finding.field && !$0.isSensitive }
  }

  private static func fits(_ text: String, _ field: FieldDefinition, _ plan: EvaluationPlan)
    -> Bool
  {
    guard !text.isEmpty else { return false }
    switch field.kind {
    case .code(let id):
      return plan.definitions.codeLists[id]?.entries.contains {
        $0.name == text || $0.code == text || $0.aliases.contains(text)
      } ?? false
    case .integer, .number:
      guard let number = ExactNumber(decimal: text) else { return false }
      return field.minimum.map { !(number < $0) } ?? true
        && field.maximum.map { !($0 < number) } ?? true
    case .date, .month:
      let parts = text.split { !$0.isNumber }
      return text.count >= 6 && (parts.first.map { $0.count == 4 || $0.count >= 6 } ?? false)
    case .yesNo: return ["是", "否", "√", "有", "无"].contains(text)
    case .text, .personName, .identityNumber, .schoolCode: return false
    }
  }
}
