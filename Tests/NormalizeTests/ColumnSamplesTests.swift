// SPDX-License-Identifier: Apache-2.0
// ColumnSamplesTests: which unread column is suggested for a missing one.

import DataModel
import Normalize
import Testing

struct ColumnSamplesTests {
  private func missing(_ drawing: String) -> [String] {
    Reading(drawing, name: "校舍").result.findings
      .filter { $0.rule == "required-column-is-present" }
      .map { "\($0.field):\($0.suggestion)" }
  }

  @Test func `a column whose values are all in the code list is suggested and not used`() {
    let drawing = """
      楼栋 | 房间号 | 归口 | 使用面积
      1号楼 | 101 | 生活用房 | =60
      1号楼 | 102 | 生活用房 | =61
      """
    #expect(missing(drawing) == ["category:归口"])
    #expect(Reading(drawing).values("rooms", "category") == [])
  }

  @Test func `of two that fit none is suggested`() {
    #expect(
      missing(
        """
        楼栋 | 房间号 | 归口 | 归属 | 使用面积
        1号楼 | 101 | 生活用房 | 生活用房 | =60
        1号楼 | 102 | 生活用房 | 生活用房 | =61
        """) == ["category:"])
  }

  @Test func `a column of numbers is suggested only when its word is alike`() {
    #expect(
      missing(
        """
        楼栋 | 房间号 | 用房类别 | 房内面积 | 层高
        1号楼 | 101 | 生活用房 | =60 | =3
        1号楼 | 102 | 生活用房 | =61 | =3
        """) == ["area:房内面积"])
    #expect(
      missing(
        """
        楼栋 | 房间号 | 用房类别 | 层高
        1号楼 | 101 | 生活用房 | =3
        1号楼 | 102 | 生活用房 | =3
        """) == ["area:"])
  }

  @Test func `a column of names is not suggested for a code`() {
    #expect(
      missing(
        """
        楼栋 | 房间号 | 归口 | 使用面积
        1号楼 | 101 | 张三 | =60
        1号楼 | 102 | 李四 | =61
        """) == ["category:"])
  }
}
