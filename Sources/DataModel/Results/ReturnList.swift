// SPDX-License-Identifier: Apache-2.0
// ReturnList: by what a workbook that was given back is known when it is handed in again.

/// What a school wrote about one problem, and the value it wrote it about.
package struct ReturnExplanation: Hashable, Sendable {
  package var value: String
  package var text: String
  /// Of the published list of reasons; "" where none is named.
  package var reason: String
  /// The row of the list that it stands in.
  package var row: Int

  package init(value: String, text: String, reason: String = "", row: Int = 0) {
    self.value = value
    self.text = text
    self.reason = reason
    self.row = row
  }
}

/// The sheet 问题清单 that is put before the sheets of a returned workbook, and the mark of its comments.
///
/// What the school hands in again holds both; neither is data of the school. They are known by words
/// alone, since any spreadsheet program may have saved the file meanwhile.
package enum ReturnList {
  package static let sheetName = "问题清单"
  /// Every comment that was put in begins with it.
  package static let commentMark = "【均衡审核】"
  /// The rule by which the cells of the sheet are left out.
  package static let ignoringRule = "return_list"
  package static let columns = [
    "序号", "类别", "工作表", "单元格", "项目", "填报值", "问题", "建议", "依据", "说明", "原因代码",
    "问题编号",
  ]
  /// Columns by which the list is known beside its numbers; with fewer than `fewest` of them the sheet is
  /// another list: people move and delete columns.
  private static let telling = ["类别", "单元格", "填报值", "问题", "建议"]
  private static let fewest = 3
  private static let identifier = "问题编号"
  private static let explanation = "说明"
  private static let reason = "原因代码"
  /// Rows in which the header may stand.
  private static let reach = 20

  /// The place of the header among the rows; nil where they are no such list.
  package static func header(in rows: [SheetRow]) -> Int? {
    let identifier = identifier
    return rows.prefix(reach).firstIndex { row in
      mayHoldTexts(fewest + 1, in: row) && column(identifier, in: row) != nil
        && telling.count { column($0, in: row) != nil } >= fewest
    }
  }

  private static func mayHoldTexts(_ count: Int, in row: SheetRow) -> Bool {
    row.fill.isNarrow ? row.fill.texts.nonzeroBitCount >= count : row.cells.count >= count
  }

  /// What was written into the columns 说明 and 原因代码, by the number of the problem.
  package static func explanations(in rows: [SheetRow]) -> [String: ReturnExplanation] {
    guard let header = header(in: rows), let identifiers = column(identifier, in: rows[header])
    else { return [:] }
    let texts = column(explanation, in: rows[header])
    let values = column("填报值", in: rows[header])
    let reasons = column(reason, in: rows[header])
    var result: [String: ReturnExplanation] = [:]
    for row in rows[(header + 1)...] {
      let cells = Dictionary(
        row.cells.map { ($0.column, $0.value.rawText) }, uniquingKeysWith: { _, last in last })
      let text = texts.flatMap { cells[$0] } ?? ""
      let reason = reasons.flatMap { cells[$0] } ?? ""
      guard let id = cells[identifiers], !id.isEmpty, !(text + reason).isEmpty else { continue }
      result[id] = ReturnExplanation(
        value: values.flatMap { cells[$0] } ?? "", text: text, reason: reason, row: row.number)
    }
    return result
  }

  /// Texts by their bytes first: every sheet of every file is asked.
  private static func column(_ caption: String, in row: SheetRow) -> Int? {
    let lengths = caption.utf8.count...(caption.utf8.count + mostSpace)
    return row.cells.withUnsafeBufferPointer { cells in
      for place in cells.indices {
        // Most texts have another length, which is told without holding them.
        guard case .text(let text) = cells[place].value, lengths.contains(text.utf8.count) else {
          continue
        }
        if isCaption(text, caption) { return cells[place].column }
      }
      return nil
    }
  }

  /// Whether a text of a fitting length is the caption, spaces left out.
  private static func isCaption(_ text: String, _ caption: String) -> Bool {
    guard text.utf8.first == caption.utf8.first || mayBeginWithSpace(text) else { return false }
    if text.utf8.count == caption.utf8.count { return text.utf8.elementsEqual(caption.utf8) }
    return text.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }
      .elementsEqual(caption.unicodeScalars)
  }

  /// False for most texts, by their first byte: no other begins a space.
  private static func mayBeginWithSpace(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first <= 0x20 || first == 0xC2 || (0xE1...0xE3).contains(first)
  }

  /// Bytes of spaces and line breaks that a caption may have got on its way.
  private static let mostSpace = 16
}
