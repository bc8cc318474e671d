// SPDX-License-Identifier: Apache-2.0
// TextMapTests: texts are found by their bytes, however many and however alike.

import Normalize
import Testing

struct TextMapTests {
  @Test func `every text is found again among many that are alike`() {
    var map = TextMap<Int>()
    let tail = String(repeating: "校", count: 9)
    let texts = (0..<5_000).flatMap { ["\($0)", "第\($0)小学", "\($0)\(tail)"] }
    for (number, text) in texts.enumerated() { map[text] = number }
    #expect(map.count == texts.count)
    #expect(map.texts == texts)
    #expect(texts.indices.allSatisfy { map[String(Array(texts[$0]))] == $0 })
    #expect(map["第5000小学"] == nil && map[""] == nil)
    map["第7小学"] = -1
    #expect(map["第7小学"] == -1 && map.count == texts.count)
  }

  @Test func `texts that only look the same are different`() {
    var map = TextMap<String>()
    map["e\u{301}"] = "two scalars"
    #expect("e\u{301}" == "\u{E9}" && map["\u{E9}"] == nil)
    map[""] = "empty"
    #expect(map[""] == "empty")
  }

  @Test func `a default is put in once and grows in place`() {
    var map = TextMap<[Int]>()
    for number in 0..<100 { map["\(number % 3)", default: []].append(number) }
    #expect(map.count == 3 && map["2"]?.count == 33)
    map.removeAll()
    #expect(map["2"] == nil && map.isEmpty)
  }

  @Test func `a place leads to the value of its text`() {
    var map = TextMap<Int>()
    let places = (0..<40).map { map.add("词\($0)", $0 * 2) }
    #expect(places.indices.allSatisfy { map.place(of: "词\($0)") == places[$0] })
    #expect(places.indices.allSatisfy { map.value(at: places[$0]) == $0 * 2 })
    #expect(map.place(of: "词40") == nil)
  }
}
