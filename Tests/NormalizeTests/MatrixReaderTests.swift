// SPDX-License-Identifier: Apache-2.0
// MatrixReaderTests: statistics forms as producers lay them out, read by the words of row and column.

import DataModel
import Testing

@Suite struct MatrixReaderTests {
  static let pupils = """
    小学学生数 | | | | | |
    学校（机构）标识码：2199000001 | | | 学校（机构）名称（章）：示例小学 | | | 表号：教基3112
    指标名称 | 代码 | 招生数 | < | 在校生数 | #女 | 一年级
    ^ | ^ | 计 | 受过学前教育 | ^ | ^ | ^
    甲 | 乙 | 1 | 2 | 3 | 4 | 5
    总　计 | 01 | =30 | =29 | =180 | =90 | =30
    #女 | 02 | =15 | =15 | =90 | =90 | =15
    #随迁子女 | 03 | =1 | =1 | =6 | =3 | =1
    单位负责人：某某 | | | 填表人：某某
    """

  @Test func `a cell is found by the words of its row and its column`() throws {
    let reading = try StatisticsReading(Self.pupils)
    #expect(reading.forms == ["statistics_pupils_primary"])
    #expect(reading.values("statistics_pupils_primary", "primary_students") == [])
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == ["180@E6"])
    #expect(reading.values("statistics_pupils_primary", "school_code") == ["2199000001@A2"])
    #expect(reading.values("statistics_pupils_primary", "school_name") == ["示例小学@D2"])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
    #expect(reading.result.account.ignored["matrix_cell_not_asked"] == 14)
    #expect(reading.result.account.ignored["column_numbers"] == 7)
  }

  @Test(arguments: [
    // Other columns before it, other rows above it, a blank first column.
    (
      """
      | 教基3112 小学学生数
      |
      | 指标名称 | 代码 | 复式班人数 | 毕业生数 | 预计毕业生数 | 在校生数
      | 甲 | 乙 | 1 | 2 | 3 | 4
      | 班数 | 00 | =0 | =1 | =2 | =6
      | 总计 | 01 | =0 | =28 | =31 | =180
      """, "180@G6"
    ),
    // No merges, as in a text file.
    (
      """
      教基3112
      指标名称 | 代码 | 招生数 | | 在校生数 | |
      | | 计 | 其中：女 | 合计 | 一年级 | 二年级
      甲 | 乙 | 1 | 2 | 3 | 4 | 5
      合计 | 01 | =30 | =15 | =180 | =30 | =31
      """, "180@E5"
    ),
    // The form's number alone beside the title, and no word over the labels.
    (
      """
      小学学生数 | | | 教基3112
       | 代码 | 招生数 | 在校生数
      总计 | 01 | =30 | =180
      """, "180@D3"
    ),
    // Neither a caption nor a row of numbers.
    (
      """
      基础基312 | | |
      | 毕业生数 | 招生数 | 在校学生数（人）
      总计 | =20 | =30 | 180
      其中：女 | =10 | =15 | 90
      """, "180@D3"
    ),
    // Titles in one cell, codes as numbers, a text with a separator.
    (
      """
      小学学生数（教基3112）单位：人
      项目 | 行号 | 在校生数
      总计 | =1 | 1,180
      """, "1180@C3"
    ),
  ]) func `position, merges and captions are no matter`(
    drawing: String, expected: String
  ) throws {
    let reading = try StatisticsReading(drawing)
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == [expected])
    #expect(reading.findings == [])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `a total row that is not there is missing and never zero`() throws {
    let reading = try StatisticsReading(
      """
      教基3112 小学学生数
      指标名称 | 代码 | 招生数 | 在校生数
      甲 | 乙 | 1 | 2
      #女 | 02 | =15 | =90
      #随迁子女 | 03 | =1 | =6
      """)
    #expect(reading.forms == ["statistics_pupils_primary"])
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == [])
    #expect(reading.findings == ["place-is-on-form@"])
  }

  @Test func `a total row without a figure is missing and never zero`() throws {
    let reading = try StatisticsReading(
      """
      教基3112 小学学生数
      指标名称 | 代码 | 招生数 | 在校生数
      总计 | 01 | =15 |
      #女 | 02 | =1 | =6
      """)
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == ["?blank@D3"])
  }

  @Test func `a label that is nearly the wanted one is suggested and not read`() throws {
    let reading = try StatisticsReading(
      """
      教基3112 小学学生数
      指标名称 | 代码 | 在校生数
      总记 | 01 | =180
      """)
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == [])
    #expect(reading.findings == ["place-is-on-form@A3"])
  }

  @Test func `rows that nobody knows are left out by a rule with a name`() throws {
    let reading = try StatisticsReading(
      """
      教基3112 小学学生数
      指标名称 | 代码 | 在校生数 | 备注
      本省自设行 | 00 | =7 | 自设
      总计 | 01 | =180 |
      """)
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == ["180@C4"])
    #expect(reading.result.account.ignored == ["matrix_cell_not_asked": 1, "note": 1])
  }

  @Test func `two rows that say different things under one name give no value`() throws {
    let drawing = """
      教基5170
      指标名称 | 代码 | 建筑面积
      教学及辅助用房 | 02 | =3000
      室内体育用房 | 03 | =300
      教学及辅助用房 | 09 | =2000
      """
    let reading = try StatisticsReading(drawing)
    #expect(reading.values("statistics_buildings", "teaching_area") == ["?undefined@C3"])
    #expect(reading.findings == ["place-is-unambiguous@C3"])
    let hinted = try StatisticsReading(drawing.split(separator: "09").joined(separator: "04"))
    #expect(hinted.values("statistics_buildings", "teaching_area") == ["2000@C5"])
  }

  @Test func `a repeated page with the same figures is no doubt`() throws {
    let reading = try StatisticsReading(
      """
      教基5170
      指标名称 | 代码 | 建筑面积
      教学及辅助用房 | 02 | =3000
      指标名称 | 代码 | 建筑面积
      教学及辅助用房 | 02 | =3000
      室内体育用房 | 03 | =300
      """)
    #expect(reading.values("statistics_buildings", "teaching_area") == ["3000@C3"])
    #expect(reading.values("statistics_buildings", "indoor_sports_area") == ["300@C6"])
    #expect(reading.findings == [])
    #expect(reading.result.account.ignored["repeated_header"] == 3)
  }

  @Test func `both stages may stand on one sheet`() throws {
    let reading = try StatisticsReading(
      """
      教基4155 义务教育阶段专任教师分课程、分学历情况
      指标名称 | 代码 | 合计 | 体育与健康 | 艺术 | < | <
      ^ | ^ | ^ | ^ | 计 | 音乐 | 美术
      总计 | 01 | =30 | =5 | =6 | =3 | =3
      小学 | 02 | =20 | =3 | =4 | =2 | =2
      博士研究生 | 03 | =0 | =0 | =0 | =0 | =0
      本科 | 04 | =20 | =3 | =4 | =2 | =2
      初中 | 05 | =10 | =2 | =2 | =1 | =1
      博士研究生 | 06 | =1 | =0 | =0 | =0 | =0
      本科 | 07 | =9 | =2 | =2 | =1 | =1
      """)
    #expect(
      reading.forms.sorted() == ["statistics_teachers_junior", "statistics_teachers_primary"])
    #expect(reading.values("statistics_teachers_primary", "bachelor") == ["20@C7"])
    #expect(reading.values("statistics_teachers_junior", "bachelor") == ["9@C10"])
    #expect(reading.values("statistics_teachers_junior", "doctor") == ["1@C9"])
    #expect(reading.values("statistics_teachers_primary", "physical") == ["3@D5"])
    #expect(reading.values("statistics_teachers_junior", "art_total") == ["2@E8"])
    #expect(reading.findings == [])
  }

  /// A stray mark behind a word, as some converters leave, does not hide the word.
  @Test(arguments: ["教基4156 普通高中专任教师分课程、分学历情况", "教基4156 普通高中\u{301}专任教师"])
  func `the same number of a form for another stage is not read as this one`(
    _ title: String
  ) throws {
    let reading = try StatisticsReading(
      """
      \(title)
      指标名称 | 代码 | 合计 | 体育与健康
      总计 | 01 | =30 | =5
      博士研究生 | 03 | =1 | =0
      硕士研究生 | 04 | =9 | =0
      本科 | 05 | =20 | =5
      """)
    #expect(reading.forms == [])
    #expect(reading.result.findings.map(\.rule) == ["statistics-form-is-asked"])
    #expect(reading.result.account.ignored == ["statistics_form_not_asked": 21])
  }

  @Test func `a school's name beside the title is no word of a stage`() throws {
    let reading = try StatisticsReading(
      """
      指标名称 | 代码 | 在校生数
      总计 | 01 | =180
      """, name: "示例初中 教基3112")
    #expect(reading.values("statistics_pupils_primary", "primary_pupils") == ["180@C2"])
  }

  @Test func `rows and columns may change places`() throws {
    let reading = try StatisticsReading(
      """
      教基4155 小学专任教师分课程、分学历情况
      课程 | 总计 | 博士研究生 | 硕士研究生 | 本科 | 专科
      合计 | =20 | =0 | =1 | =15 | =4
      体育与健康 | =3 | =0 | =0 | =3 | =0
      音乐 | =2 | =0 | =0 | =2 | =0
      美术 | =1 | =0 | =0 | =1 | =0
      """)
    #expect(reading.values("statistics_teachers_primary", "teachers") == ["20@B3"])
    #expect(reading.values("statistics_teachers_primary", "master") == ["1@D3"])
    #expect(reading.values("statistics_teachers_primary", "physical") == ["3@B4"])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `all forms of a school may stand on one sheet`() throws {
    let reading = try StatisticsReading(
      """
      学校（机构）标识码 | 3199000001
      教基3115 初中学生数
      指标名称 | 代码 | 招生数 | 在校生数
      总计 | 01 | =60 | =180
      #女 | 02 | =30 | =90
      注：按学籍统计
      教基5170 校舍情况 | | | 单位：平方米
      指标名称 | 代码 | 校舍建筑面积
      教学及辅助用房 | 02 | =3000
      室内体育用房 | 03 | =300
      """)
    #expect(reading.forms == ["statistics_pupils_junior", "statistics_buildings"])
    #expect(reading.values("statistics_pupils_junior", "junior_pupils") == ["180@D4"])
    #expect(reading.values("statistics_pupils_junior", "school_code") == ["3199000001@B1"])
    #expect(reading.values("statistics_buildings", "school_code") == ["3199000001@B1"])
    #expect(reading.values("statistics_buildings", "teaching_area") == ["3000@C9"])
    #expect(reading.result.account.quarantined == 0)
  }

  @Test func `columns that go on below belong to the same record`() throws {
    let reading = try StatisticsReading(
      """
      教基4155 小学专任教师分课程、分学历情况
      指标名称 | 代码 | 合计 | 语文
      总计 | 01 | =20 | =9
      本科 | 05 | =15 | =5
      续表
      指标名称 | 代码 | 体育与健康 | 音乐 | 美术
      总计 | 01 | =3 | =2 | =1
      本科 | 05 | =3 | =2 | =1
      """)
    #expect(reading.forms == ["statistics_teachers_primary"])
    #expect(reading.values("statistics_teachers_primary", "bachelor") == ["15@C4"])
    #expect(reading.values("statistics_teachers_primary", "music") == ["2@D7"])
    #expect(reading.findings == [])
  }

  @Test func `a form without its title is read where its words leave no doubt`() throws {
    let drawing = """
      指标名称 | 代码 | 校舍建筑面积
      总计 | 01 | =5000
      教学及辅助用房 | 02 | =3000
      室内体育用房 | 03 | =300
      """
    #expect(try StatisticsReading(drawing).forms == ["statistics_buildings"])
    let pupils = try StatisticsReading("指标名称 | 代码 | 在校生数\n总计 | 01 | =180")
    #expect(pupils.forms == [])
    #expect(pupils.findings == ["sheet-holds-a-known-table@"])
  }

  @Test func `a hidden form is said and not read`() throws {
    let reading = try StatisticsReading(Self.pupils, visibility: .hidden)
    #expect(reading.forms == [])
    #expect(reading.findings == ["hidden-sheet-holds-no-data@"])
    #expect(reading.result.account.used == 0)
  }

  @Test func `a list under a form's title stays a list`() throws {
    let reading = try StatisticsReading(
      """
      年级 | 班号 | 学生数
      一年级 | 1班 | =40
      二年级 | 1班 | =41
      """, name: "教基2106")
    #expect(reading.forms == ["classes"])
  }
}
