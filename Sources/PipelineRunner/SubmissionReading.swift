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

  /// Never fails: a file that cannot be read becomes a submission that says why.
  func read(_ input: InputFile) -> Submission {
    let bytes: [UInt8]
    do {
      bytes = try input.bytes()
    } catch {
      let reason = Self.reason(error)
      return Submission(
        file: SubmissionFile(
          path: input.path, format: "", byteCount: 0, sha256: "", unreadableReason: reason),
        workbook: NormalizedWorkbook())
    }
    let digest = Digest.sha256Hex(bytes)
    do {
      let workbook = try WorkbookReader.read(bytes, fileName: input.path)
      let file = SubmissionFile(
        path: input.path, format: workbook.format, encoding: workbook.encoding,
        byteCount: bytes.count, sha256: digest)
      return Submission(file: file, workbook: normalizer.normalize(workbook))
    } catch {
      let file = SubmissionFile(
        path: input.path, format: "", byteCount: bytes.count, sha256: digest,
        unreadableReason: BilingualText(
          chinese: error.message(language: .chinese),
          english: error.message(language: .english)))
      return Submission(file: file, workbook: NormalizedWorkbook())
    }
  }

  private static func reason(_ error: any Error) -> BilingualText {
    if let failure = error as? InputFailure { return failure.reason }
    let words = error.localizedDescription
    return BilingualText(chinese: "文件打不开（\(words)）", english: "cannot be opened (\(words))")
  }
}
