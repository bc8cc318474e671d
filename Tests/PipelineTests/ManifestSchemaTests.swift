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
}
