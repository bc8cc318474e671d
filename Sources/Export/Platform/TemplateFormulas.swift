// SPDX-License-Identifier: Apache-2.0
// TemplateFormulas: formulas of a template's other parts that speak of a sheet whose rows move.

import DataModel
import FileFormats

/// A part whose formulas follow the rows of a sheet.
struct TemplateFormulas {
  /// Names of what holds formulas in a kind of part.
  struct Places: Sendable {
    /// Elements with a formula as text.
    var elements: Set<String> = []
    /// Attributes with a formula, by their elements.
    var attributes: [(element: StaticString, attribute: StaticString)] = []

    static let sheet = Places(
      elements: ["f", "formula", "formula1", "formula2"],
      attributes: [("hyperlink", "location"), ("cfvo", "val")])
    static let names = Places(elements: ["definedName"])
    static let table = Places(elements: ["calculatedColumnFormula", "totalsRowFormula"])
    static let chart = Places(elements: ["f", "sqref"])
    static let drawing = Places(attributes: [("sp", "textlink"), ("cameraTool", "cellRange")])
    static let oldControl = Places(elements: ["FmlaLink", "FmlaRange", "FmlaPict", "FmlaGroup"])
    static let control = Places(
      attributes: ["fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx"].map { ("formControlPr", $0) })
  }

  private let bytes: [UInt8]
  private let move: FormulaMove
  private let places: Places
  private var edits = XMLEdits()
  /// The formula that is being read: where its element and its text begin.
  private var begun: (element: Int, text: Int)?
  private var text: [UInt8] = []
  private var cell = CellReference(row: 0, column: 0)
  /// Formulas of cells that share a text which speaks of the sheet, by group.
  private var shared: [String: (text: String, place: CellReference)] = [:]
  private var group: String?
  /// Whether the values that a chart keeps beside a formula are old.
  private var isOld = false

  private init(_ bytes: [UInt8], by move: FormulaMove, in places: Places) {
    self.bytes = bytes
    self.move = move
    self.places = places
  }

  /// The part with its formulas as they read after the move.
  static func moved(
    _ bytes: [UInt8], by move: FormulaMove, in places: Places
  ) throws -> [UInt8] {
    var formulas = TemplateFormulas(bytes, by: move, in: places)
    var walk = try XMLWalk(bytes)
    while true {
      switch try walk.next() {
      case .start: try formulas.enter(&walk)
      case .text: if formulas.begun != nil { walk.appendText(to: &formulas.text) }
      case .end: try formulas.leave(walk)
      case .finished:
        guard let result = formulas.edits.applied(to: bytes) else {
          throw TemplateRefusal("模板的公式无法修改", "formulas of the template cannot be changed")
        }
        return result
      }
    }
  }

  /// A sheet whose formulas have no values from the day the template was saved.
  ///
  /// Not every program calculates what it opens, and none shows a blank where it should.
  static func withoutValues(_ bytes: [UInt8]) throws -> [UInt8] {
    var walk = try XMLWalk(bytes)
    var edits = XMLEdits()
    var isFormula = false
    while true {
      switch try walk.next() {
      case .start:
        if walk.reader.depth == 4 { isFormula = false }
        guard walk.reader.depth == 5 else { continue }
        if walk.reader.nameIs("f") { isFormula = true }
        guard isFormula, walk.reader.nameIs("v") else { continue }
        let start = walk.reader.tagStart
        if !walk.reader.owesEndToken { _ = try walk.skipElement() }
        edits.remove(start..<walk.end)
      case .end, .text: continue
      case .finished:
        guard let result = edits.applied(to: bytes) else {
          throw TemplateRefusal("模板的公式无法修改", "formulas of the template cannot be changed")
        }
        return result
      }
    }
  }

  private mutating func enter(_ walk: inout XMLWalk) throws {
    let reader = walk.reader
    follow(reader)
    for (element, attribute) in places.attributes where reader.nameIs(element) {
      guard let range = reader.rawAttribute(attribute), let old = reader.attribute(attribute)
      else { continue }
      let new = try moved(old)
      if new != old { edits.replace(range, with: ReturnXML.escaped(new)) }
    }
    if isOld, ["numCache", "strCache", "multiLvlStrCache"].contains(reader.name) {
      let start = reader.tagStart
      if !reader.owesEndToken { _ = try walk.skipElement() }
      edits.remove(start..<walk.end)
      isOld = false
      return
    }
    guard places.elements.contains(reader.name) else { return }
    group = reader.attribute("t") == "shared" && cell.row > 0 ? reader.attribute("si") : nil
    if let known = group.flatMap({ shared[$0] }), !reader.hasText(in: bytes) {
      try spread(known, over: &walk)
    } else if !reader.owesEndToken {
      begun = (reader.tagStart, walk.end)
      text = []
    }
  }

  /// Which cell the walk is in; some programs leave the addresses out.
  private mutating func follow(_ reader: borrowing XMLReader) {
    if reader.depth == 3, reader.nameIs("row") {
      let next = min(cell.row, CellReference.lastRow) + 1
      cell = CellReference(row: reader.integerAttribute("r") ?? next, column: 0)
    } else if reader.depth == 4, reader.nameIs("c"), cell.row > 0 {
      let next = CellReference(
        row: cell.row, column: min(cell.column, CellReference.lastColumn) + 1)
      cell = reader.attribute("r").flatMap { CellReference($0) } ?? next
    }
  }

  private mutating func leave(_ walk: borrowing XMLWalk) throws {
    guard let open = begun else { return }
    begun = nil
    let old = String(decoding: text, as: UTF8.self)
    let isConcerned = move.concerns(old)
    let new = try moved(old)
    isOld = isConcerned
    if let group, isConcerned {
      // What shares the text moves by itself.
      shared[group] = (old, cell)
      edits.replace(open.element..<walk.end, with: element(walk.reader, new))
    } else if new != old {
      edits.replace(open.text..<walk.start, with: ReturnXML.escaped(new))
    }
  }

  /// A formula that had its text from another.
  private mutating func spread(
    _ known: (text: String, place: CellReference), over walk: inout XMLWalk
  ) throws {
    let start = walk.reader.tagStart
    let own = try? FormulaMove.copied(
      known.text, down: cell.row - known.place.row, right: cell.column - known.place.column)
    guard let own else { throw refusal(known.text) }
    if !walk.reader.owesEndToken { _ = try walk.skipElement() }
    edits.replace(start..<walk.end, with: element(walk.reader, try moved(own)))
  }

  private func element(_ reader: borrowing XMLReader, _ formula: String) -> String {
    let name = String(decoding: reader.prefix, as: UTF8.self) + "f"
    return "<\(name)>\(ReturnXML.escaped(formula))</\(name)>"
  }

  private func moved(_ formula: String) throws -> String {
    guard move.concerns(formula) else { return formula }
    do { return try move.moved(formula) } catch { throw refusal(formula) }
  }

  private func refusal(_ formula: String) -> TemplateRefusal {
    TemplateRefusal(
      "模板的公式 \(formula) 无法随行移动", "the template's formula \(formula) cannot be moved")
  }
}

extension XMLReader {
  /// Whether anything but another tag follows the start tag that the reader is at.
  fileprivate func hasText(in bytes: [UInt8]) -> Bool {
    !owesEndToken && position < bytes.count && bytes[position] != UInt8(ascii: "<")
  }
}
