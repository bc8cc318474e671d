// SPDX-License-Identifier: Apache-2.0
// ReturnPathsTests: where returned workbooks go, whatever submissions are called.

import Export
import Testing

@Suite("Paths of returned workbooks")
struct ReturnPathsTests {
  @Test(arguments: [
    (["甲县/a.xlsx"], ["returns/甲县/a.xlsx"]),
    (["a.xls", "a.xlsx"], ["returns/a.xls.xlsx", "returns/a.xlsx"]),
    (["A.csv", "a.ods"], ["returns/A.xlsx", "returns/a.ods.xlsx"]),
    (["a.xlsm", "b.XLSM"], ["returns/a.xlsm", "returns/b.xlsm"]),
    (["学校.2025", "无名"], ["returns/学校.2025.xlsx", "returns/无名.xlsx"]),
    (["../../etc/x.csv"], ["returns/_/_/etc/x.xlsx"]),
    (["包.zip/甲/b.xls"], ["returns/包.zip/甲/b.xlsx"]),
    (["a.xls", "a.xlsx/b.csv"], ["returns/a.xlsx", "returns/a.xlsx_b.csv-2.xlsx"]),
    (["a:b?.csv"], ["returns/a_b_.xlsx"]), ([".csv"], ["returns/.csv.xlsx"]),
  ])
  func `each submission has a path of its own`(submissions: [String], expected: [String]) {
    let paths = ReturnPaths.paths(submissions)
    #expect(Set(paths).count == paths.count)
    #expect(paths == expected)
  }

  @Test func `no name and no path is longer than a file system takes`() {
    let long = String(repeating: "很长的名字", count: 60)
    let deep = (0..<400).map { "folder\($0)" }.joined(separator: "/")
    let submissions = [
      long + ".xlsx", long + "2.xlsx", long + "/" + long + ".csv", deep + "/a.csv",
    ]
    let paths = ReturnPaths.paths(submissions)
    #expect(Set(paths).count == 4)
    for path in paths {
      #expect(path.utf8.count < 1_100)
      #expect(path.split(separator: "/").allSatisfy { $0.utf8.count <= 255 })
      #expect(path.hasSuffix(".xlsx"))
    }
  }
}
