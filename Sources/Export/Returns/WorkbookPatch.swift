// SPDX-License-Identifier: Apache-2.0
// WorkbookPatch: marks findings in a submitter's own workbook and puts the list of them in front.

package import DataModel
import FileFormats

/// What is to be put into a workbook.
package struct PatchRequest {
  package var content: ReturnContent
  /// What the school wrote into an earlier list.
  package var explanations: [String: ReturnExplanation]
  /// Earlier lists, by their place among the sheets with cells.
  package var earlierLists: Set<Int>
  /// How the workbook came about, where it is not the submitter's own.
  package var rebuildNote: String?
  /// The names by which findings call the sheets with cells, where they have other ones.
  package var sheetNames: [String]?
  /// Rows of the list, at most.
  package var mostListed = ReturnListSheet.mostRows

  package init(
    content: ReturnContent, explanations: [String: ReturnExplanation] = [:],
    earlierLists: Set<Int> = []
  ) {
    self.content = content
    self.explanations = explanations
    self.earlierLists = earlierLists
  }
}

/// Patches one workbook part by part.
///
/// Parts that no finding concerns are copied as they are, compressed bytes and all.
package struct WorkbookPatch {
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
  private static let selections: [StaticString] = [
    "tabSelected=\"1\"", "tabSelected=\"true\"", "tabSelected='1'",
  ]
  private static let cellSheets: Set<String> = ["worksheet", "xlMacrosheet", "xlIntlMacrosheet"]

  private struct SheetPart {
    /// Among all sheets of the workbook.
    var index: Int
    var part: String
    /// As findings print it.
    var printedName: String
    var name: String
  }

  private let zip: ZipReader
  private let package: OfficePackage
  private let request: PatchRequest
  private let root: String
  private let outline: WorkbookOutline
  private let links: [PartRelationship]
  private let vocabulary: SpreadsheetVocabulary
  private var parts: PackageLinks
  private var styles: StylesPatch
  private var sheets: [SheetPart] = []
  private var changed: [(sheet: SheetPart, patch: SheetPatch)] = []

  /// The workbook with marks and list.
  ///
  /// Fails with `PatchRefusal` where it is built in a way that is left to a rebuild.
  package static func patched(_ bytes: [UInt8], _ request: PatchRequest) throws -> [UInt8] {
    do {
      var patch = try WorkbookPatch(bytes, request)
      return try patch.patched()
    } catch let refusal as PatchRefusal {
      throw refusal
    } catch {
      throw PatchRefusal("文件结构有误")
    }
  }

  private init(_ bytes: [UInt8], _ request: PatchRequest) throws {
    self.request = request
    let zip = try ZipReader(bytes)
    let package = try OfficePackage(zip)
    self.zip = zip
    self.package = package
    let main = try package.relationships(of: "").first { $0.type == "officeDocument" }
    guard let root = main?.target, package.contains(root) else {
      throw PatchRefusal("没有工作簿部件")
    }
    self.root = root
    outline = try WorkbookOutline(zip.contents(of: root, maxBytes: PackageLinks.mostBytes))
    vocabulary = SpreadsheetVocabulary(isStrict: outline.isStrict)
    links = try package.relationships(of: root)
    guard !links.contains(where: { $0.type == "revisionHeaders" }) else {
      throw PatchRefusal("共享工作簿带有修订记录")
    }
    parts = PackageLinks(zip, vocabulary: vocabulary)
    let sheet = links.first { $0.type == "styles" && !$0.isExternal }?.target
    var known: [UInt8]?
    if let sheet, package.contains(sheet) {
      known = try zip.contents(of: sheet, maxBytes: PackageLinks.mostBytes)
    }
    styles = try StylesPatch(
      known, vocabulary: vocabulary, keepsSecondColor: !Self.isFromLibreOffice(package))
    collectSheets()
  }

  /// LibreOffice writes a colour of its own beside that of a solid fill.
  private static func isFromLibreOffice(_ package: OfficePackage) -> Bool {
    guard let links = try? package.relationships(of: ""),
      let part = links.first(where: { $0.type == "extended-properties" })?.target,
      let bytes = try? package.zip.contents(of: part, maxBytes: 1 << 20)
    else { return false }
    return bytes.firstPlace(of: "LibreOffice") != nil
  }

  private mutating func collectSheets() {
    let byID = Dictionary(links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, entry) in outline.sheets.enumerated() {
      guard let link = byID[entry.relationshipID], Self.cellSheets.contains(link.type) else {
        continue
      }
      let names = request.sheetNames
      let printed =
        names.flatMap { $0.indices.contains(sheets.count) ? $0[sheets.count] : nil }
        ?? Masking.redact(entry.name)
      sheets.append(
        SheetPart(index: index, part: link.target, printedName: printed, name: entry.name))
    }
  }

  // MARK: The order of the work

  private mutating func patched() throws -> [UInt8] {
    let old = request.earlierLists.filter { sheets.indices.contains($0) }.map { sheets[$0] }
    guard old.count < outline.sheets.count else { throw PatchRefusal("工作簿里没有别的工作表") }
    let gone = Set(old.map(\.index))
    for sheet in sheets where !gone.contains(sheet.index) { try mark(sheet) }
    let isActive = !hasOtherSelection(gone)
    let listStyles = try ReturnListStyles(&styles)
    for index in changed.indices {
      if isActive { changed[index].patch.deselect() }
      let (sheet, patch) = changed[index]
      if let bytes = try patch.patched() { parts.copy.set(sheet.part, bytes) }
    }
    try unlink(old)
    let name = listName(gone)
    let list = ReturnListSheet(
      content: request.content, rebuildNote: request.rebuildNote,
      explanations: request.explanations, styles: listStyles,
      sheetName: { [sheets] entry in
        Self.sheet(of: entry, sheets: sheets, without: gone)?.name
      }, isActive: isActive, mostListed: request.mostListed)
    let part = parts.free(folder + "worksheets/sheet", ".xml")
    parts.add(part, list.xml(vocabulary), type: Self.type + "worksheet+xml")
    let front = WorkbookFront(
      outline: outline, removed: gone, name: name,
      relationshipID: try parts.link(root, to: part, kind: "worksheet"),
      titleRows: list.titleRows, isActive: isActive)
    parts.copy.set(root, try front.bytes(vocabulary))
    try setStyles()
    try setProperties(name, isNew: old.isEmpty)
    return try parts.finish()
  }

  private var folder: String {
    root.lastIndex(of: "/").map { String(root[...$0]) } ?? ""
  }

  /// The sheet that an entry is about.
  private static func sheet(
    of entry: ReturnEntry, sheets: [SheetPart], without gone: Set<Int>
  ) -> SheetPart? {
    // Without a name and without a cell the whole file is meant.
    guard !entry.sheet.isEmpty || entry.range != nil else { return nil }
    return sheets.first { $0.printedName == entry.sheet && !gone.contains($0.index) }
  }

  private func listName(_ gone: Set<Int>) -> String {
    let others = outline.sheets.indices.filter { !gone.contains($0) }
    var names = SheetNames(taken: others.map { outline.sheets[$0].name })
    return names.claim(ReturnList.sheetName)
  }

  // MARK: Sheets

  private mutating func mark(_ sheet: SheetPart) throws {
    let entries = request.content.entries.filter { entry in
      entry.range != nil && entry.severity != .note && !entry.isSettled
        && entry.sheet == sheet.printedName
    }
    var marks = SheetMarks()
    for entry in entries {
      if let range = entry.range, range.last.row <= CellReference.lastRow,
        range.last.column <= CellReference.lastColumn, range.first.row >= 1,
        range.first.column >= 1
      {
        marks.add(range, entry.severity)
      }
    }
    let comments = ReturnComments(entries)
    guard !marks.isEmpty || styles.hasEarlierMarks else { return }
    let bytes = try zip.contents(of: sheet.part, maxBytes: PackageLinks.mostBytes)
    var patch = try SheetPatch(bytes, marks, &styles)
    try comment(sheet, comments, &patch)
    guard patch.isChanged else { return }
    changed.append((sheet, patch))
  }

  private mutating func comment(
    _ sheet: SheetPart, _ comments: ReturnComments, _ patch: inout SheetPatch
  ) throws {
    let links = try package.relationships(of: sheet.part)
    let known = links.first {
      $0.type == "comments" && !$0.isExternal && package.contains($0.target)
    }?.target
    guard known != nil || !comments.texts.isEmpty else { return }
    let before = try known.map { try zip.contents(of: $0, maxBytes: PackageLinks.mostBytes) }
    if comments.texts.isEmpty, let before,
      before.firstRange(of: Array(ReturnList.commentMark.utf8)) == nil
    {
      return
    }
    let edited = try CommentsPatch(before, wishes: comments.texts, vocabulary: vocabulary)
    let drawing = links.first { link in
      link.id == patch.drawingID && !link.isExternal && package.contains(link.target)
    }?.target
    guard try draw(edited, comments, on: drawing, of: sheet, &patch) else { return }
    if let known {
      parts.copy.set(known, try edited.patched())
    } else {
      let part = parts.free(folder + "comments", ".xml")
      parts.add(part, try edited.patched(), type: Self.type + "comments+xml")
      _ = try parts.link(sheet.part, to: part, kind: "comments")
    }
  }

  /// False where the sheet has a drawing that cannot be added to: its comments stay as they are.
  private mutating func draw(
    _ edited: CommentsPatch, _ comments: ReturnComments, on drawing: String?,
    of sheet: SheetPart, _ patch: inout SheetPatch
  ) throws -> Bool {
    guard let drawing else {
      guard !edited.newShapes.isEmpty else { return true }
      let part = parts.free(folder + "drawings/vmlDrawing", ".vml")
      parts.addDrawing(part, CommentDrawing.new(edited.newShapes, lines: comments.lines))
      let id = try parts.link(sheet.part, to: part, kind: "vmlDrawing")
      try patch.setDrawing(id, vocabulary)
      return true
    }
    guard
      let bytes = CommentDrawing.patched(
        try zip.contents(of: drawing, maxBytes: PackageLinks.mostBytes),
        adding: edited.newShapes, removing: edited.oldShapes, lines: comments.lines)
    else { return false }
    parts.copy.set(drawing, bytes)
    return true
  }

  /// Whether a sheet that stays as it is has its tab selected: two selected tabs are edited at once.
  private func hasOtherSelection(_ gone: Set<Int>) -> Bool {
    let edited = Set(changed.map(\.sheet.index))
    let byID = Dictionary(links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return outline.sheets.indices.contains { index in
      guard !gone.contains(index), !edited.contains(index),
        let link = byID[outline.sheets[index].relationshipID], !link.isExternal,
        let stream = try? zip.open(link.target), let head = try? stream.nextPiece(headroom: 0)
      else { return false }
      let end = head.firstPlace(of: "sheetData")?.lowerBound ?? head.count
      return Self.selections.contains { head[..<end].firstPlace(of: $0) != nil }
    }
  }

  // MARK: Parts of the whole workbook

  /// Takes earlier lists away, and the order of calculation, which programs make anew.
  private mutating func unlink(_ old: [SheetPart]) throws {
    var ids = Set(old.map { outline.sheets[$0.index].relationshipID })
    for sheet in old { parts.remove(sheet.part) }
    for link in links where link.type == "calcChain" && !link.isExternal {
      parts.remove(link.target)
      ids.insert(link.id)
    }
    try parts.unlink(root, ids: ids)
  }

  private mutating func setStyles() throws {
    guard let bytes = try styles.patched() else { return }
    let link = links.first { $0.type == "styles" && !$0.isExternal }
    if let part = link?.target, package.contains(part) {
      parts.copy.set(part, bytes)
      return
    }
    let part = link?.target ?? parts.free(folder + "styles", ".xml")
    parts.add(part, bytes, type: Self.type + "styles+xml")
    if link == nil { _ = try parts.link(root, to: part, kind: "styles") }
  }

  private mutating func setProperties(_ name: String, isNew: Bool) throws {
    let type = package.contentType(of: root) ?? ""
    // A template is no file to be handed in.
    if type.hasSuffix(".template.main+xml") {
      parts.retype(root, to: Self.type + "sheet.main+xml")
    } else if type == "application/vnd.ms-excel.template.macroenabled.main+xml" {
      parts.retype(root, to: "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    }
    let links = try package.relationships(of: "")
    // What the file says of itself is worth no failure.
    guard isNew, let part = links.first(where: { $0.type == "extended-properties" })?.target,
      let bytes = parts.contents(of: part),
      let edited = try? AppProperties.adding(name, to: bytes)
    else { return }
    parts.copy.set(part, edited)
  }
}
