// SPDX-License-Identifier: Apache-2.0
// MiniaturePipeline: the smallest pipeline that loads, to be spoilt in one place by each test.

import DataModel
import Definitions
import Foundation

/// Declaration files in memory, written to a temporary folder to be loaded.
struct MiniaturePipeline {
  var files: [String: String] = Self.standard

  /// Replaces the first occurrence of `old`; a test that spoils nothing must not pass.
  mutating func replace(_ old: String, in file: String, with new: String) {
    guard let text = files[file], let range = text.range(of: old) else {
      files[file] = nil
      return
    }
    files[file] = text.replacingCharacters(in: range, with: new)
  }

  func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let root = NSTemporaryDirectory() + "definitions-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    for (path, text) in files {
      let folder = (root + "/" + path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + path))
    }
    return try body(root)
  }

  func load(_ pipeline: String = "mini") throws -> DefinitionSet {
    try inFolder { try DefinitionLoader.load(pipelineFolder: $0 + "/" + pipeline) }
  }

  /// The mistakes in English, one a line; empty when it loads.
  func errors(_ pipeline: String = "mini") throws -> [String] {
    try inFolder { root in
      do {
        _ = try DefinitionLoader.load(pipelineFolder: root + "/" + pipeline)
        return []
      } catch let errors as DefinitionErrors {
        return errors.list.map { $0.text(.english) }
      }
    }
  }

  func lint() throws -> LintReport {
    try inFolder { DefinitionLint.run(pipelineFolder: $0 + "/mini") }
  }

  private static let source = "{document: law, clause: 第一条, confirmed: true}"

  static let standard: [String: String] = [
    "Shared/documents.yaml": "documents:\n  - {id: law, name: 示例办法}\n",
    "Shared/units.yaml": """
    source: \(source)
    units:
      - {name: 人, aliases: [名]}
      - {name: ㎡, aliases: [平方米]}
      - {name: 亩, canonical: ㎡, factor: 2000/3}
      - {name: 个, counts_anything: true}
    """,
    "Shared/layout.yaml": """
    totals: [合计]
    notes: [注：]
    signatures: [填表人]
    instruction_sheets: [填表说明]
    unit_notes: [单位：]
    not_applicable: [/]
    unknown: [不详]
    "yes": [是]
    "no": [否]
    weak_headers: [计]
    """,
    "Shared/messages.zh.yaml": "value-is-given: 请填写{field}\n",
    "Shared/messages.en.yaml": "value-is-given: Fill in {field}\n",
    "Shared/subject.yaml": """
    source: \(source)
    fields:
      - {id: school_code, name: 学校代码, type: school_code}
    """,
    "Shared/codes/codes.yaml": """
    lists:
      - {id: school_type, source: \(source)}
      - {id: grade, source: \(source)}
    """,
    "Shared/codes/school_type.csv": "code,name,aliases,stages\n211,小学,完小;村小,小学\n",
    "Shared/codes/grade.csv": "code,name,aliases,stage\n,一年级,1年级,小学\n",
    "mini/pipeline.yaml": """
    name: {zh: 示例, en: Example}
    version: "1"
    source: \(source)
    forms: [classes]
    roster: roster
    """,
    "mini/forms/classes.yaml": classes,
    "mini/forms/roster.yaml": """
    id: roster
    name: 学校名册
    layouts: [list]
    source: \(source)
    fields:
      - {id: school_type, name: 办学类型, type: code, list: school_type}
    """,
    "mini/rules.yaml": rules,
    "mini/indicators.yaml": indicators,
    "mini/standard.yaml": """
    stages: [{id: 小学, weight: 1}]
    pupils_input: pupils
    school_type_list: school_type
    split_source: {source: \(source)}
    exclusions:
      - {id: small, condition: 学生数<5, reason: {zh: 太小, en: too small}, source: \(source)}
    thresholds:
      - {id: R1, by_stage: {小学: 4.5}, source: \(source)}
    school_verdict: {required: 1, floor_share: 0.85, source: \(source)}
    variation: {limits: {小学: 0.5}, digits: 3, source: \(source)}
    class_size:
      form: classes
      grade_field: grade
      class_field: class_no
      pupils_field: students
      stage_field: stage
      limits: {小学: 45}
      bands: [{label: ≤45, first: 1, last: 45}, {label: 46+, first: 46}]
      source: \(source)
    """,
  ]

  private static let classes = """
    id: classes
    name: 班级台账
    titles: [班级台账]
    layouts: [list]
    key: [grade, class_no]
    source: \(source)
    fields:
      - {id: grade, name: 年级, type: code, list: grade}
      - {id: stage, name: 学段, type: text, derived: {field: grade, attribute: stage}}
      - {id: class_no, name: 班号, type: text, synonyms: [班级]}
      - {id: students, name: 学生数, type: integer, unit: 人, min: 1, max: 120}
      - {id: boys, name: 男生数, type: integer, unit: 人, paths: [学生情况›男]}
      - {id: area, name: 教室面积, type: number, unit: ㎡, default_unit: 亩}
    """

  private static let rules = """
    rules:
      - id: boys-are-pupils
        form: classes
        formula: 男生数 <= 学生数
        severity: must_correct
        field: boys
        message: {zh: "男生 {男生数} 多于 {学生数}", en: "boys {男生数} exceed {学生数}"}
        source: \(source)
        examples:
          - {given: {男生数: 20, 学生数: 20}, expect: pass}
          - {given: {男生数: 21, 学生数: 20}, expect: fail}
          - {given: {男生数: 21}, expect: undecided}
    """

  private static let indicators = """
    inputs:
      - id: pupils
        name: 学生数
        unit: 人
        source: \(source)
        ways:
          - {form: classes, formula: "SUMIFS(班级台账[学生数], 班级台账[学段], 学段)"}
        examples:
          - {form: classes, given: {学段: 小学}, tables: {班级台账: [{学段: 小学, 学生数: 7}]}, value: 7}
      - id: area
        name: 面积
        unit: ㎡
        apportioned: true
        source: \(source)
        ways:
          - {form: classes, formula: "SUM(班级台账[教室面积])"}
        examples:
          - {form: classes, tables: {班级台账: [{学生数: 7}]}, value: undecided}
    indicators:
      - id: R1
        name: 生均面积
        numerator: 面积
        denominator: 学生数
        per: 1
        unit: ㎡
        numerator_unit: ㎡
        digits: 2
        source: \(source)
        examples:
          - {stage: 小学, given: {面积: 4500, 学生数: 1000}, value: 4.5, status: met, shortfall: 0}
          - {stage: 小学, given: {面积: 3825, 学生数: 1000}, value: 3.825, status: floor}
          - {stage: 小学, given: {面积: 3824, 学生数: 1000}, value: 3.824, status: below}
          - {stage: 小学, given: {学生数: 1000}, value: undecided, status: undecided}
    """
}
