// SPDX-License-Identifier: Apache-2.0
// SubmissionReading: one input file from its bytes to normalized records; a bad file stops only itself.

import DataModel
import Definitions
import FileFormats
import Foundation
import Ingest
import Normalize

/// Reads one file of the run.
struct SubmissionReading: Sendable {
  let normalizer: Normalizer
  let options: ReadingOptions
  /// The year of the run; nil where none is meant.
  let year: Int?
  /// The submissions of a county come from few programs.
  private let memory = PartMemory()

  init(normalizer: Normalizer, options: ReadingOptions, year: Int? = nil) {
    self.normalizer = normalizer
    self.year = year
    self.options = options
  }

  /// Never fails: a file that cannot be read becomes a submission that says why.
  func read(_ input: InputFile) -> Submission {
    let bytes: [UInt8]
    do {
      bytes = try input.bytes(limit: options.limits.fileBytes)
    } catch {
      let reason = Self.reason(error)
      return Submission(
        file: SubmissionFile(
          path: input.path, format: "", byteCount: 0, sha256: "", unreadableReason: reason),
        workbook: NormalizedWorkbook())
    }
    let digest = Digest.sha256Hex(bytes)
    do {
      var workbook = try WorkbookReader.read(
        bytes, fileName: input.path, limits: options.limits, passwords: options.passwords,
        memory: memory)
      // Places are printed with the sheet's name, and a name may hold what nobody may see.
      for index in workbook.sheets.indices {
        workbook.sheets[index].info.name = Masking.redact(workbook.sheets[index].info.name)
      }
      let file = SubmissionFile(
        path: input.path, format: workbook.format, encoding: workbook.encoding,
        byteCount: bytes.count, sha256: digest)
      var normalized = normalizer.normalize(
        workbook, fileName: Masking.redact(input.path), year: year)
      normalized.findings += workbook.warnings.map(Self.finding)
      if let note = FileNameCheck.finding(path: input.path, format: workbook.format) {
        normalized.findings.append(note)
      }
      return Submission(
        file: file, workbook: normalized,
        explanations: ExplanationList.returned(workbook, file: Masking.redact(input.path)))
    } catch {
      let file = SubmissionFile(
        path: input.path, format: "", byteCount: bytes.count, sha256: digest,
        unreadableReason: BilingualText(
          chinese: error.message(language: .chinese),
          english: error.message(language: .english)))
      return Submission(file: file, workbook: NormalizedWorkbook())
    }
  }

  /// What a reader remarked about a file that it could read: nothing of it may stay unsaid.
  private static func finding(_ warning: String) -> Finding {
    let sentence = Masking.redact(ReadingRemarks.chinese(warning))
    return Finding(
      rule: "file-is-read-without-remarks",
      severity: ReadingRemarks.isHarmless(warning) ? .note : .mustExplain, place: Place(),
      value: sentence, facts: ["note": sentence])
  }

  private static func reason(_ error: any Error) -> BilingualText {
    switch error {
    case let failure as InputFailure: failure.reason
    case let fault as ZipError: InputFailure(fault).reason
    default: FileFault.sentence(for: error)
    }
  }
}
