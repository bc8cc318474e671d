// SPDX-License-Identifier: Apache-2.0
// RosterReading: the list of schools expected to hand in.

import DataModel
import Definitions
import FileFormats
import Foundation
import Ingest
import Normalize

/// Reads the roster.
///
/// Who is missing hangs on it, so a roster that cannot be understood is an error.
struct RosterReading {
  let normalizer: Normalizer
  let options: ReadingOptions

  func read(_ path: String) throws -> Submission {
    let name = (path as NSString).lastPathComponent
    let bytes: [UInt8]
    let workbook: Workbook
    do {
      bytes = try FileBytes.read(path, limit: options.limits.fileBytes)
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "学校名册“\(path)”读不出来：\(reason.chinese)",
        english: "the roster “\(path)” cannot be read: \(reason.english)")
    }
    do {
      workbook = try WorkbookReader.read(
        bytes, fileName: name, limits: options.limits, passwords: options.passwords)
    } catch {
      throw RunFailure(
        .noInput, chinese: "学校名册“\(path)”读不出来：\(error.message(language: .chinese))",
        english: "the roster “\(path)” cannot be read: \(error.message(language: .english))")
    }
    let normalized = normalizer.normalizeRoster(workbook)
    guard normalized.tables.contains(where: { $0.rowCount > 0 }) else {
      throw RunFailure(
        .noInput, chinese: "学校名册“\(path)”里没有找到学校（需要有“学校标识码”“学校名称”等列）。",
        english: "no school was found in the roster “\(path)”")
    }
    let file = SubmissionFile(
      path: name, format: workbook.format, encoding: workbook.encoding,
      byteCount: bytes.count, sha256: Digest.sha256Hex(bytes))
    return Submission(file: file, workbook: normalized)
  }
}
