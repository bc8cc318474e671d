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

  private static let encrypted = "Tests/Fixtures/Ingest/encrypted-msoffcrypto.xlsx"

  @Test func `cells opens an encrypted workbook with a file of passwords`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("密码.txt", "\u{FEFF}不对\r\n\r\n均衡2025\r\n".utf8)
    let good = try run(["cells", Self.encrypted, "--password-file", file], folder)
    #expect(good.status == 0, "\(good.messages)")
    #expect(good.output.contains("示例第一小学"))
    let without = try run(["cells", Self.encrypted], folder)
    #expect(without.status == 65)
    #expect(without.messages.contains("--password-file"))
    let wrong = try run(
      ["cells", Self.encrypted, "--password-file", folder.write("w", "a\nb".utf8)], folder)
    #expect(wrong.status == 65)
    #expect(wrong.messages.contains("none of the 2 passwords"))
    #expect(try run(["cells", Self.encrypted, "--password-file", "none"], folder).status == 66)
  }

  @Test func `a run opens encrypted files and tells nobody the passwords`() throws {
    let folder = try TemporaryFolder()
    let names = ["encrypted-msoffcrypto.xlsx", "encrypted-libreoffice.xlsx"]
    for name in names {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/in", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: ProjectFolder.root + "/Tests/Fixtures/Ingest/" + name,
        toPath: folder.path + "/in/" + name)
    }
    let file = try folder.write("in/密码.txt", "Secret-7391\n均衡2025\n".utf8)
    let outcome = try run(
      runArguments(folder, input: folder.path + "/in") + ["--password-file", file], folder)
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("encrypted-libreoffice.xlsx"))
    #expect(!outcome.messages.contains("encrypted-msoffcrypto.xlsx"))
    var written = try folder.contents(of: "OUT").mapValues { [UInt8]($0) }
    written["stderr"] = Array(outcome.messages.utf8)
    for password in ["Secret-7391", "均衡2025"].map({ Array($0.utf8) }) {
      for (name, bytes) in written {
        #expect(bytes.firstRange(of: password) == nil, "\(name)")
      }
    }
    let manifest = try text("OUT/manifest.json", folder)
    #expect(manifest.contains("密码.txt"))
  }

  @Test func `a limit goes up, and not down`() throws {
    let folder = try TemporaryFolder()
    let deep = (0..<300).map { _ in "<table><tr><td>" }.joined()
    let path = try folder.write("深.html", deep.utf8)
    let stopped = try run(["cells", path], folder)
    #expect(stopped.status == 65)
    #expect(stopped.messages.contains("--limit nesting=512"))
    #expect(try run(["cells", path, "--limit", "nesting=512"], folder).status == 0)
    for limit in ["nesting=10", "none=1", "rows=2000000"] {
      let wrong = try run(["cells", path, "--limit", limit], folder)
      #expect(wrong.status == 64)
      #expect(wrong.messages.contains("nesting=256"))
    }
  }

  @Test func `a run with raised limits or other passwords is another run`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "in/a.xlsx", Data(contentsOf: URL(fileURLWithPath: ProjectFolder.root + "/" + Self.encrypted))
    )
    let file = try folder.write("密码.txt", "均衡2025".utf8)
    let kinds = [
      [], ["--limit", "cells=80M"], ["--limit", "cells=40000000"], ["--password-file", file],
    ]
    let ids = try kinds.map { options -> String in
      _ = try run(runArguments(folder, input: folder.path + "/in") + options, folder)
      let manifest = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder.path + "/OUT/manifest.json")))
      return try #require((manifest as? [String: Any])?["run_id"] as? String)
    }
    #expect(ids[0] == ids[2])
    #expect(Set(ids).count == 3)
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
