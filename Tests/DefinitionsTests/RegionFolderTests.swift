// SPDX-License-Identifier: Apache-2.0
// RegionFolderTests: pipelines in a folder of regions, and forms that several of them share.

import DataModel
import Definitions
import Testing

@Suite struct RegionFolderTests {
  private func region(_ files: [String: String] = [:], extends: String = "mini")
    -> MiniaturePipeline
  {
    var pipeline = MiniaturePipeline()
    pipeline.files["regions/east-2019/pipeline.yaml"] =
      "extends: \(extends)\nname: {zh: 东县, en: East}\nversion: \"3\"\n"
    for (path, text) in files { pipeline.files[path] = text }
    return pipeline
  }

  private static let ledger = """
    id: shared_ledger
    name: 共用台账
    titles: [共用台账]
    layouts: [list]
    level: county
    key: [task]
    source: {document: law, clause: 第一条, confirmed: true}
    fields:
      - {id: task, name: 事项, type: text}
    """

  @Test func `a region finds its base and Shared a level above`() throws {
    let set = try region().load("regions/east-2019")
    #expect(set.id == "regions/east-2019")
    #expect(set.version == "3")
    #expect(set.rules.count == 1)
  }

  @Test func `a mistake in a region is placed in its own file`() throws {
    let errors = try region([
      "regions/east-2019/standard.yaml": "thresholds:\n  - {id: R9, by_stage: {小学: 5}}\n"
    ]).errors("regions/east-2019")
    #expect(errors.contains { $0.hasPrefix("regions/east-2019/standard.yaml:2") }, "\(errors)")
  }

  @Test func `a region may extend another region`() throws {
    var pipeline = region()
    pipeline.files["regions/town/pipeline.yaml"] = "extends: regions/east-2019\nversion: \"4\"\n"
    let set = try pipeline.load("regions/town")
    #expect(set.name.english == "East")
    #expect(set.version == "4")
  }

  @Test(arguments: [
    "regions/../mini", "regions/", "/mini", "regions/a/b", "Shared/forms", "regions/.east",
    "regions",
  ])
  func `a base that is no pipeline is refused`(_ base: String) throws {
    #expect(!(try region(extends: base).errors("regions/east-2019").isEmpty))
  }

  @Test func `regions are listed after the folder they lie in`() throws {
    let ids = try region(["regions/notes/readme.yaml": "", "regions/west/pipeline.yaml": "a: [\n"])
      .inFolder { DefinitionLoader.available(in: $0).map(\.id) }
    #expect(ids == ["mini", "regions/east-2019", "regions/west"])
  }

  @Test func `a form of Shared is there for those that list it, and only for them`() throws {
    var pipeline = region(["Shared/forms/shared_ledger.yaml": Self.ledger])
    #expect(try pipeline.load("mini").form("shared_ledger") == nil)
    let before = try pipeline.load("mini").forms.map(\.id)
    pipeline.files["regions/east-2019/pipeline.yaml"]? += "forms: [..., shared_ledger]\n"
    #expect(try pipeline.load("regions/east-2019").forms.map(\.id) == before + ["shared_ledger"])
  }

  @Test func `a region changes a shared form for itself`() throws {
    let set = try region([
      "Shared/forms/shared_ledger.yaml": Self.ledger,
      "regions/east-2019/pipeline.yaml":
        "extends: mini\nname: {zh: 东县, en: East}\nversion: \"3\"\nforms: [..., shared_ledger]\n",
      "regions/east-2019/forms/shared_ledger.yaml":
        "titles: [..., 东县台账]\nfields:\n  - {id: due, name: 期限, type: month}\n",
    ]).load("regions/east-2019")
    let form = try #require(set.form("shared_ledger"))
    #expect(form.titles == ["共用台账", "东县台账"])
    #expect(form.fieldIndex("due") != nil)
  }

  @Test func `a form of its own that a region does not list is an error`() throws {
    let errors = try region(["regions/east-2019/forms/shared_ledger.yaml": Self.ledger])
      .errors("regions/east-2019")
    #expect(errors.contains { $0.contains("does not list this form") }, "\(errors)")
  }

  @Test func `a text that the base has already does not come twice`() throws {
    var pipeline = region()
    pipeline.files["regions/east-2019/pipeline.yaml"]? += "forms: [..., classes]\n"
    let set = try pipeline.load("regions/east-2019")
    #expect(set.forms.count { $0.id == "classes" } == 1)
  }
}
