// SPDX-License-Identifier: Apache-2.0
// HeaderPathText: the parts of a header that writes a path of words in one cell.

/// A folded header text cut at the marks between the words of a path.
///
/// `专任教师›#按学历分›本科` and `专任教师 > 本科` are paths for certain. A hyphen, a slash or a point may join
/// a path (教学及辅助用房-计) as well as belong to a word (中-小学), so that such a path is only offered.
struct HeaderPathText {
  private static let certain = ScalarSet("›»→⟩❯>".unicodeScalars)
  private static let loose = ScalarSet("/\\-—–―‐‑−.·_|~⁄".unicodeScalars)

  private(set) var parts: [String]
  private(set) var isCertain = false

  init(_ text: String) {
    parts = [text]
    guard text.utf8.contains(where: Self.mayMark) else { return }
    // A path in ASCII alone needs a mark that is certain; the others join Chinese words.
    guard text.utf8.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: ">") }) else { return }
    if Self.has(Self.certain, in: text) {
      let cut = Self.cut(text, at: Self.certain)
      // 班额>55人 compares; it is no path.
      let isPath =
        cut.count > 1 && !(text.contains(">") && cut.dropFirst().contains(where: Self.isFigure))
      if isPath {
        parts = cut
        isCertain = true
      }
      return
    }
    guard Self.has(Self.loose, in: text) else { return }
    let cut = Self.cut(text, at: Self.loose)
    if cut.count > 1, cut.allSatisfy(Self.isWord) { parts = cut }
  }

  /// The first byte of every mark; few headers have one.
  private static func mayMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xE2, 0xC2, UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// The text cut at marks that stand outside brackets; runs of marks cut once.
  private static func cut(_ text: String, at marks: ScalarSet) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    for character in text {
      switch character.onlyScalar {
      case "(", "[", "〔", "【": depth += 1
      case ")", "]", "〕", "】": depth = max(0, depth - 1)
      default: break
      }
      if depth == 0, Self.isMark(character, marks) {
        parts.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    parts.append(current)
    return parts.filter { part in !part.allSatisfy(\.isWhitespace) }
  }

  /// A mark that bears no accent.
  private static func isMark(_ character: Character, _ marks: ScalarSet) -> Bool {
    character.onlyScalar.map(marks.contains) ?? false
  }

  private static func has(_ marks: ScalarSet, in text: String) -> Bool {
    text.unicodeScalars.contains(where: marks.contains)
      && text.contains { isMark($0, marks) }
  }

  private static func isFigure(_ part: String) -> Bool {
    guard let first = part.first(where: { !$0.isWhitespace }) else { return true }
    return first.isNumber || first == "="
  }

  /// True for a part with a Chinese character: 26-30人 is no path.
  private static func isWord(_ part: String) -> Bool {
    part.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
      && part.first(where: { !$0.isWhitespace })?.isNumber == false
  }
}
