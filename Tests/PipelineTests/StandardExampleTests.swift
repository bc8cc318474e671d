// SPDX-License-Identifier: Apache-2.0
// StandardExampleTests: hand-worked cases hold, and a province changes the standard without Swift.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite struct StandardExampleTests {
  /// What lint says of a province that extends a shipped pipeline by these files.
  private func problems(
    of files: [String: String], extending base: String = "quality-balance-2017"
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/Pipelines"
    try FileManager.default.copyItem(atPath: ProjectFolder.pipelines, toPath: copy)
    let own = copy + "/province"
    try FileManager.default.createDirectory(
      atPath: own + "/examples", withIntermediateDirectories: true)
    var all = files
    all["pipeline.yaml"] = "extends: \(base)\nversion: \"1\"\n"
    for (path, text) in all {
      try Data(text.utf8).write(to: URL(fileURLWithPath: own + "/" + path))
    }
    let outcome = PipelineLint.check(own)
    return outcome.problems.map(\.english)
  }

  private static let source = "{document: convention, clause: 示例, confirmed: false}"

  private func cases(_ year: Int, _ parts: String) -> String {
    """
    name: 示例
    year: \(year)
    defaults:
      小学: {在校生数: 1000, 高于规定学历教师数: 42, 县级以上骨干教师数: 10, 体育艺术专任教师数: 9, 教学及辅助用房面积: 4500, 室内体育用房面积: 0, 运动场地面积: 7500, 教学仪器设备值: 2000000, 网络多媒体教室数: 23}
      初中: {在校生数: 1000, 高于规定学历教师数: 53, 县级以上骨干教师数: 10, 体育艺术专任教师数: 9, 教学及辅助用房面积: 5800, 室内体育用房面积: 0, 运动场地面积: 10200, 教学仪器设备值: 2500000, 网络多媒体教室数: 24}
    \(parts)
    """
  }

  @Test(arguments: ["quality-balance-2017", "basic-balance-2012"])
  func `the cases of a shipped pipeline hold`(pipeline: String) throws {
    let outcome = try TestPipeline.lint(pipeline)
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    #expect(outcome.examples > 300)
  }

  @Test func `a wrong case is told with its place`() throws {
    let text = cases(
      2025,
      """
      parts:
        - {name: 甲, stage: 小学, expect: {R1: floor, verdict: pass, R2: {value: 2}}}
        - {name: 乙, stage: 小学, given: {在校人数: 5}, expect: {R9: met}}
        - {name: 丙, stage: 小学, school: {学校类别: 小学}}
      counties:
        - {name: 丁, parts: [{stage: 小学}], expect: {小学: {R1: {cv: 0.1}}, resources: fail}}
      """)
    let problems = try problems(of: ["examples/a.yaml": text, "examples/b.yml": ""])
    let expected = [
      "a.yaml:7:35: the status of 甲 R1 should be floor and is met",
      "the value of 甲 R2 should be 2 and is 1", "there is no input 在校人数",
      "乙: there is no R9 to compare", "a school has no attribute 学校类别", "expect is missing",
      "the cv of 丁 R1 should be 0.1 and is 0", "the resources of 丁 should be fail and is pass",
      "examples/b.yml:1:1: an example's file name must end in .yaml",
    ]
    for text in expected {
      #expect(problems.contains { $0.contains(text) }, "\(text) in \(problems)")
    }
    #expect(problems.count == expected.count)
  }

  /// A number that changes with the year, one for city schools, a gate of three, a limited composite.
  private static let province = """
    exclusions:
      - id: reform-school
        condition: 办学类型="工读学校"
        reason: {zh: 工读学校按本省规定不参评, en: Reform schools are outside here}
        from: 2024
        source: \(source)
    thresholds:
      - id: R1
        by_stage: {小学: 4.2}
        switches:
          - {id: city, when: 城乡类型="城区", by_stage: {小学: 4.4}, source: \(source)}
          - {id: later, from: 2025, by_stage: {小学: 4.3}, source: \(source)}
    school_verdict:
      indicators: [R1, R2, R4]
      required: 2
      floor_share: 0
      switches:
        - {id: strict, from: 2030, floor_share: 1, required: 3}
      source: \(source)
    variation:
      limits: ~
      indicators: [R1, R4]
      composite:
        limits: {小学: 0.2, 初中: 0.2}
        switches: [{id: later, from: 2025, limits: {小学: 0.1}, source: \(source)}]
    """

  @Test func `a province changes numbers by year and school, the gate and the disparities`() throws
  {
    let before = cases(
      2024,
      """
      parts:
        - {name: 旧值, stage: 小学, school: {城乡类型: 乡村}, expect: {R1: {status: met, threshold: 4.2, floor: 0}, verdict: pass}}
        - {name: 城区, stage: 小学, school: {城乡类型: 城区}, expect: {R1: {status: floor, threshold: 4.4}, verdict: pass}}
        - {name: 三项中两项, stage: 小学, school: {城乡类型: 乡村}, given: {县级以上骨干教师数: 0, 体育艺术专任教师数: 0, 教学仪器设备值: 0}, expect: {R2: floor, R3: floor, met: 2, floor: 1, verdict: pass, reason: 3项指标中2项达标，应至少2项；未达标1项：R2县级以上骨干教师}}
        - {name: 三项中一项, stage: 小学, school: {城乡类型: 乡村}, given: {县级以上骨干教师数: 9, 教学及辅助用房面积: 1}, expect: {met: 1, floor: 2, verdict: fail}}
        - {name: 门槛外的无数据, stage: 小学, school: {城乡类型: 乡村}, given: {网络多媒体教室数: ~}, expect: {R7: undecided, undecided: 0, verdict: pass}}
        - {name: 城乡类型不明, stage: 小学, expect: {R1: {status: undecided, threshold: "", value: 4.2}, verdict: undecided}}
        - {name: 初中不受小学的规定影响, stage: 初中, expect: {R1: {status: met, threshold: 5.3}}}
      counties:
        - name: 综合恰好 0.2
          parts: [{stage: 小学, school: {城乡类型: 乡村}, given: {高于规定学历教师数: 140, 教学及辅助用房面积: 10000}}, {stage: 小学, school: {城乡类型: 乡村}, given: {高于规定学历教师数: 60, 教学及辅助用房面积: 10000}}]
          expect: {小学: {R1: {cv: 0.4, status: measured}, composite: {cv: 0.2, limit: 0.2, status: met}}, resources: pass}
      """)
    let after = cases(
      2025,
      """
      parts:
        - {name: 新值, stage: 小学, school: {城乡类型: 乡村}, expect: {R1: {status: floor, threshold: 4.3}, verdict: pass}}
        - {name: 城区仍按城区, stage: 小学, school: {城乡类型: 城区}, expect: {R1: {threshold: 4.4}}}
        - {name: 工读学校, stage: 初中, school: {办学类型: 工读学校, 城乡类型: 乡村}, expect: {verdict: excluded, reason: 工读学校按本省规定不参评}}
      counties:
        - name: 综合超过 0.1
          parts: [{stage: 小学, school: {城乡类型: 乡村}, given: {高于规定学历教师数: 140, 教学及辅助用房面积: 10000}}, {stage: 小学, school: {城乡类型: 乡村}, given: {高于规定学历教师数: 60, 教学及辅助用房面积: 10000}}]
          expect: {小学: {composite: {cv: 0.2, limit: 0.1, status: above}}, resources: fail}
      """)
    let strict = cases(
      2030,
      """
      parts:
        - {name: 一项不足即不通过, stage: 小学, school: {城乡类型: 乡村}, given: {高于规定学历教师数: 43, 县级以上骨干教师数: 9}, expect: {R1: met, R2: {status: below, floor: 1}, verdict: fail}}
      """)
    let problems = try problems(of: [
      "standard.yaml": Self.province, "examples/before.yaml": before,
      "examples/later.yaml": after, "examples/strict.yaml": strict,
    ])
    // With a floor of 0 the inherited examples of indicators contradict the province: lint says so.
    let others = problems.filter { !$0.contains("indicators.yaml:") }
    #expect(others.isEmpty, "\(others)")
  }

  @Test func `what the standard says of indicators that are not there is told`() throws {
    let problems = try problems(of: [
      "standard.yaml": """
      thresholds:
        - id: R1
          switches: [{id: never, by_stage: {小学: 4}, source: \(Self.source)}]
        - id: R2
          switches: [{id: turned, from: 2025, until: 2024, by_stage: {大学: 4}, source: \(Self.source)}]
      school_verdict: {indicators: [R1, R8], required: 3}
      variation:
        indicators: [R1, R1]
        composite: {indicators: [R2]}
      concessions:
        - {id: R3-small-rural, indicator: R9}
      attached_classes:
        - {id: primary, stage: 中专}
      """
    ])
    for text in [
      "from, until or when is needed here", "until lies before from", "there is no stage 大学",
      "school_verdict names an unknown indicator: R8", "school_verdict: the numbers make no sense",
      "variation: the indicators are none or repeat", "composite: the variation does not cover R2",
      "is for an indicator without a threshold: R9", "primary: there is no stage 中专",
    ] {
      #expect(problems.contains { $0.contains(text) }, "\(text) in \(problems)")
    }
  }
}
