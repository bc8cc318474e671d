// SPDX-License-Identifier: Apache-2.0
// NameClustersTests: which names are taken for one, and which never.

import DataModel
import Testing

@Suite("Names written in several ways")
struct NameClustersTests {
  private static func pairs(_ counts: [String: Int]) -> [String] {
    NameClusters.variants(counts).map { "\($0.written)→\($0.likely)" }
  }

  @Test(arguments: [
    ["联想（北京）": 5, "联想(北京)": 1], ["Lenovo ThinkPad": 4, "lenovo thinkpad": 1],
    ["第一中心學校": 1, "第一中心学校": 2], ["投影仪": 9, "投 影 仪": 1], ["投影仪": 2, "投影仪。": 1],
  ])
  func `spaces, marks, case and traditional characters make no other name`(
    _ counts: [String: Int]
  ) {
    #expect(NameClusters.variants(counts).map(\.isSpelling) == [true])
    let most = counts.max { $0.value < $1.value }?.key
    #expect(NameClusters.variants(counts).first?.likely == most)
  }

  @Test(arguments: [
    (["多媒体教学一体机": 6, "多煤体教学一体机": 1], "多煤体教学一体机→多媒体教学一体机"),
    (["电子白板": 3, "电子白版": 1], "电子白版→电子白板"),
    (["笔记本电脑": 3, "笔记本电脑脑": 1], "笔记本电脑脑→笔记本电脑"),
  ])
  func `a rare name one character away from a common one is likely a slip`(
    _ counts: [String: Int], _ pair: String
  ) {
    #expect(Self.pairs(counts) == [pair])
  }

  @Test(arguments: [
    ["教学楼1号楼": 9, "教学楼2号楼": 1], ["东校区宿舍楼": 9, "西校区宿舍楼": 1],
    ["一年级办公室": 9, "二年级办公室": 1], ["电子白板": 2, "电子白版": 1], ["钢笔": 9, "铅笔": 1],
    ["示例县第一小学": 9, "示例县第小学": 1],
  ])
  func `numbers, directions, short names and equals stay apart`(_ counts: [String: Int]) {
    #expect(Self.pairs(counts) == [])
  }

  @Test func `many names are compared in little time`() {
    var counts: [String: Int] = [:]
    for number in 0..<20_000 { counts["仪器名称编号甲\(number)", default: 0] += 1 }
    #expect(NameClusters.variants(counts).isEmpty)
  }
}
