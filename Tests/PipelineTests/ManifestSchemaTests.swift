// SPDX-License-Identifier: Apache-2.0
// ManifestSchemaTests: the published schema of manifest.json names what is written, and nothing else.

import Foundation
import PipelineRunner
import TestSupport
import Testing

@Suite("The published schema of the manifest")
struct ManifestSchemaTests {
  private typealias Object = [String: Any]

  private static func object(_ path: String) throws -> Object {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(JSONSerialization.jsonObject(with: data) as? Object)
  }

  /// The members of an object that its schema does not name, and those it requires that are not there.
  private static func differences(_ value: Object, _ schema: Object) -> Set<String> {
    let known = Set((schema["properties"] as? Object ?? [:]).keys)
    let required = Set(schema["required"] as? [String] ?? [])
    return Set(value.keys).subtracting(known).union(required.subtracting(value.keys))
  }

  @Test func `every member of a manifest is in the schema, and the other way round`() async throws {
    let manifest = try Self.object(await FinishedRuns.examples() + "/manifest.json")
    let schema = try Self.object(
      ProjectFolder.root + "/Documentation/Reference/manifest.schema.json")
    let parts = try #require(schema["$defs"] as? Object)
    let members = try #require(schema["properties"] as? Object)
    #expect(Self.differences(manifest, schema) == [])
    #expect(Set(members.keys) == Set(manifest.keys))
    for name in ["totals", "tool", "pipeline"] {
      let own = try #require(manifest[name] as? Object)
      #expect(Self.differences(own, try #require(members[name] as? Object)) == [])
    }
    for (name, part) in [("inputs", "input"), ("outputs", "output")] {
      let list = try #require(manifest[name] as? [Object])
      let own = try #require(parts[part] as? Object)
      #expect(!list.isEmpty)
      for entry in list { #expect(Self.differences(entry, own) == []) }
    }
    let roster = try #require(manifest["roster"] as? Object)
    #expect(Self.differences(roster, try #require(parts["list"] as? Object)) == [])
  }

  @Test func `lists of the office, earlier runs and unreadable files are in the schema too`()
    async throws
  {
    let folder = try TemporaryFolder()
    let bad = try folder.write("in/坏.xlsx", "PK\u{3}\u{4}".utf8)
    let list = try folder.write(
      "c.csv", "school,form,record,field,old_value,new_value,reason,who,date\n".utf8)
    try await FinishedRuns.evaluate(
      inputs: [bad], year: 2026, previous: [try await FinishedRuns.examples()], corrections: list,
      to: folder.path + "/OUT")
    let manifest = try Self.object(folder.path + "/OUT/manifest.json")
    let schema = try Self.object(
      ProjectFolder.root + "/Documentation/Reference/manifest.schema.json")
    let parts = try #require(schema["$defs"] as? Object)
    let own = try #require(manifest["corrections"] as? Object)
    #expect(Self.differences(own, try #require(parts["list"] as? Object)) == [])
    let input = try #require((manifest["inputs"] as? [Object])?.first)
    #expect(input["unreadable"] != nil)
    #expect(Self.differences(input, try #require(parts["input"] as? Object)) == [])
    let earlier = try #require((manifest["previous"] as? [Object])?.first)
    #expect(Set(earlier.keys) == ["year", "run_id"])
  }
}
