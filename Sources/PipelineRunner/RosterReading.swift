// SPDX-License-Identifier: Apache-2.0
// RosterReading: the list of schools expected to hand in.

import DataModel
import Definitions
import FileFormats
import Ingest
import Normalize

/// Reads the roster.
///
/// Who is missing hangs on it, so a roster that cannot be understood is an error.
struct RosterReading {
  let normalizer: Normalizer
  let language: Language

  func read(_ input: InputFile) throws -> Submission {
    let bytes = try SubmissionReading.bytes(of: input.location)
    let workbook: Workbook
    do {
      workbook = try WorkbookReader.read(bytes, fileName: input.path)
    } catch {
      throw RunFailure(
        .noInput, chinese: "学校名册“\(input.location)”读不出来：\(error.message(language: "zh"))",
        english: "the roster “\(input.location)” cannot be read: \(error.message(language: "en"))")
    }
    let normalized = normalizer.normalizeRoster(workbook)
    guard normalized.tables.contains(where: { $0.rowCount > 0 }) else {
      throw RunFailure(
        .noInput, chinese: "学校名册“\(input.location)”里没有找到学校（需要有“学校标识码”“学校名称”等列）。",
        english: "no school was found in the roster “\(input.location)”")
    }
    let file = SubmissionFile(
      path: input.path, format: workbook.format, encoding: workbook.encoding,
      byteCount: bytes.count, sha256: Digest.sha256Hex(bytes))
    return Submission(file: file, workbook: normalized)
  }
}
