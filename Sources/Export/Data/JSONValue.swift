// SPDX-License-Identifier: Apache-2.0
// JSONValue: JSON in the order it was built, so that the same values give the same bytes.

import DataModel

/// A JSON value; members of an object keep their order.
package enum JSONValue: Sendable {
  case null
  case string(String)
  case integer(Int)
  /// In shortest decimal form; what is not finite has no JSON and becomes null.
  case number(Double)
  case boolean(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// On one line, without spaces.
  package var line: String {
    var text = ""
    append(to: &text, indent: nil)
    return text
  }

  /// Indented by two spaces, with a final line end.
  package var document: String {
    var text = ""
    append(to: &text, indent: 0)
    return text + "\n"
  }

  private func append(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .string(let value): Self.append(value, to: &text)
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? DecimalText.shortest(value) : "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .array(let items):
      Self.append(items, "[", "]", to: &text, indent) { item, text, inner in
        item.append(to: &text, indent: inner)
      }
    case .object(let members):
      Self.append(members, "{", "}", to: &text, indent) { member, text, inner in
        Self.append(member.0, to: &text)
        text += inner == nil ? ":" : ": "
        member.1.append(to: &text, indent: inner)
      }
    }
  }

  private static func append<Item>(
    _ items: [Item], _ open: String, _ close: String, to text: inout String, _ indent: Int?,
    _ one: (Item, inout String, Int?) -> Void
  ) {
    text += open
    let inner = indent.map { $0 + 1 }
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      lineBreak(inner, to: &text)
      one(item, &text, inner)
    }
    if !items.isEmpty { lineBreak(indent, to: &text) }
    text += close
  }

  private static func lineBreak(_ indent: Int?, to text: inout String) {
    guard let indent else { return }
    text += "\n" + String(repeating: "  ", count: indent)
  }

  private static func append(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
