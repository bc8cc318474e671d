// SPDX-License-Identifier: Apache-2.0
// SampleEvaluation: two counties with every case a workbook must show, computed by hand here.

import DataModel
import Definitions
import Export

/// A school as the sample states it: pupils by stage, own inputs by stage, shared inputs.
struct SampleSchool {
  var county: Int
  var code: String
  var name: String
  /// 小学, 初中, 高中; nil where missing, absent where there is no such stage.
  var pupils: [String: Int?]
  /// Inputs 1–3 of each stage.
  var teachers: [String: [String?]] = [:]
  /// Inputs 4–8 of the whole school.
  var shared: [String?] = []
  var isInScope = true
  var handsIn = true
}

enum SampleEvaluation {
  static let identityNumber = "990101201503070011"
  static let injection = "=cmd|' /C calc'!A0"

  static let counties = [
    County(code: "990101", name: "示例县"), County(code: "990102", name: "../恶意:县"),
  ]

  static let schools: [SampleSchool] = [
    SampleSchool(
      county: 0, code: "2199000001", name: "示例县第一小学", pupils: ["小学": 1000],
      teachers: ["小学": ["42", "10", "7.65"]], shared: ["5000", "400", "7600", "2100000", "23"]),
    SampleSchool(
      county: 0, code: "2199000002", name: "示例县第二小学", pupils: ["小学": 300],
      teachers: ["小学": ["15", "4", "2"]], shared: ["900.5", "0", "2300", "640000", "8"]),
    SampleSchool(
      county: 0, code: "2199000003", name: "示例县育才学校（九年一贯制）", pupils: ["小学": 601, "初中": 307],
      teachers: ["小学": ["30", "7", "6"], "初中": ["20", "4", "3"]],
      shared: ["5500", "333.3", "8000", "2222222.22", "25"]),
    SampleSchool(
      county: 0, code: "3199000004", name: "示例县第一中学（完全中学）", pupils: ["初中": 400, "高中": 250],
      teachers: ["初中": ["25", "5", nil]], shared: ["4000", "0", "9000", "2000000", "18"]),
    SampleSchool(
      county: 0, code: "2199000005", name: "未填学生数小学", pupils: ["小学": nil],
      teachers: ["小学": ["8", "1", "1"]], shared: ["700", nil, "900", "300000", "5"]),
    SampleSchool(
      county: 0, code: "2199000006", name: "示例教学点", pupils: ["小学": 32],
      teachers: ["小学": ["2", "0", "0"]], shared: ["200", "0", "300", "30000", "1"],
      isInScope: false),
    SampleSchool(
      county: 0, code: "2199000007", name: "未报送小学", pupils: [:], handsIn: false),
    SampleSchool(
      county: 1, code: "2199000101", name: "另县独立小学", pupils: ["小学": 500],
      teachers: ["小学": ["21", "5", "4.5"]], shared: ["2250", "0", "3750", "1000000", "11.5"]),
  ]

  static func bundle(schools: [SampleSchool] = schools) throws -> ExportBundle {
    let definitions = try SampleDefinitions.set()
    let parts = SampleParts(definitions).parts(schools)
    let evaluation = Evaluation(
      year: 2025, submissions: submissions, submissionResults: submissionResults,
      counties: counties, schools: schools.map(result), parts: parts,
      countyIndicators: SampleParts(definitions).countyIndicators(parts, schools),
      countyVerdicts: counties.indices.map(verdict), ledger: ledger, findings: findings,
      records: records(schools.count))
    let run = RunInformation(
      runIdentifier: "20250901-abcdef", toolVersion: "0.1.0", year: 2025,
      started: "2025-10-01T08:00:00Z", finished: "2025-10-01T08:00:05Z", host: "host-a")
    return ExportBundle(definitions: definitions, evaluation: evaluation, run: run)
  }

  private static func result(_ school: SampleSchool) -> SchoolResult {
    SchoolResult(
      county: school.county, code: school.code, name: school.name, type: "小学", urbanRural: "镇区",
      sponsor: "县级教育部门", isInScope: school.isInScope,
      excludedReason: school.isInScope ? "" : "不足50人的教学点", isOnRoster: true,
      submissions: school.handsIn ? [0] : [])
  }

  private static func verdict(_ county: Int) -> CountyVerdictResult {
    CountyVerdictResult(
      county: county, resources: county == 0 ? .fail : .pass, government: .undecided,
      quality: .undecided, satisfaction: .undecided, veto: .undecided,
      verdict: county == 0 ? .fail : .undecided, reason: county == 0 ? "有学校未达标" : "")
  }

