// SPDX-License-Identifier: Apache-2.0
// ManifestTests: what the manifest lists, and that a changed output folder is noticed.

import Export
import Foundation
import Testing

@Suite struct ManifestTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    return folder
  }

  private func object(_ folder: String) throws -> [String: Any] {
    let data = Data(try Outputs.bytes("manifest.json", in: folder))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `an untouched folder agrees with its manifest`() throws {
    let folder = try folder()
    #expect(ManifestVerifier.differences(in: folder.path) == [])
  }

  @Test func `inputs, outputs, versions and totals are listed`() throws {
    let folder = try folder()
    let manifest = try object(folder.path)
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["path"] as? String } == ["县/一小.xlsx", "县/坏.xls"])
    #expect(inputs[0]["status"] as? String == "returned")
    #expect(inputs[0]["records"] as? Int == 3)
    #expect(inputs[1]["unreadable"] as? String == "文件不完整")
    let outputs = try #require(manifest["outputs"] as? [[String: Any]])
    let paths = outputs.compactMap { $0["path"] as? String }
    #expect(paths == paths.sorted())
    #expect(paths.contains("province.xlsx"))
    #expect(paths.contains("data/datapackage.json"))
    let pipeline = try #require(manifest["pipeline"] as? [String: Any])
    #expect(pipeline["sha256"] as? String == "0123abcd")
    #expect(pipeline["unconfirmed_clauses"] as? Int == 4)
    let totals = try #require(manifest["totals"] as? [String: Any])
    #expect(totals["schools"] as? Int == 8)
    #expect(totals["submissions_not_submitted"] as? Int == 1)
  }

  @Test func `only started, finished and host differ between two runs`() throws {
    let first = try folder()
    let second = try TemporaryFolder()
    var bundle = try SampleEvaluation.bundle()
    bundle.run.started = "2030-01-01T00:00:00Z"
    bundle.run.finished = "2030-01-01T00:00:09Z"
    bundle.run.host = "host-b"
    try Outputs.write(bundle, to: second.path)
    let left = try Outputs.text("manifest.json", in: first.path).split(separator: "\n")
    let right = try Outputs.text("manifest.json", in: second.path).split(separator: "\n")
    let changed = zip(left, right).filter { $0 != $1 }.map { $0.0.split(separator: "\"")[1] }
    #expect(left.count == right.count)
    #expect(changed == ["started", "finished", "host"])
  }

  @Test func `a changed, a missing and an extra file are each reported`() throws {
    let folder = try folder()
    let changed = folder.path + "/data/schools.csv"
    let bytes = try Outputs.bytes("data/schools.csv", in: folder.path) + Array("x\r\n".utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: changed))
    try FileManager.default.removeItem(atPath: folder.path + "/province.xlsx")
    try "".write(toFile: folder.path + "/data/other.csv", atomically: true, encoding: .utf8)
    let found = ManifestVerifier.differences(in: folder.path).map { "\($0.path) \($0.kind)" }
    #expect(
      found == [
        "data/other.csv extra", "data/schools.csv content", "data/schools.csv rows",
        "data/schools.csv size", "province.xlsx missing",
      ])
  }

  @Test(arguments: ["", "{", "{\"format\":\"other\",\"outputs\":[]}", "[]"])
  func `a manifest that is none is one difference`(text: String) throws {
    let folder = try folder()
    try text.write(toFile: folder.path + "/manifest.json", atomically: true, encoding: .utf8)
    #expect(ManifestVerifier.differences(in: folder.path).map(\.kind) == [.manifest])
  }

  @Test func `a manifest cannot point outside its folder`() throws {
    let folder = try TemporaryFolder()
    let entry = #"{"path":"../secret","sha256":"","bytes":0,"rows":0}"#
    try #"{"format":"junheng-manifest/1","outputs":[\#(entry)]}"#
      .write(toFile: folder.path + "/manifest.json", atomically: true, encoding: .utf8)
    #expect(ManifestVerifier.differences(in: folder.path).map(\.kind) == [.manifest])
  }

  @Test func `a folder without a manifest is one difference`() throws {
    let folder = try TemporaryFolder()
    #expect(ManifestVerifier.differences(in: folder.path).map(\.kind) == [.manifest])
  }
}
