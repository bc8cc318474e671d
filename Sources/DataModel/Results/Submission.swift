// SPDX-License-Identifier: Apache-2.0
// Submission: one file handed in, and the records that were read from it.

/// One file as it entered the run.
package struct SubmissionFile: Hashable, Sendable {
  /// Relative to the `--input` it lies under, `/`-separated.
  package var path: String
  package var format: String
  /// nil for workbooks and unreadable files.
  package var encoding: String?
  package var byteCount: Int
  /// Lower-case hexadecimal SHA-256 of the bytes.
  package var sha256: String
  /// Why the file could not be read, one sentence; nil when it was read.
  package var unreadableReason: BilingualText?

  package init(
    path: String, format: String, encoding: String? = nil, byteCount: Int, sha256: String,
    unreadableReason: BilingualText? = nil
  ) {
    self.path = path
    self.format = format
    self.encoding = encoding
    self.byteCount = byteCount
    self.sha256 = sha256
    self.unreadableReason = unreadableReason
  }
}

/// What Normalize made of one file.
///
/// `Place.submission` of its findings is nil until the run numbers it.
package struct NormalizedWorkbook: Hashable, Sendable {
  package var sheetNames: [String]
  package var tables: [RecordTable]
  package var findings: [Finding]
  package var account: CellAccount

  package init(
    sheetNames: [String] = [], tables: [RecordTable] = [], findings: [Finding] = [],
    account: CellAccount = CellAccount()
  ) {
    self.sheetNames = sheetNames
    self.tables = tables
    self.findings = findings
    self.account = account
  }
}

/// One submission of the run: the file and what it gave.
///
/// Submissions are in path order.
package struct Submission: Hashable, Sendable {
  package var file: SubmissionFile
  package var workbook: NormalizedWorkbook
  /// What the school wrote into the list of findings of its returned workbook.
  package var explanations: [FindingExplanation]

  package init(
    file: SubmissionFile, workbook: NormalizedWorkbook, explanations: [FindingExplanation] = []
  ) {
    self.file = file
    self.workbook = workbook
    self.explanations = explanations
  }
}
