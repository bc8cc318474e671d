// SPDX-License-Identifier: Apache-2.0
// TemplateSheetCells: the cells of a template's row, read, moved and written.

import DataModel
import FileFormats

/// A cell as the template has it.
struct CellPart {
  var column: Int
  var style: String?
  var element: Range<Int>
  var address: AttributePlace
  /// nil: a constant.
  var formula: FormulaPart?
}

/// A formula as the template has it.
struct FormulaPart {
  var text: String
  var kind: String
  /// Of formulas that share one text.
  var group: String
  /// The cells that an array formula fills.
  var area: String
  /// What a cell says of arrays that flow over.
  var metadata: String?

  init(_ reader: borrowing XMLReader, metadata: String?) {
    text = ""
    kind = reader.attribute("t") ?? "normal"
    group = reader.attribute("si") ?? ""
    area = reader.attribute("ref") ?? ""
    self.metadata = metadata
  }
}

extension TemplateSheetPatch {
  /// Leaves the walk at the row's end.
  func readCells(_ walk: inout XMLWalk, row: Int) throws -> [CellPart] {
    let depth = walk.reader.depth
    var cells: [CellPart] = []
    while true {
      let token = try walk.next()
      if token == .end, walk.reader.depth == depth { return cells }
      guard token == .start, walk.reader.depth == depth + 1, walk.reader.nameIs("c") else {
        continue
      }
      let last = cells.last?.column ?? 0
      // Some programs leave the addresses out: the next cell is the next column.
      let place =
        walk.reader.attribute("r").map { CellReference($0) }
        ?? CellReference(row: row, column: last + 1)
      guard let place, place.row == row, place.column > last,
        place.column <= CellReference.lastColumn
      else { throw refusal("第\(row)行的单元格地址不对", "has wrong cell addresses in row \(row)") }
      var cell = CellPart(
        column: place.column,
        style: walk.reader.attribute("s").flatMap { Int($0) }.map(String.init),
        element: walk.reader.tagStart..<walk.reader.tagStart,
        address: AttributePlace("r", at: walk), formula: nil)
      try readContent(&walk, of: &cell)
      cell.element = cell.element.lowerBound..<walk.end
      cells.append(cell)
    }
  }

  private func readContent(_ walk: inout XMLWalk, of cell: inout CellPart) throws {
    let depth = walk.reader.depth
    let metadata = walk.reader.integerAttribute("cm").map(String.init)
    var formula: FormulaPart?
    var isInFormula = false
    var text: [UInt8] = []
    while true {
      switch try walk.next() {
      case .start:
        isInFormula = walk.reader.depth == depth + 1 && walk.reader.nameIs("f")
        if isInFormula { formula = FormulaPart(walk.reader, metadata: metadata) }
      case .text: if isInFormula { walk.appendText(to: &text) }
      case .end:
        guard walk.reader.depth == depth else {
          isInFormula = false
          continue
        }
        formula?.text = String(decoding: text, as: UTF8.self)
        cell.formula = formula
        return
      case .finished: return
      }
    }
  }

  /// Moves the cells of a row that is no sample, and writes the values that belong into it.
  mutating func rewrite(_ cells: [CellPart], row: Int, _ values: [Int: FilledValue]) throws {
    let moved = moves.row(row)
    for cell in cells {
      let place = CellReference(row: row, column: cell.column)
      if let value = values[cell.column] {
        guard cell.formula == nil else {
          throw refusal(
            "的 \(place) 是公式，不能填写", "has a formula in \(place), which is not overwritten")
        }
        edits.replace(cell.element, with: xml(cell.column, moved, value, cell.style))
        continue
      }
      // Without a move an array formula stays as it is.
      if let formula = cell.formula,
        !moves.isEmpty || ["normal", "shared"].contains(formula.kind)
      {
        let new = try move(formula, at: place)
        edits.replace(cell.element, with: xml(new, cell.column, moved, cell.style))
      } else if moved != row || cell.address.isNew {
        let address = cell.address.text(CellReference(row: moved, column: cell.column))
        edits.replace(cell.address.range, with: address)
      }
    }
  }

  /// The formula as it reads after the move; one that shared its text gets it for itself.
  mutating func move(_ formula: FormulaPart, at place: CellReference) throws -> FormulaPart {
    var new = formula
    switch formula.kind {
    case "normal": break
    case "shared":
      new.kind = "normal"
      if !formula.text.isEmpty {
        shared[formula.group] = (formula.text, place)
      } else if let known = shared[formula.group],
        let own = try? FormulaMove.copied(
          known.text, down: place.row - known.place.row, right: place.column - known.place.column)
      {
        new.text = own
      } else {
        throw refusal("的 \(place) 的共享公式无法展开", "has a shared formula in \(place)")
      }
    case "array":
      guard let area = CellRange(formula.area), let moved = moves.whole(area) else {
        throw refusal("的 \(place) 是数组公式，不能随行移动", "has an array formula in \(place)")
      }
      new.area = "\(moved)"
    default: throw refusal("的 \(place) 是模拟运算表，不能随行移动", "has a data table in \(place)")
    }
    let mover = FormulaMove(
      sheet: sheet.name, insertions: moves, isOwnSheet: true, ownRow: place.row)
    do { new.text = try mover.moved(new.text) } catch {
      throw refusal("的 \(place) 的公式无法随行移动", "has a formula in \(place) that cannot be moved")
    }
    return new
  }

  /// The style that a cell has which nobody wrote yet.
  func inherited(_ column: Int, _ rowStyle: String?) -> String? {
    rowStyle ?? columnStyles.last { $0.columns.contains(column) }.map { String($0.style) }
  }

  func xml(_ column: Int, _ row: Int, _ value: FilledValue, _ style: String?) -> String {
    let place = CellReference(row: row, column: column)
    let look = style.map { " s=\"\($0)\"" } ?? ""
    switch value {
    case .number(let number):
      return "<\(prefix)c r=\"\(place)\"\(look)><\(prefix)v>\(DecimalText.shortest(number))"
        + "</\(prefix)v></\(prefix)c>"
    case .text(let text) where !text.isEmpty:
      return "<\(prefix)c r=\"\(place)\"\(look) t=\"inlineStr\"><\(prefix)is>"
        + "<\(prefix)t xml:space=\"preserve\">\(ReturnXML.escaped(CellText.cell(text)))</\(prefix)t>"
        + "</\(prefix)is></\(prefix)c>"
    case .text, .blank: return "<\(prefix)c r=\"\(place)\"\(look)/>"
    }
  }

  func xml(_ formula: FormulaPart, _ column: Int, _ row: Int, _ style: String?) -> String {
    let look = style.map { " s=\"\($0)\"" } ?? ""
    let metadata = formula.metadata.map { " cm=\"\($0)\"" } ?? ""
    let kind = formula.kind == "array" ? " t=\"array\" ref=\"\(formula.area)\"" : ""
    return "<\(prefix)c r=\"\(CellReference(row: row, column: column))\"\(look)\(metadata)>"
      + "<\(prefix)f\(kind)>\(ReturnXML.escaped(formula.text))</\(prefix)f></\(prefix)c>"
  }
}
