// SPDX-License-Identifier: Apache-2.0
// OutputPlaceTests: the previous output stays until the new one is whole.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("OutputPlace")
struct OutputPlaceTests {
  private static let manifest =
    #"{"format": "junheng-manifest/1", "outputs": [{"path": "gone.csv", "sha256": "", "bytes": 3, "rows": 0}]}"#

  private func kind(_ body: () throws -> Void) -> RunFailure.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? RunFailure)?.kind
    }
  }

  @Test func `publishing replaces the earlier output in one step`() throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/OUT"
    try folder.write("OUT/manifest.json", Self.manifest.utf8)
    try folder.write("OUT/gone.csv", "old".utf8)
    let output = try OutputPlace(claiming: place)
    try Data("new".utf8).write(
      to: URL(fileURLWithPath: output.temporaryPath + "/manifest.json"))
    #expect(try folder.contents(of: "OUT")["manifest.json"] == Data(Self.manifest.utf8))
    try output.publish()
    #expect(try folder.contents() == ["OUT/manifest.json": Data("new".utf8)])
  }

  @Test func `discarding leaves the earlier output and nothing beside it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("OUT/manifest.json", Self.manifest.utf8)
    let output = try OutputPlace(claiming: folder.path + "/OUT")
    try Data("half".utf8).write(to: URL(fileURLWithPath: output.temporaryPath + "/half.csv"))
    output.discard()
    #expect(try folder.contents() == ["OUT/manifest.json": Data(Self.manifest.utf8)])
  }

  @Test func `a second run is told that the place is held`() throws {
    let folder = try TemporaryFolder()
    let first = try OutputPlace(claiming: folder.path + "/OUT")
    #expect(kind { _ = try OutputPlace(claiming: folder.path + "/OUT") } == .outputIsHeld)
    first.discard()
    try OutputPlace(claiming: folder.path + "/OUT").discard()
  }

  @Test func `what a killed run left behind is removed by the next one`() throws {
    let folder = try TemporaryFolder()
    try folder.write(".OUT.tmp-1/half.csv", "half".utf8)
    try folder.write(".OUT.lock", [])
    let output = try OutputPlace(claiming: folder.path + "/OUT")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/.OUT.tmp-1"))
    output.discard()
  }

  @Test func `a folder with somebody's own files is not overwritten`() throws {
    let folder = try TemporaryFolder()
    try folder.write("OUT/论文.docx", "work".utf8)
    #expect(kind { _ = try OutputPlace(claiming: folder.path + "/OUT") } == .cannotWrite)
    #expect(try folder.contents().keys.sorted() == ["OUT/论文.docx"])
  }

  @Test func `a manifest of somebody else's does not make a folder ours`() throws {
    let folder = try TemporaryFolder()
    try folder.write("OUT/manifest.json", #"{"name": "my web app"}"#.utf8)
    try folder.write("OUT/thesis.docx", "work".utf8)
    #expect(kind { _ = try OutputPlace(claiming: folder.path + "/OUT") } == .cannotWrite)
    try folder.write("OUT/manifest.json", Self.manifest.utf8)
    #expect(kind { _ = try OutputPlace(claiming: folder.path + "/OUT") } == .cannotWrite)
    #expect(try folder.contents().keys.sorted() == ["OUT/manifest.json", "OUT/thesis.docx"])
  }

  @Test func `a link stands for the folder it leads to`() throws {
    let folder = try TemporaryFolder()
    try folder.write("there/manifest.json", Self.manifest.utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/OUT", withDestinationPath: folder.path + "/there")
    let output = try OutputPlace(claiming: folder.path + "/OUT")
    try Data("new".utf8).write(to: URL(fileURLWithPath: output.temporaryPath + "/manifest.json"))
    try output.publish()
    #expect(try folder.contents(of: "there") == ["manifest.json": Data("new".utf8)])
  }

  @Test func `a file in the place of the folder is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write("OUT", "file".utf8)
    #expect(kind { _ = try OutputPlace(claiming: folder.path + "/OUT") } == .cannotWrite)
  }
}
