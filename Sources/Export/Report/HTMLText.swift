// SPDX-License-Identifier: Apache-2.0
// HTMLText: texts made safe for a page, and the few elements that every section is made of.

/// Pieces of a page.
///
/// Everything that comes from a file goes through `escaped`; markup comes from this module alone.
enum HTMLText {
  /// A text as content or as a quoted attribute.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E, 0x22, 0x27].contains($0) }) else {
      return text
    }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// JSON inside a `script` element, where neither `</script` nor a line separator may end it.
  static func script(_ json: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(json.utf8.count + json.utf8.count / 8)
    for byte in json.utf8 {
      result.append(byte)
      if byte == UInt8(ascii: "<") {
        result.replaceSubrange((result.count - 1)..., with: "\\u003c".utf8)
      } else if byte == 0xA8 || byte == 0xA9, result.suffix(3).starts(with: [0xE2, 0x80]) {
        // U+2028 and U+2029.
        let word = byte == 0xA8 ? "\\u2028" : "\\u2029"
        result.replaceSubrange((result.count - 3)..., with: word.utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A table; texts of `rows` are content, those beginning with `<` come from this module.
  static func table(
    _ caption: String, _ header: [String], _ rows: [[Cell]]
  ) -> String {
    // What may be wider than the page can be moved by keys too.
    var text =
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(escaped(caption))\">"
      + "<table><caption>\(escaped(caption))</caption><thead><tr>"
    text += header.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    text += "</tr></thead><tbody>"
    for row in rows {
      text += "<tr>" + row.enumerated().map { $1.html(isHead: $0 == 0) }.joined() + "</tr>"
    }
    return text + "</tbody></table></div>"
  }

  /// One cell of a table.
  struct Cell {
    var text: String
    /// A class of the page's style, such as `num` or `bad`.
    var style = ""

    init(_ text: String, _ style: String = "") {
      self.text = text
      self.style = style
    }

    init(_ number: Int, _ style: String = "") {
      self.init(String(number), style.isEmpty ? "num" : "num " + style)
    }

    func html(isHead: Bool) -> String {
      let name = isHead ? "th scope=\"row\"" : "td"
      let style = style.isEmpty ? "" : " class=\"\(style)\""
      return "<\(name)\(style)>\(HTMLText.escaped(text))</\(isHead ? "th" : "td")>"
    }
  }
}
