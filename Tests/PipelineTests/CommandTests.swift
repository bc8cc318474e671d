// SPDX-License-Identifier: Apache-2.0
// CommandTests: the program as a person or a cron job calls it: exit statuses and messages.

import Foundation
import TestSupport
import Testing

@Suite("junheng")
struct CommandTests {
  private struct Outcome {
    var status: Int32
    var output: String
    var messages: String
  }

  /// The program stands beside the test bundle in the build folder.
  private static let program = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("junheng")

  private func process(_ arguments: [String], _ folder: TemporaryFolder) -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: ProjectFolder.root)
    process.environment = ["LANG": "C", "HOME": folder.path]
    return process
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) throws -> Outcome {
    let process = process(arguments, folder)
    let output = try handle("stdout", folder)
    let messages = try handle("stderr", folder)
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try text("stdout", folder),
      messages: try text("stderr", folder))
  }

  private func handle(_ name: String, _ folder: TemporaryFolder) throws -> FileHandle {
    let path = try folder.write(name, [])
    return try #require(FileHandle(forWritingAtPath: path))
  }

  private func text(_ name: String, _ folder: TemporaryFolder) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: folder.path + "/" + name), encoding: .utf8)
  }

  private func runArguments(_ folder: TemporaryFolder, input: String) -> [String] {
    [
      "run", "quality-balance-2017", "--input", input, "--year", "2025", "--out",
      folder.path + "/OUT",
    ]
  }

  @Test func `the examples end with status 1 because matters remain open`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(
      runArguments(folder, input: "Examples/submissions") + ["--roster", "Examples/roster.csv"],
      folder)
    #expect(outcome.status == 1, "\(outcome.messages)")
    #expect(outcome.messages.contains("9 schools"))
    #expect(outcome.output.isEmpty)
  }

  @Test func `a cron job gets each message as a JSON line, with the numbers in the first`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(
      runArguments(folder, input: "Examples/submissions") + ["--log-format", "json"], folder)
    let lines = outcome.messages.split(separator: "\n").map { Data($0.utf8) }
    let first = try #require(lines.first)
    let object = try #require(try JSONSerialization.jsonObject(with: first) as? [String: Any])
    #expect(object["level"] as? String == "info")
    #expect((object["facts"] as? [String: Int])?["files"] == 6)
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: line) }
    }
  }

  @Test func `an unknown pipeline is bad usage and the known ones are named`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(
      ["run", "没有", "--input", "Examples", "--year", "2025", "--out", folder.path + "/OUT"], folder)
    #expect(outcome.status == 64)
    #expect(outcome.messages.contains("quality-balance-2017"))
  }

  @Test func `an empty folder is no input`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/in", withIntermediateDirectories: true)
    let outcome = try run(runArguments(folder, input: folder.path + "/in"), folder)
    #expect(outcome.status == 66)
    #expect(outcome.messages.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/OUT"))
  }

  @Test func `a folder without a readable file ends with 1 and names each file`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/甲.pdf", Array("%PDF-1.4\n%âãÏÓ".utf8))
    try folder.write("in/乙.xlsx", [0x50, 0x4B, 3, 4])
    let outcome = try run(runArguments(folder, input: folder.path + "/in"), folder)
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("甲.pdf"))
    #expect(outcome.messages.contains("乙.xlsx"))
  }

  @Test func `a broken declaration is told with file and line before anything is read`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: ProjectFolder.pipelines, toPath: folder.path + "/Pipelines")
    let path = folder.path + "/Pipelines/quality-balance-2017/indicators.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try folder.write(
      "Pipelines/quality-balance-2017/indicators.yaml", (text + "\n  - [broken: {\n").utf8)
    let outcome = try run(
      [
        "run", folder.path + "/Pipelines/quality-balance-2017", "--input", "Examples", "--year",
        "2025", "--out", folder.path + "/OUT",
      ], folder)
    #expect(outcome.status == 78)
    #expect(outcome.messages.contains("indicators.yaml:"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/OUT"))
  }

  @Test func `an option nobody knows is bad usage`() throws {
    let folder = try TemporaryFolder()
    #expect(try run(["run", "--wrong"], folder).status == 64)
  }

  @Test func `cells prints JSON lines and refuses what is no spreadsheet with 65`() throws {
    let folder = try TemporaryFolder()
    let good = try run(["cells", "Examples/roster.csv"], folder)
    #expect(good.status == 0)
    #expect(good.output.hasPrefix("{\"sheet\":\"\",\"visible\":true,"))
    let path = try folder.write("甲.xlsx", [0x50, 0x4B, 3, 4])
    let bad = try run(["cells", path], folder)
    #expect(bad.status == 65)
    #expect(bad.messages.split(separator: "\n").count == 1)
  }

  @Test func `a full disk behind standard output ends with 73 and a message`() throws {
    let folder = try TemporaryFolder()
    let process = process(["cells", "Examples/roster.csv"], folder)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = try handle("stderr", folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(try text("stderr", folder).contains("standard output"))
  }

  @Test func `control characters of a file name do not reach the terminal`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/\u{1B}]0;x\u{07}.xlsx", [0x50, 0x4B, 3, 4])
    let outcome = try run(runArguments(folder, input: folder.path + "/in"), folder)
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("\\u{1b}]0;x\\u{7}.xlsx"))
    #expect(!outcome.messages.contains("\u{1B}"))
  }

  @Test func `messages are Chinese where the locale or the option says so`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(["cells", folder.path + "/nothing.xlsx", "--lang", "zh"], folder)
    #expect(outcome.status == 66)
    #expect(outcome.messages.contains("不能打开"))
  }

  @Test func `verify finds a changed byte, a missing file and one too many`() throws {
    let folder = try TemporaryFolder()
    _ = try run(runArguments(folder, input: "Examples/submissions"), folder)
    #expect(try run(["verify", folder.path + "/OUT"], folder).status == 0)
    try folder.write("OUT/data/schools.csv", "changed".utf8)
    try FileManager.default.removeItem(atPath: folder.path + "/OUT/findings.csv")
    try folder.write("OUT/extra.csv", "x".utf8)
    let outcome = try run(["verify", folder.path + "/OUT"], folder)
    #expect(outcome.status == 1)
    for name in ["data/schools.csv", "findings.csv", "extra.csv"] {
      #expect(outcome.output.contains(name))
    }
  }

  @Test(arguments: [1, 20, 60, 150, 400])
  func `a run that is killed leaves the previous output as it was`(milliseconds: Int) throws {
    let folder = try TemporaryFolder()
    let arguments = runArguments(folder, input: "Examples/submissions")
    _ = try run(arguments, folder)
    let before = try folder.contents(of: "OUT")
    let killed = process(arguments, folder)
    killed.standardError = try handle("killed", folder)
    try killed.run()
    usleep(UInt32(milliseconds) * 1000)
    kill(killed.processIdentifier, SIGKILL)
    killed.waitUntilExit()
    var after = try folder.contents(of: "OUT")
    // A run that was quicker than the signal has put an equal output there, with its own clock.
    after["manifest.json"] = before["manifest.json"]
    #expect(after == before)
    _ = try run(arguments, folder)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.filter { $0.hasPrefix(".OUT") }.isEmpty)
  }

  @Test func `lint accepts the pipeline and lists what is unconfirmed`() throws {
    let folder = try TemporaryFolder()
    let outcome = try run(["lint", "quality-balance-2017"], folder)
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("unconfirmed"))
  }

  @Test func `pipelines lists what can be run`() throws {
    let folder = try TemporaryFolder()
    #expect(try run(["pipelines"], folder).output.contains("quality-balance-2017\t"))
  }
}
