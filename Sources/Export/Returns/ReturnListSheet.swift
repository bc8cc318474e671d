// SPDX-License-Identifier: Apache-2.0
// ReturnListSheet: the sheet 问题清单 of a returned workbook as a worksheet part.

import DataModel

/// The list of problems: what is to be done, then one row for each problem.
struct ReturnListSheet {
  /// Spreadsheet programs follow no more than 65,530 links of a sheet, and each row may bear one.
  package static let mostRows = 60_000
  private static let widths: [Double] = [6, 10, 13, 9, 13, 14, 34, 22, 18, 20, 10, 14]

  let content: ReturnContent
  /// How the workbook was made where it is not the submitter's own; nil otherwise.
  let rebuildNote: String?
  /// What the school wrote into the list before, by the number of the problem.
  let explanations: [String: ReturnExplanation]
  let styles: ReturnListStyles
  /// The sheet of an entry in the returned workbook; nil where there is none.
  let sheetName: (ReturnEntry) -> String?
  let isActive: Bool
  /// Rows of problems, at most.
  var mostListed = Self.mostRows

  private var notes: [String] { (rebuildNote.map { [$0] } ?? []) + [summary, advice] }
  /// Below the title and the notes; every row asks, so the notes are not put together for that.
  private var headerRow: Int { (rebuildNote == nil ? 2 : 3) + 2 }
  private var lastColumn: String {
    CellReference.letters(ofColumn: ReturnList.columns.count)
  }

  /// Rows above the table and its header, repeated on each page.
  var titleRows: ClosedRange<Int> { headerRow...headerRow }

  private var summary: String {
    let counts = Severity.allCases.filter { content.count($0) > 0 }
      .map { "\(Labels.text($0)) \(content.count($0)) 项" }
    let owner = content.owner.isEmpty ? "" : content.owner + "："
    let red = content.count(.mustCorrect) > 0 ? "红底单元格必须更正" : ""
    let yellow = content.count(.mustExplain) > 0 ? "黄底单元格请更正，数据属实的请说明原因" : ""
    let colors = [red, yellow].filter { !$0.isEmpty } + ["单元格批注写明问题与建议"]
    return owner + counts.joined(separator: "，") + "。" + colors.joined(separator: "，") + "。"
  }

  private var advice: String {
    "请点“单元格”一栏的链接，逐项在原单元格中更正；"
      + (content.count(.mustExplain) > 0 ? "“需要说明”的如数据属实，请在本表“说明”一栏写明原因。" : "")
      + "改完保存，原样重新报送本文件（本表和批注不作为数据读取，不必删除），直到不再退回。"
  }

  func xml(_ vocabulary: SpreadsheetVocabulary) -> [UInt8] {
    var rows = row(1, height: 28, [cell(1, 1, title, styles.title)])
    for (index, note) in notes.enumerated() {
      let number = index + 2
      rows += row(
        number, height: height(note, width: room),
        [cell(number, 1, note, styles.note)])
    }
    rows += row(
      headerRow, height: 24,
      ReturnList.columns.enumerated().map {
        cell(headerRow, $0.offset + 1, $0.element, styles.header)
      })
    var links = ""
    let listed = content.entries.prefix(mostListed)
    for (index, entry) in listed.enumerated() {
      rows += line(index, entry, &links)
    }
    if let rest = rest(of: content.entries.dropFirst(listed.count)) {
      rows += row(lastRow, height: height(rest, width: room), [cell(lastRow, 1, rest, styles.note)])
    }
    let all = sheetHead(vocabulary) + rows + "</sheetData>" + sheetTail(links)
    return Array((ReturnXML.declaration + all).utf8)
  }

  /// What the list does not hold, and where it is; nil where it holds all.
  private func rest(of entries: ArraySlice<ReturnEntry>) -> String? {
    guard !entries.isEmpty else { return nil }
    let counts = Severity.allCases.compactMap { severity -> String? in
      let count = entries.count { $0.severity == severity && !$0.isSettled }
      return count == 0 ? nil : "\(Labels.text(severity)) \(count) 项"
    }
    let kinds = counts.isEmpty ? "" : "（" + counts.joined(separator: "，") + "）"
    return "本表只列前 \(mostListed) 项，另有 \(entries.count) 项\(kinds)未列出：其单元格同样有底色和批注，"
      + "全部问题见本次输出的 findings.csv，可向退回本文件的单位索取。"
  }

  private var room: Double { Self.widths.reduce(0, +) }
  private var isCut: Bool { content.entries.count > mostListed }
  /// Where what is not listed is told.
  private var lastRow: Int { headerRow + 1 + mostListed }

