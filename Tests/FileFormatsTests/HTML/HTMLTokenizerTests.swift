// SPDX-License-Identifier: Apache-2.0
// HTMLTokenizerTests: tags, text and comments, told apart as browsers do it.

import FileFormats
import Testing

@Suite struct HTMLTokenizerTests {
  /// The tokens as text: `<a`, `</a`, the text itself, `!comment`.
  private static func tokens(_ page: String) -> [String] {
    var tokenizer = HTMLTokenizer(Array(page.utf8))
    var list: [String] = []
    func text(_ range: Range<Int>) -> String {
      String(decoding: tokenizer.bytes[range], as: UTF8.self)
    }
    while true {
      switch tokenizer.next() {
      case .start: list.append("<" + tokenizer.name)
      case .end: list.append("</" + tokenizer.name)
      case .text(let range): list.append(text(range))
      case .comment(let range): list.append("!" + text(range))
      case .finished: return list
      }
    }
  }

  @Test(arguments: [
    ("<TD>a</td >", ["<td", "a", "</td"]), ("<br/><br />", ["<br", "<br"]),
    ("1<2 a< b <", ["1<2 a< b <"]), ("</ x>y", ["! x", "y"]),
    ("<!doctype html>a", ["!doctype html", "a"]),
    ("<!-- a > b -->c", ["! a > b ", "c"]), ("<!-->a<!--->b", ["!", "a", "!", "b"]),
    ("<?xml?>a", ["!xml?", "a"]), ("<![if x]>a", ["![if x]", "a"]),
    ("<a b='>' c=\">\" d=>e", ["<a", "e"]), ("<a b=''>\"c", ["<a", "\"c"]),
    ("<script>a<b</scrip></script>c", ["<script", "</script", "c"]),
    ("<title>a<b></title>c", ["<title", "a<b>", "</title", "c"]),
    ("<script>a<b>", ["<script", "a", "<b"]), ("<style></style>a", ["<style", "</style", "a"]),
    ("<a b", []), ("<!-- a", ["! a"]), ("</", ["</"]), ("<", ["<"]), ("", []),
  ])
  func `a page is cut into tokens`(page: String, expected: [String]) {
    #expect(Self.tokens(page) == expected)
  }

  @Test(arguments: [
    ("<td colspan=2>", "2"), ("<td COLSPAN = '3'>", "3"), ("<td colspan>", ""),
    ("<td colspan=\"a b\" colspan=9>", "a b"), ("<td xcolspan=1>", nil), ("<td>", nil),
    ("<td/colspan=4/>", "4/"), ("<td colspan=\"\"5\"\">", ""),
  ])
  func `an attribute has the first value given`(tag: String, value: String?) {
    var tokenizer = HTMLTokenizer(Array(tag.utf8))
    #expect(tokenizer.next() == .start)
    #expect(tokenizer.tag == HTMLTagName("td"))
    #expect(tokenizer.attribute("colspan") == value)
  }

  @Test(arguments: [("<a", true), ("<!--", true), ("<a>", false), ("a<", false)])
  func `an end inside markup is told`(page: String, isInside: Bool) {
    var tokenizer = HTMLTokenizer(Array(page.utf8))
    while tokenizer.next() != .finished {}
    #expect(tokenizer.endsInMarkup == isInside)
  }

  @Test func `a range outside the bytes is cut to them`() {
    var tokenizer = HTMLTokenizer(Array("abc".utf8), range: 1..<99)
    #expect(tokenizer.next() == .text(1..<3))
    #expect(tokenizer.next() == .finished)
  }

  @Test(arguments: [
    ("a&amp;b", "a&b"), ("&nbsp;", "\u{A0}"), ("&notit;", "¬it;"), ("&hearts;&hearts", "♥&hearts"),
    ("&#65;&#x41&#X41;", "AAA"), ("&#128;", "€"), ("&#1114112;", "\u{FFFD}"),
    ("&;&#;&#x;", "&;&#;&#x;"),
    ("&apos;&lowbar;", "'_"), ("&AMP&LT", "&<"),
  ])
  func `references stand for characters`(text: String, resolved: String) {
    let bytes = Array(text.utf8)
    #expect(HTMLCharacterReference.resolved(bytes, bytes.indices) == resolved)
  }
}
