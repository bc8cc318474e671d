// SPDX-License-Identifier: Apache-2.0
// DefinitionNodeTests: parsed values know their place, and hostile files end in an error.

import DataModel
import Definitions
import Testing

@Suite struct DefinitionNodeTests {
  private func error(of text: String) -> String? {
    do {
      _ = try DefinitionNode.parse(text, file: "f.yaml")
      return nil
    } catch {
      return error.list.first?.text(.english)
    }
  }

  @Test func `a value knows its line and column`() throws {
    let node = try DefinitionNode.parse("名称: 甲\n列:\n  - 乙\n", file: "f.yaml")
    guard case .mapping(let entries) = node.content,
      case .list(let items) = entries[1].value.content
    else {
      Issue.record("a mapping with a list is expected")
      return
    }
    #expect(entries.map(\.key) == ["名称", "列"])
    #expect(entries[0].value.place.description == "f.yaml:1:5")
    #expect(items[0].place.description == "f.yaml:3:5")
  }

  @Test(arguments: ["no", "2105", "0.50", "1e3", "2020-01-01"])
  func `a scalar stays the text that was written`(_ text: String) throws {
    let node = try DefinitionNode.parse("a: \(text)", file: "f.yaml")
    guard case .mapping(let entries) = node.content,
      case .scalar(let value, _) = entries[0].value.content
    else {
      Issue.record("a scalar is expected")
      return
    }
    #expect(value == text)
  }

  @Test func `an empty file is an empty mapping`() throws {
    guard case .mapping(let entries) = try DefinitionNode.parse("# 无\n", file: "f.yaml").content
    else {
      Issue.record("a mapping is expected")
      return
    }
    #expect(entries.isEmpty)
  }

  @Test func `nesting beyond reason ends in an error`() {
    #expect(error(of: String(repeating: "[", count: 30)) != nil)
    #expect(error(of: String(repeating: "[", count: 100_000)) != nil)
    #expect(error(of: String(repeating: "- ", count: 100_000) + "a") != nil)
    let nested = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(error(of: nested) == "f.yaml:1:1: the file is too large or nested too deep")
  }

  @Test func `aliases that unfold without end are refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(error(of: text) == "f.yaml:1:1: the file is too large or nested too deep")
  }

  @Test(arguments: ["a: [1", "a: b: c", "\ta: 1", "a: 'x", "a: 1\na: 2", "a: 1\n---\nb: 2", "*x"])
  func `a syntax error names its line`(_ text: String) {
    #expect(error(of: text)?.hasPrefix("f.yaml:") == true)
  }
}
