// SPDX-License-Identifier: Apache-2.0
// SuggestedCorrections: near-duplicate names and codes as lines of a list of corrections to be signed.

package import DataModel
import Definitions
import FileFormats
import Foundation
import Normalize

/// One line that a person may accept by putting name and date to it.
package struct SuggestedCorrection: Hashable, Sendable {
  package var correction: Correction
  /// How often the two ways to write it occur; nil where a code list or the roster says what is meant.
  package var written: Int?
  package var likely: Int?
}

/// Finds what is likely one name, code or option written in several ways.
///
/// Names are compared within a field and a county; what findings suggest of codes, options and school
/// names joins them. Keys, persons and sensitive fields are left alone.
struct CorrectionSuggester {
  private let evaluation: Evaluation
  private let definitions: DefinitionSet
  private let normalizer: Normalizer

  init(_ evaluation: Evaluation, definitions: DefinitionSet, normalizer: Normalizer) {
    self.evaluation = evaluation
    self.definitions = definitions
    self.normalizer = normalizer
  }

  func suggestions() -> [SuggestedCorrection] {
    fromFindings() + definitions.forms.indices.flatMap(fromNames)
  }

  // MARK: - Findings

  /// What a finding suggests is a value of the field, and not a sentence.
  private func fromFindings() -> [SuggestedCorrection] {
    evaluation.findings.compactMap { finding in
      let proposal = finding.proposal.isEmpty ? finding.suggestion : finding.proposal
      guard !finding.isCorrected, !proposal.isEmpty, !finding.value.isEmpty,
        let form = definitions.form(finding.form),
        let field = form.fields.first(where: { $0.id == finding.field }), !field.isSensitive,
        proposal.count <= Self.longestValue, isValue(proposal, field, form)
      else { return nil }
      return SuggestedCorrection(
        correction: Correction(
          school: finding.schoolCode, form: form.id, record: finding.recordKey, field: field.id,
          old: finding.value, new: proposal, reason: "审核问题 \(finding.rule)",
          file: path(finding.place.submission), sheet: finding.place.sheet,
          cell: finding.place.range?.description ?? ""))
    }
  }

  private static let longestValue = 60

  private func isValue(
    _ text: String, _ field: FieldDefinition, _ form: FormDefinition
  ) -> Bool {
    switch field.kind {
    case .text where ["school_name", "county_name"].contains(field.id):
      evaluation.schools.contains { $0.name == text }
        || evaluation.counties.contains { $0.name == text }
    case .text, .personName: false
    default: normalizer.value(text, field: field.id, form: form.id) != nil
    }
  }

  private func path(_ submission: Int?) -> String {
    submission.map { evaluation.submissions[$0].file.path } ?? ""
  }

  // MARK: - Names

  /// Where a name was written.
  private struct Use {
    var school: Int
    var reference: RecordReference
  }

  private func fromNames(_ form: Int) -> [SuggestedCorrection] {
    let definition = definitions.forms[form]
    let fields = definition.fields.filter { field in
      field.kind == .text && !field.isSensitive && !field.isIgnored
        && !definition.key.contains(field.id)
        && !["school_name", "county_name", "county_code"].contains(field.id)
    }
    guard definition.level == .school, evaluation.records.indices.contains(form) else { return [] }
    let byCounty = Dictionary(grouping: evaluation.schools.indices) {
      evaluation.schools[$0].county
    }
    return fields.flatMap { field in
      byCounty.sorted { $0.key < $1.key }.flatMap {
        fromNames(field, definition, form, schools: $1)
      }
    }
  }

  private func fromNames(
    _ field: FieldDefinition, _ form: FormDefinition, _ formIndex: Int, schools: [Int]
  ) -> [SuggestedCorrection] {
    var uses: [String: [Use]] = [:]
    for school in schools {
      for reference in evaluation.records[formIndex][school] {
        guard let text = column(field.id, reference)?.values[Int(reference.row)].text else {
          continue
        }
        uses[text, default: []].append(Use(school: school, reference: reference))
      }
    }
    return NameClusters.variants(uses.mapValues(\.count)).flatMap { variant in
      (uses[variant.written] ?? []).map { suggestion(variant, $0, field, form) }
    }
  }

  private func suggestion(
    _ variant: NameClusters.Variant, _ use: Use, _ field: FieldDefinition, _ form: FormDefinition
  ) -> SuggestedCorrection {
    let reference = use.reference
    let workbook = evaluation.submissions[Int(reference.submission)].workbook
    let origin = column(field.id, reference)?.origins[Int(reference.row)]
    let sheet = Int(origin?.sheet ?? 0)
    let why = variant.isSpelling ? "同一名称的不同写法" : "疑似错字"
    return SuggestedCorrection(
      correction: Correction(
        school: evaluation.schools[use.school].code, form: form.id, record: "", field: field.id,
        old: Masking.redact(variant.written), new: Masking.redact(variant.likely),
        reason:
          "\(why)（\(variant.count)处；“\(Masking.redact(variant.likely))”\(variant.likelyCount)处）",
        file: path(Int(reference.submission)),
        sheet: workbook.sheetNames.indices.contains(sheet) ? workbook.sheetNames[sheet] : "",
        cell: origin?.reference.description ?? ""),
      written: variant.count, likely: variant.likelyCount)
  }

  private func column(_ field: String, _ reference: RecordReference) -> RecordColumn? {
    evaluation.submissions[Int(reference.submission)].workbook.tables[Int(reference.table)]
      .column(field)
  }
}

/// The list as a file.
package enum SuggestedCorrectionFile {
  /// The columns of `--corrections`; `who` and `date` are left for the person who accepts the line.
  package static func csv(_ suggestions: [SuggestedCorrection]) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(CorrectionList.columns.map(\.id))
    for suggestion in suggestions {
      let line = suggestion.correction
      writer.append([
        line.school, line.form, line.record, line.field, line.old, line.new, line.reason, "", "",
        line.file, line.sheet, line.cell,
      ])
    }
    return writer.bytes
  }

  /// Never over a file that is there: somebody may have signed its lines.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      throw RunFailure(
        .cannotWrite,
        chinese: exists ? "“\(path)”已经存在，其中可能有已签注的更正，未覆盖。" : "“\(path)”写不进去。",
        english: exists
          ? "“\(path)” is there already and may hold signed lines; it was not replaced"
          : "“\(path)” cannot be written")
    }
  }
}
