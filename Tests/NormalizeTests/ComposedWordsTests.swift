// SPDX-License-Identifier: Apache-2.0
// ComposedWordsTests: header words that no form declares, read with the pipeline's own words.

import DataModel
import Definitions
import Normalize
import Testing

struct ComposedWordsTests {
  /// A list of the form with its required columns and this one more; the field it was taken for.
  private func field(_ form: String, _ word: String) throws -> String? {
    let set = try #require(RealWordsTests.definitions)
    let normalizer = try #require(RealWordsTests.normalizer)
    let definition = try #require(set.forms.first { $0.id == form })
    let others = definition.fields.filter { field in
      field.isRequired && !field.isIgnored && field.derivation == nil
        && field.name != word && !field.synonyms.contains(word)
    }
    for hidden in others.map(Optional.some) + [nil] {
      let header = others.filter { $0.id != hidden?.id }.map(\.name) + [word]
      let record = header.map { _ in "=1" }.joined(separator: "|")
      let book = normalizer.normalize(
        Grid.workbook(header.joined(separator: "|") + "\n" + record, name: definition.name))
      let found = book.tables.first?.columns.first {
        $0.origins.first??.reference.column == header.count
      }
      if let found { return found.field }
    }
    return nil
  }

  @Test(arguments: [
    ("basic", "本校在校学生总数", "students"), ("basic", "学生数（在校）", "students"),
    ("basic", "目前在校学生数", "students"), ("basic", "现有教学班数", "classes"),
    ("basic", "专任教师总人数", "teachers"), ("basic", "住宿学生总数", "boarders"),
    ("basic", "本校占地面积", "land_area"), ("basic", "教学用电脑", "computers"),
    ("basic", "学校标识代码", "school_code"), ("basic", "校长（姓名）", "principal"),
    ("classes", "教学班名", "class_no"), ("classes", "本班学生数", "students"),
    ("teachers", "教职工名", "name"), ("teachers", "教师（职工）姓名", "name"),
    ("teachers", "身份证件编码", "id_no"), ("teachers", "教师出生日期", "birth"),
    ("teachers", "调入我校时间", "join_date"), ("teachers", "教师职称情况", "title"),
    ("teachers", "骨干教师与否", "backbone"), ("teachers", "是否属于骨干教师", "backbone"),
    ("teachers", "现任职称取得年月", "title_date"), ("teachers", "近5年培训总学时", "training_hours"),
    ("rooms", "房间的编号", "room_no"), ("assets", "资产现有数量", "qty"),
    ("assets", "设备/资产名称", "name"), ("assets", "资产入库日期", "bought"),
    ("funds", "经费支出项目名称", "item"),
  ])
  func `a word of declared parts is understood`(
    _ form: String, _ word: String, _ expected: String
  ) throws {
    #expect(try field(form, word) == expected)
  }

  /// Each of these is near to a field and is none.
  @Test(arguments: [
    ("basic", "教学用房面积"), ("basic", "教学用房"), ("basic", "师生比"), ("basic", "生师比"),
    ("basic", "班额"), ("basic", "平均班额"), ("basic", "离退休教师数"), ("basic", "代课教师数"),
    ("basic", "租用土地面积"), ("basic", "生均占地面积"), ("basic", "新建校舍面积"), ("basic", "资产净值"),
    ("basic", "图书室面积"), ("basic", "生均图书册数"), ("basic", "专任教师（高中）"), ("basic", "上年在校学生数"),
    ("basic", "骨干级别"), ("basic", "教师平均年龄"), ("basic", "县级以上骨干教师占比"),
    ("teachers", "骨干教师人数"), ("teachers", "家长姓名"), ("teachers", "紧急联系人姓名"),
    ("teachers", "第二学历"), ("teachers", "兼任学科"), ("teachers", "原工作单位"), ("teachers", "入党时间"),
    ("teachers", "学历取得时间"), ("teachers", "月课时数"), ("teachers", "职务工资"),
    ("classes", "标准班额"), ("classes", "转入学生数"), ("classes", "副班主任姓名"),
    ("classes", "上学年学生数"), ("rooms", "占地面积"), ("rooms", "使用人数"), ("assets", "报废数量"),
    ("assets", "生产日期"), ("assets", "闲置数量"), ("funds", "上年执行数"), ("funds", "追加预算"),
  ])
  func `a word near to a field that is another quantity stays unknown`(
    _ form: String, _ word: String
  ) throws {
    #expect(try field(form, word) == nil)
  }

  /// Quantities that are confused most: each is its own field or none, and never the other.
  @Test(arguments: [
    ("basic", "占地面积", "建筑面积"), ("basic", "教学用房", "教学及辅助用房"), ("basic", "教职工", "专任教师"),
    ("basic", "运动场地面积", "室内体育用房面积"), ("assets", "资产原值", "资产净值"), ("basic", "学生数", "班额"),
    ("teachers", "出生年月", "参加工作时间"), ("teachers", "第一学历", "最高学历"),
    ("teachers", "职务", "职称"), ("teachers", "骨干级别", "骨干教师人数"), ("basic", "师生比", "生师比"),
  ])
  func `quantities that are easily confused never share a field`(
    _ form: String, _ first: String, _ second: String
  ) throws {
    let left = try field(form, first)
    let right = try field(form, second)
    #expect(left == nil || left != right)
    for prefix in ["本校", "现有", "学校", "教师"] {
      #expect(try field(form, prefix + first) == left || field(form, prefix + first) == nil)
    }
  }
}
