// SPDX-License-Identifier: Apache-2.0
// HTMLPage: finds the tables of a page, however carelessly its tags are closed.

import DataModel
import FileFormats

/// The tables of one page, in the order in which they start.
///
/// A table inside a cell is a table of its own: portals lay pages out with tables, and the inner
/// one holds the data. Its text is not repeated in the outer cell.
struct HTMLPage {
  private(set) var tables: [HTMLTableGrid] = []
  private(set) var title = ""
  private(set) var warnings: [String] = []

  private var tokenizer: HTMLTokenizer
  private let limits: IngestLimits
  /// Indexes of the tables that are open, the innermost last.
  private var open: [Int] = []
  private var isTitle = false
  private var outsideText = 0

  private static let blocks: Set<HTMLTagName> = [
    HTMLTagName("p"), HTMLTagName("div"), HTMLTagName("li"), HTMLTagName("ul"),
    HTMLTagName("ol"), HTMLTagName("dl"), HTMLTagName("dt"), HTMLTagName("dd"),
    HTMLTagName("h1"), HTMLTagName("h2"), HTMLTagName("h3"), HTMLTagName("h4"),
    HTMLTagName("h5"), HTMLTagName("h6"), HTMLTagName("hr"), HTMLTagName("pre"),
    HTMLTagName("center"), HTMLTagName("form"), HTMLTagName("section"),
  ]
  private static let rowGroups: Set<HTMLTagName> = [
    HTMLTagName("thead"), HTMLTagName("tbody"), HTMLTagName("tfoot"), HTMLTagName("colgroup"),
  ]
  private static let table = HTMLTagName("table")
  private static let row = HTMLTagName("tr")
  private static let columns = HTMLTagName("col")
  private static let data = HTMLTagName("td")
  private static let header = HTMLTagName("th")
  private static let lineBreak = HTMLTagName("br")
  private static let captionTag = HTMLTagName("caption")
  private static let titleTag = HTMLTagName("title")

  init(
    _ text: MarkupText, limits: IngestLimits, budget: inout CellBudget
  ) throws(IngestError) {
    tokenizer = HTMLTokenizer(text.utf8, range: text.start..<text.utf8.count)
    self.limits = limits
    try read(&budget)
    while let last = open.popLast() { try tables[last].closeRow(budget: &budget) }
  }

  private mutating func read(_ budget: inout CellBudget) throws(IngestError) {
    while true {
      switch tokenizer.next() {
      case .start: try start(&budget)
      case .end: try end(&budget)
      case .text(let range): text(range)
      case .comment: continue
      case .finished:
        addWarnings()
        return
      }
    }
  }

  private mutating func addWarnings() {
    if tokenizer.endsInMarkup || !open.isEmpty {
      warnings.append("The page ends inside a table or a tag; its last rows may be missing.")
    }
    if outsideText > 0 {
      warnings.append(
        "\(outsideText) pieces of text outside the cells of the page's tables are left out.")
    }
  }

  private mutating func text(_ range: Range<Int>) {
    if isTitle, open.isEmpty {
      isTitle = false
      title = HTMLCharacterReference.resolved(tokenizer.bytes, range)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return
    }
    if let last = open.last, tables[last].isCellOpen || tables[last].isCaptionOpen {
      tables[last].text.append(tokenizer.bytes, range)
    } else if range.contains(where: { !HTMLBytes.isSpace(tokenizer.bytes[$0]) }) {
      outsideText += 1
    }
  }

  private mutating func start(_ budget: inout CellBudget) throws(IngestError) {
    let tag = tokenizer.tag
    if tag == Self.table { return try openTable(&budget) }
    guard let last = open.last else {
      isTitle = tag == Self.titleTag
      return
    }
    if tag == Self.data || tag == Self.header {
      let columns = span("colspan")
      try tables[last].openCell(columns: columns, rows: span("rowspan"), budget: &budget)
    } else if tag == Self.row {
      try tables[last].closeRow(budget: &budget)
      try tables[last].openRow(isHidden: isHidden)
    } else if tag == Self.columns {
      tables[last].addColumns(span("span"), isHidden: isHidden)
    } else if tag == Self.lineBreak {
      tables[last].text.lineBreak()
    } else if Self.rowGroups.contains(tag) {
      try tables[last].closeRow(budget: &budget)
    } else if tag == Self.captionTag {
      try tables[last].closeRow(budget: &budget)
      tables[last].isCaptionOpen = true
    } else if Self.blocks.contains(tag) {
      tables[last].text.blockEdge()
    }
  }

  private mutating func end(_ budget: inout CellBudget) throws(IngestError) {
    isTitle = false
    guard let last = open.last else { return }
    let tag = tokenizer.tag
    if tag == Self.table {
      try tables[last].closeRow(budget: &budget)
      open.removeLast()
    } else if tag == Self.data || tag == Self.header || tag == Self.captionTag {
      try tables[last].closeCell()
    } else if tag == Self.row || Self.rowGroups.contains(tag) {
      try tables[last].closeRow(budget: &budget)
    } else if Self.blocks.contains(tag) {
      tables[last].text.blockEdge()
    }
  }

  /// A table between the cells of another one can only mean that the other one's end is missing.
  private mutating func openTable(_ budget: inout CellBudget) throws(IngestError) {
    if let last = open.last {
      if tables[last].isCellOpen {
        tables[last].holdsTable = true
        tables[last].text.blockEdge()
      } else {
        try tables[last].closeRow(budget: &budget)
        open.removeLast()
      }
    }
    guard open.count < limits.xml.depth else {
      throw IngestError(.overLimit(.nesting, limits.xml.depth))
    }
    guard tables.count < limits.sheets else {
      throw IngestError(.overLimit(.sheets, limits.sheets))
    }
    open.append(tables.count)
    tables.append(HTMLTableGrid())
  }

  /// A span as browsers read it: the digits it begins with, 1 where there are none.
  private func span(_ name: StaticString) -> Int {
    guard tokenizer.hasAttributes, let value = tokenizer.attribute(name) else { return 1 }
    let digits = value.utf8.drop { HTMLBytes.isSpace($0) }
      .prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return digits.reduce(0) { min(100_000, $0 * 10 + Int($1 - UInt8(ascii: "0"))) }
  }

  /// True where the tag's own style hides what it stands for, as Excel writes hidden rows and columns.
  private var isHidden: Bool {
    guard tokenizer.hasAttributes else { return false }
    if tokenizer.attribute("hidden") != nil { return true }
    guard let style = tokenizer.attribute("style") else { return false }
    let rules = style.lowercased().filter { !$0.isWhitespace }
    return rules.contains("display:none") || rules.contains("visibility:collapse")
  }
}