  static var ledger: [LedgerEntry] {
    [
      LedgerEntry(
        countyCode: "990101", schoolCode: "2199000001", schoolName: "示例县第一小学", stage: "小学",
        grade: "三年级", className: "3班", pupils: 47, limit: 45, overBy: 2, band: "46-50", state: .new)
    ]
  }

  static var findings: [Finding] {
    let cell = CellReference(row: 5, column: 2)
    let place = Place(submission: 0, sheet: "班级", cell: cell)
    let repeated = Finding(
      rule: "class-names-are-unique", severity: .mustCorrect, form: "classes", field: "class",
      schoolCode: "2199000001", recordKey: "三年级|3班", place: place, value: injection,
      facts: ["first": "B4"])
    var again = repeated
    again.place = Place(submission: 0, sheet: "班级", cell: CellReference(row: 6, column: 2))
    let range = Finding(
      rule: "out-of-range", severity: .mustExplain, form: "pupils", field: "identity_number",
      schoolCode: "2199000002", recordKey: identityNumber,
      place: Place(submission: 0, sheet: "学生"), value: Masking.mask(identityNumber))
    let file = Finding(
      rule: "file-is-readable", severity: .mustCorrect, place: Place(submission: 1), value: "")
    return [repeated, again, range, file]
  }

  static var submissionResults: [SubmissionResult] {
    [
      SubmissionResult(
        submission: 0, countyCode: "990101", schoolCode: "2199000001", status: .returned,
        mustCorrect: 2, mustExplain: 1, note: ""),
      SubmissionResult(
        submission: 1, countyCode: "990102", schoolCode: "", status: .unreadable, mustCorrect: 1,
        mustExplain: 0, note: "文件损坏"),
      SubmissionResult(
        submission: nil, countyCode: "990101", schoolCode: "2199000007", status: .notSubmitted,
        mustCorrect: 0, mustExplain: 0, note: "未报送"),
    ]
  }

  static var submissions: [Submission] {
    [
      Submission(
        file: SubmissionFile(
          path: "县/一小.xlsx", format: "xlsx", byteCount: 100, sha256: "aa"),
        workbook: NormalizedWorkbook(
          sheetNames: ["班级", "学生"], tables: [classTable, pupilTable],
          account: CellAccount(cells: 20, used: 15, ignored: ["note": 3], quarantined: 2))),
      Submission(
        file: SubmissionFile(
          path: "县/坏.xls", format: "xls", encoding: nil, byteCount: 9, sha256: "bb",
          unreadableReason: BilingualText(chinese: "文件不完整", english: "truncated")),
        workbook: NormalizedWorkbook()),
    ]
  }

  private static func column(_ field: String, _ number: Int, _ values: [FieldValue]) -> RecordColumn
  {
    RecordColumn(
      field: field, values: values,
      origins: CellOrigins(
        values.indices.map { CellOrigin(sheet: 0, row: 4 + $0, column: number) }),
      steps: values.map { _ in [] })
  }

  private static var classTable: RecordTable {
    RecordTable(
      form: "classes", sheet: 0,
      columns: [
        column("grade", 1, [.text("三年级"), .text("三年级")]),
        column("class", 2, [.text(injection), .text("007")]),
        column("pupils", 3, [.number(ExactNumber(47)), .missing(.blank)]),
      ], rowCount: 2)
  }

  private static var pupilTable: RecordTable {
    let born = CivilDate(year: 2015, month: 3, day: 7).map { FieldValue.date($0) }
    return RecordTable(
      form: "pupils", sheet: 1,
      columns: [
        column("name", 1, [.text("张三丰")]), column("identity_number", 2, [.text(identityNumber)]),
        column("born", 3, [born ?? .missing(.blank)]), column("boards", 4, [.yesNo(true)]),
        column("area", 5, [.number(SampleDefinitions.number("12.5"))]),
        column("remark", 6, [.text("证号\(identityNumber)")]),
      ], rowCount: 1)
  }

  private static func records(_ schools: Int) -> [[[RecordReference]]] {
    var classes = [[RecordReference]](repeating: [], count: schools)
    var pupils = classes
    classes[0] = [
      RecordReference(submission: 0, table: 0, row: 0, counts: true),
      RecordReference(submission: 0, table: 0, row: 1, counts: false),
    ]
    pupils[0] = [RecordReference(submission: 0, table: 1, row: 0, counts: true)]
    return [classes, pupils]
  }
}
