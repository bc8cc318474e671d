// SPDX-License-Identifier: Apache-2.0
// FilledTemplate: a blank workbook filled in cell by cell, with its sums worked out.

import DataModel
import FileFormats
import Foundation
import Ingest
import Testing

/// A blank workbook being filled in.
///
/// Cells are found as a person finds them: by the words of headers, labels, rows and columns.
struct FilledTemplate {
  enum Value {
    case text(String)
    case number(Double)
  }

  let workbook: Workbook
  private let zip: ZipReader
  private var values: [[CellReference: Value]]

  init(_ bytes: [UInt8]) throws {
    workbook = try WorkbookReader.read(bytes, fileName: "blank.xlsx")
    zip = try ZipReader(bytes)
    values = Array(repeating: [:], count: workbook.sheets.count)
  }

  /// Answers by sheet, as `Scripts/fill-template` takes them.
  mutating func fill(answers path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let answers = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    for (name, content) in answers {
      let index = try #require(workbook.sheets.firstIndex { $0.info.name == name }, "\(name)")
      if let records = content as? [[String: Any]] {
        try fill(records: records, sheet: index)
      } else {
        for (words, value) in try #require(content as? [String: Any]) {
          let place = try place(of: words, sheet: index)
          values[index][place] = try Self.value(value)
        }
      }
    }
  }

  mutating func set(_ value: Double, at place: CellReference, sheet: Int) {
    values[sheet][place] = .number(value)
  }

  // MARK: Places

  /// The words of a sheet's cells.
  func texts(sheet: Int) -> [(place: CellReference, text: String)] {
    workbook.sheets[sheet].rows.flatMap { row in
      row.cells.compactMap { cell in
        guard case .text(let text) = cell.value else { return nil }
        return (CellReference(row: row.number, column: cell.column), text)
      }
    }
  }

  /// A header without its unit.
  static func bare(_ text: String) -> String {
    guard text.hasSuffix("）"), let open = text.lastIndex(of: "（") else { return text }
    return String(text[..<open])
  }

  private mutating func fill(records: [[String: Any]], sheet: Int) throws {
    let names = Set(records.flatMap(\.keys))
    let rows = Dictionary(grouping: texts(sheet: sheet)) { $0.place.row }
    let header = try #require(
      rows.first { names.isSubset(of: $0.value.map { Self.bare($0.text) }) })
    for (offset, record) in records.enumerated() {
      for (name, value) in record {
        let cell = try #require(header.value.first { Self.bare($0.text) == name })
        let place = CellReference(row: header.key + 1 + offset, column: cell.place.column)
        values[sheet][place] = try Self.value(value)
      }
    }
  }

  /// `在校生总数` beside its label, `总计|合计` where row and column meet.
  private func place(of words: String, sheet: Int) throws -> CellReference {
    let texts = texts(sheet: sheet)
    let parts = words.split(separator: "|").map(String.init)
    guard parts.count == 2 else {
      let label = try #require(texts.first { $0.text == words && $0.place.column == 2 })
      return CellReference(row: label.place.row, column: 4)
    }
    let unit = try #require(texts.first { $0.text == "计量单位" })
    let row = try #require(
      texts.last { $0.text == parts[0] && $0.place.column < unit.place.column }, "\(words)")
    let column = try #require(
      texts.last { $0.text == parts[1] && $0.place.column > unit.place.column }, "\(words)")
    return CellReference(row: row.place.row, column: column.place.column)
  }

  private static func value(_ value: Any) throws -> Value {
    if let number = value as? Double { return .number(number) }
    let text = try #require(value as? String)
    let day = text.split(separator: "-").compactMap { Int($0) }
    if text.count == 10, day.count == 3,
      let date = CivilDate(year: day[0], month: day[1], day: day[2])
    {
      return .number(Double(date.daysSince1970 + 25_569))
    }
    return .text(text)
  }

  // MARK: The file

  /// The filled-in file; sums have the values that a spreadsheet program would give them.
  mutating func bytes() throws -> [UInt8] {
    var parts: [String: String] = [:]
    for index in workbook.sheets.indices {
      let name = "xl/worksheets/sheet\(index + 1).xml"
      parts[name] = String(decoding: try zip.contents(of: name), as: UTF8.self)
    }
    // Twice: a sum may depend on another sheet's sums.
    for _ in 0..<2 {
      for index in workbook.sheets.indices {
        let xml = parts["xl/worksheets/sheet\(index + 1).xml"] ?? ""
        for (place, formula) in Self.formulas(xml) {
          values[index][place] = sum(formula, sheet: index).map { .number($0) }
        }
      }
    }
    var writer = ZipWriter()
    for entry in zip.entries {
      guard let xml = parts[entry.name] else {
        writer.add(entry.name, try zip.contents(of: entry.name), isStored: false)
        continue
      }
      let index = try #require(Int(entry.name.filter(\.isNumber))) - 1
      writer.add(entry.name, Self.filled(Array(xml.utf8), with: values[index]), isStored: false)
    }
    return try #require(writer.finish())
  }

  /// Rewrites the cells that have a value now; each keeps its format and its formula.
  private static func filled(
    _ xml: [UInt8], with values: [CellReference: Value]
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(xml.count * 2)
    var place = xml.startIndex
    while let start = find("<c r=\"", in: xml, from: place) {
      result += xml[place..<start]
      let open = find(">", in: xml, from: start) ?? xml.endIndex
      let isEmpty = xml[open - 1] == UInt8(ascii: "/")
      let end = isEmpty ? open + 1 : (find("</c>", in: xml, from: open) ?? open) + 4
      let cell = String(decoding: xml[start..<end], as: UTF8.self)
      let quoted = cell.split(separator: "\"", maxSplits: 4)
      place = end
      guard let reference = CellReference(String(quoted[1])), let value = values[reference] else {
        result += xml[start..<end]
        continue
      }
      result += Array(Self.cell(reference, style: String(quoted[3]), was: cell, value).utf8)
    }
    return result + xml[place...]
  }

  private static func cell(
    _ place: CellReference, style: String, was: String, _ value: Value
  ) -> String {
    switch value {
    case .text(let text):
      return "<c r=\"\(place)\" s=\"\(style)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    case .number(let number):
      var formula = ""
      if let open = was.range(of: "<f>"), let close = was.range(of: "</f>") {
        formula = String(was[open.lowerBound..<close.upperBound])
      }
      return "<c r=\"\(place)\" s=\"\(style)\">\(formula)<v>\(number)</v></c>"
    }
  }

  private static func find(_ text: String, in xml: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= xml.count {
      if xml[index] == wanted[0], xml[index..<index + wanted.count].elementsEqual(wanted) {
        return index
      }
      index += 1
    }
    return nil
  }

  // MARK: Sums

  private static func formulas(_ xml: String) -> [(CellReference, String)] {
    xml.components(separatedBy: "<c r=\"").dropFirst().compactMap { cell in
      guard let open = cell.range(of: "<f>"), let close = cell.range(of: "</f>"),
        let end = cell.firstIndex(of: "\""), let place = CellReference(cell[..<end])
      else { return nil }
      return (place, String(cell[open.upperBound..<close.lowerBound]))
    }
  }

  /// What `IF(test,"",sum)` gives, where the sum adds and subtracts cells, or is `SUM` or `COUNTA`.
  private func sum(_ formula: String, sheet: Int) -> Double? {
    guard let split = formula.range(of: ",\"\","), formula.hasSuffix(")") else { return nil }
    let text = formula[split.upperBound...].dropLast()
    if text.hasPrefix("SUM(") || text.hasPrefix("COUNTA(") {
      return column(text.drop { $0 != "(" }.dropFirst().dropLast(), counts: text.hasPrefix("C"))
    }
    var total = 0.0
    var sign = 1.0
    for part in text.split(omittingEmptySubsequences: false, whereSeparator: { "+-".contains($0) })
    {
      guard let place = CellReference(part), case .number(let number)? = values[sheet][place] else {
        return nil
      }
      total += sign * number
      let next = part.endIndex
      sign = next < text.endIndex && text[next] == "-" ? -1 : 1
    }
    return total
  }

  private func column(_ range: some StringProtocol, counts: Bool) -> Double? {
    let parts = range.components(separatedBy: "!")
    let name = parts[0].filter { $0 != "'" }
    guard parts.count == 2, let sheet = workbook.sheets.firstIndex(where: { $0.info.name == name }),
      let cells = CellRange(parts[1].filter { $0 != "$" })
    else { return nil }
    let filled = values[sheet].filter { place, _ in
      place.column == cells.first.column
        && (cells.first.row...cells.last.row).contains(place.row)
    }
    if counts { return filled.isEmpty ? nil : Double(filled.count) }
    let numbers = filled.values.compactMap { value in
      if case .number(let number) = value { number } else { nil }
    }
    return numbers.isEmpty ? nil : numbers.reduce(0, +)
  }
}
