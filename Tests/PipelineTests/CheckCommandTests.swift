// SPDX-License-Identifier: Apache-2.0
// CheckCommandTests: `junheng check` says what is wrong with files, and gives them back.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("junheng check")
struct CheckCommandTests {
  private static let list =
    "班级台账\n学校标识码,年级,班号,学生数\n2199000001,一年级,1,39\n"
  private static let wrong = list + "2199000001,一年级,2,四十几\n"
  private static let name = "2199000001_示例县第一小学"

  private static func check(_ files: [String], _ options: [String] = []) throws -> ProgramRun {
    try ProgramRun(["check", "quality-balance-2017"] + files + options)
  }

  @Test func `problems are printed with their cells, and nothing is written`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.name + ".csv", Self.wrong.utf8)
    let run = try Self.check([file], ["--lang", "zh"])
    #expect(run.status == 1)
    #expect(run.output.contains("必须更正  D4"))
    #expect(run.output.contains("共 1 个文件"))
    #expect(!run.output.contains("缺少《"))
    #expect(try folder.contents().count == 1)
  }

  @Test func `a file without problems ends with status 0`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.name + ".csv", Self.list.utf8)
    let run = try Self.check([file])
    #expect(run.status == 0)
    #expect(run.output.contains("0 must correct"))
  }

  @Test func `with an output folder the marked workbooks are written and verified`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in/" + Self.name + ".csv", Self.wrong.utf8)
    let run = try Self.check([file], ["--out", folder.path + "/OUT"])
    #expect(run.status == 1)
    let names = try folder.contents(of: "OUT").keys.sorted()
    #expect(
      names == [
        "data/submissions.csv", "findings.csv", "findings.jsonl", "manifest.json",
        "returns/\(Self.name).xlsx",
      ])
    #expect(try OutputVerification.check(folder.path + "/OUT") == [])
    let again = try Self.check([folder.path + "/OUT/returns/\(Self.name).xlsx"], ["--lang", "zh"])
    #expect(again.output.contains("必须更正  数据!D4"))
  }

  @Test func `an unreadable file is told and does not stop the others`() throws {
    let folder = try TemporaryFolder()
    let files = [
      try folder.write("坏.xlsx", [0x50, 0x4B, 3, 4, 0]),
      try folder.write(Self.name + ".csv", Self.list.utf8),
    ]
    let run = try Self.check(files, ["--lang", "zh"])
    #expect(run.status == 1)
    #expect(run.output.contains("坏.xlsx  无法读取"))
    #expect(run.output.contains("共 2 个文件"))
  }

  @Test func `a file that is not there ends with status 66`() throws {
    #expect(try Self.check(["没有.xlsx"]).status == 66)
  }
}