  private var title: String {
    content.owner.isEmpty ? "问题清单" : "问题清单（\(content.owner)，\(content.year) 年）"
  }

  private func sheetHead(_ vocabulary: SpreadsheetVocabulary) -> String {
    let columns = Self.widths.enumerated().map {
      "<col min=\"\($0.offset + 1)\" max=\"\($0.offset + 1)\" width=\"\($0.element)\""
        + " customWidth=\"1\"/>"
    }
    let first = "A\(headerRow + 1)"
    return "<worksheet xmlns=\"\(vocabulary.main)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/>"
      + "</sheetPr><sheetViews><sheetView showGridLines=\"0\"\(isActive ? " tabSelected=\"1\"" : "")"
      + " workbookViewId=\"0\"><pane ySplit=\"\(headerRow)\" topLeftCell=\"\(first)\""
      + " activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\""
      + " activeCell=\"\(first)\" sqref=\"\(first)\"/></sheetView></sheetViews>"
      + "<sheetFormatPr defaultRowHeight=\"15\"/><cols>\(columns.joined())</cols><sheetData>"
  }

  private func sheetTail(_ links: String) -> String {
    let merges = (Array(2..<headerRow) + (isCut ? [lastRow] : [])).map {
      "<mergeCell ref=\"A\($0):\(lastColumn)\($0)\"/>"
    }
    return "<mergeCells count=\"\(merges.count)\">\(merges.joined())</mergeCells>"
      + (links.isEmpty ? "" : "<hyperlinks>\(links)</hyperlinks>")
      + "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\""
      + " footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"
      + "<headerFooter><oddFooter>&amp;L&amp;8 &amp;A&amp;C&amp;8 第 &amp;P 页 共 &amp;N 页"
      + "</oddFooter></headerFooter></worksheet>"
  }

  // MARK: Rows

  private func line(_ index: Int, _ entry: ReturnEntry, _ links: inout String) -> String {
    let number = headerRow + 1 + index
    let target = sheetName(entry)
    let place = entry.range?.description ?? ""
    if let target {
      let first = entry.range?.first.description ?? "A1"
      let location = ReturnXML.escaped(SheetNames.reference(target, first))
      links += "<hyperlink ref=\"D\(number)\" location=\"\(location)\"/>"
    }
    let shown = place.isEmpty ? (target == nil ? "（整个文件）" : "（整张表）") : place
    // An explanation is of the value it was written about.
    let given = explanations[entry.identifier].flatMap { $0.value == entry.value ? $0 : nil }
    let toAnswer = entry.severity == .mustExplain ? styles.answer : styles.text
    let texts = [
      entry.isSettled ? "已说明" : Labels.text(entry.severity), target ?? entry.sheet, shown,
      entry.field, entry.value,
      entry.message, entry.suggestion, entry.clause, given?.text ?? "",
      given?.reason ?? "", entry.identifier,
    ]
    let formats = [
      entry.isSettled ? styles.centered : styles.marks[entry.severity] ?? styles.centered,
      styles.text,
      target == nil ? styles.centered : styles.link, styles.text, styles.text, styles.text,
      styles.text, styles.text,
      toAnswer, toAnswer,
      styles.centered,
    ]
    var cells = ["<c r=\"A\(number)\" s=\"\(styles.centered)\"><v>\(index + 1)</v></c>"]
    for (offset, text) in texts.enumerated() {
      cells.append(cell(number, offset + 2, text, formats[offset]))
    }
    let tallest = zip(texts, Self.widths.dropFirst()).map { height($0, width: $1) }.max() ?? 0
    return row(number, height: max(18, tallest), cells)
  }

  private func row(_ number: Int, height: Double, _ cells: [String]) -> String {
    "<row r=\"\(number)\" ht=\"\(height)\" customHeight=\"1\">\(cells.joined())</row>"
  }

  /// Text stays text, whatever it begins with.
  private func cell(_ row: Int, _ column: Int, _ text: String, _ style: Int) -> String {
    let place = CellReference(row: row, column: column)
    guard !text.isEmpty else { return "<c r=\"\(place)\" s=\"\(style)\"/>" }
    return "<c r=\"\(place)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      + "\(ReturnXML.escaped(CellText.cell(text)))</t></is></c>"
  }

  /// Not every program works out the height of wrapped rows, so it is said.
  private func height(_ text: String, width: Double) -> Double {
    let room = max(4, Int(width * 1.04) - 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + max(1, (SheetWriter.width(of: String($1)) + room - 1) / room)
    }
    return min(409, Double(lines) * 13.5 + 5)
  }
}
