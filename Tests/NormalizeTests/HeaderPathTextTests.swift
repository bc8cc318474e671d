// SPDX-License-Identifier: Apache-2.0
// HeaderPathTextTests: paths of words that one header cell holds, whatever mark stands between them.

import DataModel
import Testing

@Suite struct HeaderPathTextTests {
  private func export(_ columns: [(String, String)], type: String = "小学") throws
    -> StatisticsReading
  {
    let attributes = [
      ("机构名称", "示例小学"), ("机构编码", "2199000001"), ("办学类型", type), ("统计三级", "示例县"), ("是否计校数", "是"),
    ]
    let all = attributes + columns
    return try StatisticsReading(
      all.map(\.0).joined(separator: "|") + "\n" + all.map(\.1).joined(separator: "|"))
  }

  @Test(arguments: [
    "›", " › ", ">", " > ", "＞", "/", " / ", "-", "—", "——", ".", "·", "→", "»",
  ])
  func `a path is one whatever its mark`(mark: String) throws {
    func path(_ words: String...) -> String { words.joined(separator: mark) }
    let reading = try export([
      (path("在校生数", "合计"), "=500"), (path("专任教师", "#按学历分", "硕士研究生"), "=3"),
      (path("专任教师", "#按学历分", "本科"), "=20"), (path("专任教师", "#按授课课程分", "艺术", "计"), "=5"),
      (path("教学及辅助用房", "计"), "=2500"), (path("教基5176", "教学仪器设备资产值（万元）"), "=12.5"),
      (path("教基1102", "县级以上骨干教师（小学）"), "=4"),
    ])
    #expect(reading.forms == ["statistics_export"])
    #expect(reading.values("statistics_export", "students") == ["500@F2"])
    #expect(reading.values("statistics_export", "master") == ["3@G2"])
    #expect(reading.values("statistics_export", "bachelor") == ["20@H2"])
    #expect(reading.values("statistics_export", "art_total") == ["5@I2"])
    #expect(reading.values("statistics_export", "teaching_area") == ["2500@J2"])
    #expect(reading.values("statistics_export", "equipment_value") == ["125000@K2"])
    #expect(reading.values("statistics_export", "primary_backbone") == ["4@L2"])
    #expect(reading.findings == [])
  }

  @Test func `the number of a form or a stage says whose figure it is`() throws {
    let reading = try export(
      [
        ("教基3112›在校生数›合计", "=300"), ("教基3115›在校生数›合计", "=210"),
        ("教基4155›专任教师›#按学历分›本科", "=15"), ("教基4156›专任教师›#按学历分›本科", "=14"),
        ("小学›艺术›计", "=3"), ("初中›艺术›计", "=2"),
      ], type: "九年一贯制学校")
    #expect(reading.values("statistics_export", "primary_students") == ["300@F2"])
    #expect(reading.values("statistics_export", "junior_students") == ["210@G2"])
    #expect(reading.values("statistics_export", "primary_bachelor") == ["15@H2"])
    #expect(reading.values("statistics_export", "junior_bachelor") == ["14@I2"])
    #expect(reading.values("statistics_export", "primary_art_total") == ["3@J2"])
    #expect(reading.values("statistics_export", "junior_art_total") == ["2@K2"])
  }

  @Test func `a word such as 合计 means nothing alone`() throws {
    let reading = try export([
      ("合计", "=1"), ("计", "=2"), ("数量", "=3"), ("在校生数›合计", "=500"), ("运动场地面积", "=4000"),
      ("室内体育用房", "=300"),
    ])
    #expect(reading.values("statistics_export", "students") == ["500@I2"])
    let columns = reading.result.tables.flatMap(\.columns).flatMap(\.origins)
    #expect(!columns.contains { ($0?.column).map { (6...8).contains($0) } ?? false })
  }

  @Test(arguments: ["26-30人", "1.学校名称", "班额>55人", "大班额（56-65人/66人及以上）", "小学/初中", "No."])
  func `a mark inside a word makes no path`(header: String) {
    let reading = Reading("年级|班级|学生数|\(header)\n一年级|1班|=40|x")
    #expect(reading.values("classes", "pupils") == ["40"])
  }
}
