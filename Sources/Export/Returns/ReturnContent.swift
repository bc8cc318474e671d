// SPDX-License-Identifier: Apache-2.0
// ReturnContent: what a returned workbook says: the problems of one submission, in words.

package import DataModel
import Definitions

/// One line of the list of problems.
package struct ReturnEntry: Sendable {
  var severity: Severity
  /// As findings print it; "" for the whole file, or where the format has no sheets.
  var sheet: String
  var range: CellRange?
  var field: String
  /// Masked where the field is sensitive.
  var value: String
  var message: String
  var suggestion: String
  var clause: String
  /// What the rule claims, in one sentence.
  var rule: String
  var identifier: String
  /// Explained by the school itself: it asks nothing any more, and stays in the list with the words that
  /// would be lost with it.
  var isSettled: Bool

  package init(
    severity: Severity, sheet: String, range: CellRange?, field: String = "", value: String = "",
    message: String, suggestion: String = "", clause: String = "", rule: String = "",
    identifier: String, isSettled: Bool = false
  ) {
    self.severity = severity
    self.sheet = sheet
    self.range = range
    self.field = field
    self.value = value
    self.message = message
    self.suggestion = suggestion
    self.clause = clause
    self.rule = rule
    self.identifier = identifier
    self.isSettled = isSettled
  }
}

/// The problems of one submission.
package struct ReturnContent: Sendable {
  /// Whose workbook it is: a school, several of them, or a county.
  var owner: String
  var year: Int
  /// What must be corrected first, then what must be explained, then notes.
  let entries: [ReturnEntry]
  /// Of the entries that still ask something.
  private let counts: [Severity: Int]

  package init(owner: String, year: Int, entries: [ReturnEntry]) {
    self.owner = owner
    self.year = year
    self.entries = entries
    counts = entries.reduce(into: [:]) { counts, entry in
      if !entry.isSettled { counts[entry.severity, default: 0] += 1 }
    }
  }

  func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}

/// The problems of all submissions, ready to be put into words.
struct ReturnContents: Sendable {
  private let context: ExportContext
  private let findings: [[Int]]
  private let results: [Int: SubmissionResult]
  /// Sentences are the same for all findings of a rule, and are costly to make.
  private let claims: [String: String]

  init(_ context: ExportContext) {
    self.context = context
    let evaluation = context.evaluation
    var groups = [[Int]](repeating: [], count: evaluation.submissions.count)
    var rules: Set<String> = []
    for (index, finding) in evaluation.findings.enumerated() {
      // What the office explained or corrected asks nothing of the school any more.
      guard let submission = finding.place.submission, groups.indices.contains(submission),
        context.standing(index).state == .open || Self.isAnswered(context.standing(index))
      else { continue }
      groups[submission].append(index)
      rules.insert(finding.rule)
    }
    findings = groups
    claims = Dictionary(
      uniqueKeysWithValues: rules.map { ($0, RuleWording.claim(of: $0, context.definitions)) })
    var results: [Int: SubmissionResult] = [:]
    for result in evaluation.submissionResults {
      if let submission = result.submission { results[submission] = result }
    }
    self.results = results
  }

  /// Whether the submission could be read and has something to be corrected or explained.
  func isReturned(_ submission: Int) -> Bool {
    guard context.evaluation.submissions[submission].file.unreadableReason == nil else {
      return false
    }
    return findings[submission].contains {
      context.evaluation.findings[$0].severity != .note && context.standing($0).state == .open
    }
  }

  /// Explained by the school itself; the office's explanations bear a name.
  private static func isAnswered(_ standing: FindingStanding) -> Bool {
    standing.state == .explained && standing.explanation?.who.isEmpty == true
  }

  func content(of submission: Int) -> ReturnContent {
    let all = context.evaluation.findings
    let ordered = Severity.allCases.flatMap { severity in
      findings[submission].filter { all[$0].severity == severity }
    }
    return ReturnContent(
      owner: owner(of: submission), year: context.evaluation.year,
      entries: ordered.map(entry))
  }

  private func entry(_ index: Int) -> ReturnEntry {
    let finding = context.evaluation.findings[index]
    let texts = FindingTexts(index, context, language: .chinese)
    return ReturnEntry(
      severity: finding.severity, sheet: texts.sheet, range: finding.place.range,
      field: texts.fieldName, value: finding.value, message: texts.message,
      suggestion: texts.suggestion, clause: texts.clause,
      rule: claim(of: finding.rule, field: texts.fieldName),
      identifier: context.findingIdentifiers[index],
      isSettled: context.standing(index).state != .open)
  }

  /// What the rule claims, about this field; "" where only a value would make a sentence of it.
  private func claim(of rule: String, field: String) -> String {
    let claim = claims[rule] ?? ""
    guard !claim.contains("…") else { return "" }
    return field.isEmpty ? claim : claim.replacing("填报项", with: "“\(field)”")
  }

  private func owner(of submission: Int) -> String {
    guard let result = results[submission] else { return "" }
    if let school = context.schoolByCode[result.schoolCode] {
      return context.evaluation.schools[school].name
    }
    return context.evaluation.counties.first { $0.code == result.countyCode }?.name ?? ""
  }
}
