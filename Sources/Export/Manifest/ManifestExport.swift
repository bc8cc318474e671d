// SPDX-License-Identifier: Apache-2.0
// ManifestExport: manifest.json: what went in, what came out, made by which version.

import DataModel
import Definitions

/// `manifest.json`, written after all other files.
package enum ManifestExport {
  package static let path = "manifest.json"
  static let format = "junheng-manifest/1"

  /// Writes the manifest for the files that the tasks gave; their order does not matter.
  ///
  /// `returns`: paths of returned workbooks by submission. `finished`: when the last file was written, which nobody knew when the bundle was made; nil: as
  /// the bundle says.
  package static func write(
    _ bundle: ExportBundle, files: [OutputFile], returns: [Int: String] = [:],
    finished: String? = nil, to folder: String
  ) throws -> OutputFile {
    var bundle = bundle
    bundle.run.finished = finished ?? bundle.run.finished
    let document = document(bundle, files: files, returns: returns).document
    return try OutputFolder(folder).write(Array(document.utf8), to: path, rows: 1)
  }

  private static func document(
    _ bundle: ExportBundle, files: [OutputFile], returns: [Int: String]
  ) -> JSONValue {
    let run = bundle.run
    let definitions = bundle.definitions
    return .object([
      ("format", .string(format)), ("run_id", .string(run.runIdentifier)),
      ("year", .integer(run.year)), ("language", .string(run.language.rawValue)),
      (
        "tool", .object([("name", .string("junheng")), ("version", .string(run.toolVersion))])
      ),
      (
        "pipeline",
        .object([
          ("id", .string(definitions.id)), ("name", .string(definitions.name.chinese)),
          ("version", .string(definitions.version)), ("sha256", .string(definitions.digest)),
          ("unconfirmed_clauses", .integer(UnconfirmedClauses.count(definitions))),
        ])
      ),
      ("started", .string(run.started)), ("finished", .string(run.finished)),
      ("host", .string(run.host)), ("totals", totals(bundle)),
      ("roster", bundle.run.roster.map(list) ?? .null),
      ("corrections", bundle.run.corrections.map(list) ?? .null),
      ("explanations", bundle.run.explanations.map(list) ?? .null),
      (
        "previous",
        .array(
          run.previous.map {
            .object([("year", .integer($0.year)), ("run_id", .string($0.runIdentifier))])
          })
      ),
      ("inputs", .array(inputs(bundle.evaluation, returns))),
      ("skipped", .array(run.skipped.map { .string($0) })),
      ("outputs", .array(files.sorted { $0.path < $1.path }.map(output))),
    ])
  }

  private static func list(_ file: SubmissionFile) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("format", .string(file.format)),
      ("sha256", .string(file.sha256)), ("bytes", .integer(file.byteCount)),
    ])
  }

  private static func output(_ file: OutputFile) -> JSONValue {
    .object([
      ("path", .string(file.path)), ("sha256", .string(file.sha256)),
      ("bytes", .integer(file.byteCount)), ("rows", .integer(file.rows)),
    ])
  }

  private static func inputs(
    _ evaluation: Evaluation, _ returns: [Int: String]
  ) -> [JSONValue] {
    var results: [Int: SubmissionResult] = [:]
    for result in evaluation.submissionResults {
      if let submission = result.submission { results[submission] = result }
    }
    return evaluation.submissions.enumerated().map { index, submission in
      input(submission, results[index], returned: returns[index])
    }
  }

  private static func input(
    _ submission: Submission, _ result: SubmissionResult?, returned: String?
  ) -> JSONValue {
    let file = submission.file
    let account = submission.workbook.account
    var members: [(String, JSONValue)] = [
      ("path", .string(file.path)), ("format", .string(file.format)),
      ("encoding", file.encoding.map { .string($0) } ?? .null),
      ("sha256", .string(file.sha256)), ("bytes", .integer(file.byteCount)),
      ("status", result.map { .string($0.status.rawValue) } ?? .null),
      ("tables", .integer(submission.workbook.tables.count)),
      ("records", .integer(submission.workbook.tables.reduce(0) { $0 + $1.rowCount })),
      ("cells", .integer(account.cells)), ("used", .integer(account.used)),
      ("ignored", .integer(account.ignoredCount)),
      ("quarantined", .integer(account.quarantined)),
      ("must_correct", .integer(result?.mustCorrect ?? 0)),
      ("must_explain", .integer(result?.mustExplain ?? 0)),
    ]
    if let reason = file.unreadableReason?.chinese {
      members.append(("unreadable", .string(reason)))
    }
    if let returned { members.append(("returned", .string(returned))) }
    return .object(members)
  }

  private static func totals(_ bundle: ExportBundle) -> JSONValue {
    let evaluation = bundle.evaluation
    let states = (bundle.ledger?.standings ?? []).reduce(into: [FindingState: Int]()) {
      $0[$1.state, default: 0] += 1
    }
    let settled = [FindingState.explained, .corrected].map { state in
      ("findings_" + state.rawValue, JSONValue.integer(states[state] ?? 0))
    }
    let findings = Severity.allCases.map { severity in
      (
        "findings_" + severity.rawValue,
        JSONValue.integer(evaluation.findings.count { $0.severity == severity })
      )
    }
    let statuses: [SubmissionStatus] = [.accepted, .returned, .unreadable, .notSubmitted]
    let submissions = statuses.map { status in
      (
        "submissions_" + status.rawValue,
        JSONValue.integer(evaluation.submissionResults.count { $0.status == status })
      )
    }
    let cells = evaluation.submissions.reduce(0) { $0 + $1.workbook.account.cells }
    return .object(
      [
        ("counties", .integer(evaluation.counties.count)),
        ("schools", .integer(SchoolTally(evaluation.schools).all)),
        ("school_parts", .integer(evaluation.parts.count)),
        ("files", .integer(evaluation.submissions.count)), ("cells", .integer(cells)),
        ("class_ledger", .integer(evaluation.ledger.count)),
      ] + submissions + findings + settled)
  }
}
