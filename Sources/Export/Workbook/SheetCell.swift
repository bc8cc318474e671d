// SPDX-License-Identifier: Apache-2.0
// SheetCell: what a cell of a workbook holds, how it looks, where it leads.

import DataModel

/// What a cell of a workbook holds.
enum SheetValue {
  case blank
  case text(String)
  case number(Double)
  /// Formula with the leading `=`, and the number it gives.
  case formula(String, Double, isArray: Bool)
  /// Formula with the leading `=`, and the text it gives.
  case textFormula(String, String)
  /// Target such as `'封面'!A1`, and what the cell shows.
  case link(String, String)

  /// The number, or a blank cell where it is missing.
  static func optional(_ value: Double?) -> SheetValue { value.map { .number($0) } ?? .blank }

  static func field(_ value: FieldValue) -> SheetValue {
    switch value {
    case .number(let number): .number(number.doubleValue)
    case .missing: .blank
    case .text, .date, .yesNo: .text(value.outputText)
    }
  }

  var isText: Bool { if case .text = self { true } else { false } }

  /// What the cell shows, near enough for its width.
  var shown: String {
    switch self {
    case .blank: ""
    case .text(let text), .textFormula(_, let text), .link(_, let text): text
    case .number(let value), .formula(_, let value, _):
      String(Int(max(-1e15, min(1e15, value)))) + ".00"
    }
  }
}

/// What few cells have beside their value.
final class CellNote: Sendable {
  /// Target such as `'封面'!A1`.
  let link: String?
  let comment: String?

  init(link: String? = nil, comment: String? = nil) {
    self.link = link
    self.comment = comment
  }
}

/// A value and how it looks.
struct SheetCell {
  var value: SheetValue
  var style: XlsxStyle
  var note: CellNote?

  init(_ value: SheetValue, _ style: XlsxStyle) {
    self.value = value
    self.style = style
  }

  init(_ text: String, _ style: XlsxStyle) { self.init(.text(text), style) }

  init(_ number: Int, _ style: XlsxStyle) { self.init(.number(Double(number)), style) }

  /// The same, leading to another cell; nil: nowhere.
  func linked(to target: String?) -> SheetCell {
    guard let target else { return self }
    var cell = self
    cell.note = CellNote(link: target, comment: note?.comment)
    return cell
  }

  func commented(_ text: String?) -> SheetCell {
    guard let text, !text.isEmpty else { return self }
    var cell = self
    cell.note = CellNote(link: note?.link, comment: text)
    return cell
  }
}
