// SPDX-License-Identifier: Apache-2.0
// TemplatePackage: an official template file: its sheets, names and anchors, and the filling of it.

package import DataModel
import FileFormats

/// A template workbook that stays as it is but for the values put into it.
package struct TemplatePackage: Sendable {
  private struct SheetPart: Sendable {
    var name: String
    var part: String
  }

  /// A name of the workbook and the cell it stands for.
  private struct NamedCell: Sendable {
    var sheet: String
    var cell: CellReference
  }

  private let bytes: [UInt8]
  private let root: String
  private let sheets: [SheetPart]
  private let names: [String: NamedCell]

  /// Reads what the workbook consists of.
  package init(_ bytes: [UInt8]) throws(TemplateRefusal) {
    do {
      self = try Self.opened(bytes)
    } catch let refusal as TemplateRefusal {
      throw refusal
    } catch {
      throw TemplateRefusal("模板不是可读的 .xlsx 工作簿", "the template is no readable .xlsx workbook")
    }
  }

  private init(
    bytes: [UInt8], root: String, sheets: [SheetPart], names: [String: NamedCell]
  ) {
    self.bytes = bytes
    self.root = root
    self.sheets = sheets
    self.names = names
  }

  private static func opened(_ bytes: [UInt8]) throws -> TemplatePackage {
    let zip = try ZipReader(bytes)
    let package = try OfficePackage(zip)
    let main = try package.relationships(of: "").first { $0.type == "officeDocument" }
    guard let root = main?.target, package.contains(root) else {
      throw TemplateRefusal("模板没有工作簿部件", "the template has no workbook part")
    }
    let content = try zip.contents(of: root, maxBytes: PackageLinks.mostBytes)
    let outline = try WorkbookOutline(content)
    let links = Dictionary(
      try package.relationships(of: root).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let sheets = outline.sheets.compactMap { entry in
      links[entry.relationshipID].flatMap { link in
        link.type == "worksheet" && !link.isExternal
          ? SheetPart(name: entry.name, part: link.target) : nil
      }
    }
    return TemplatePackage(
      bytes: bytes, root: root, sheets: sheets,
      names: try TemplateNames.cells(content).mapValues { NamedCell(sheet: $0.0, cell: $0.1) })
  }

  // MARK: Anchors

  /// The cell of a sheet that an anchor stands for: a cell's address, or a name of the workbook.
  package func cell(_ anchor: String, on sheet: String) throws(TemplateRefusal) -> CellReference {
    guard let own = sheets.first(where: { $0.name == sheet }) else {
      throw TemplateRefusal("模板没有工作表“\(sheet)”", "the template has no sheet “\(sheet)”")
    }
    if let place = CellReference(anchor), place.row <= CellReference.lastRow {
      return place
    }
    guard let named = names[anchor.lowercased()] else {
      throw TemplateRefusal(
        "模板没有名称“\(anchor)”（工作表“\(sheet)”）",
        "the template has no name “\(anchor)” (sheet “\(sheet)”)")
    }
    guard named.sheet == own.name else {
      throw TemplateRefusal(
        "模板的名称“\(anchor)”在工作表“\(named.sheet)”，应在“\(sheet)”",
        "the name “\(anchor)” is on “\(named.sheet)”, not on “\(sheet)”")
    }
    return named.cell
  }

  // MARK: Filling

  /// The workbook with the values.
  package func filled(_ filled: [FilledSheet]) throws(TemplateRefusal) -> [UInt8] {
    do {
      return try fill(filled)
    } catch let refusal as TemplateRefusal {
      throw refusal
    } catch {
      throw TemplateRefusal("模板的结构有误，无法填写", "the template is damaged and cannot be filled")
    }
  }

  private func fill(_ filled: [FilledSheet]) throws -> [UInt8] {
    let zip = try ZipReader(bytes)
    let package = try OfficePackage(zip)
    let content = try zip.contents(of: root, maxBytes: PackageLinks.mostBytes)
    let outline = try WorkbookOutline(content)
    var parts = PackageLinks(zip, vocabulary: SpreadsheetVocabulary(isStrict: outline.isStrict))
    let grown = filled.filter { !$0.insertions.isEmpty }
    try refuseFollowers(of: grown, package, zip)
    for part in sheets {
      guard let bytes = parts.contents(of: part.part) else {
        throw TemplateRefusal("模板的工作表“\(part.name)”无法读取", "the sheet “\(part.name)” cannot be read")
      }
      var result = bytes
      if let own = filled.first(where: { $0.name == part.name }) {
        var patch = try TemplateSheetPatch(bytes, own)
        result = try patch.patched()
      }
      for other in grown where other.name != part.name {
        let move = FormulaMove(sheet: other.name, insertions: other.insertions, isOwnSheet: false)
        result = try TemplateNames.moved(result, by: move, in: TemplateNames.formulas)
      }
      if result != bytes { parts.copy.set(part.part, result) }
    }
    try finishWorkbook(content, grown, &parts, package)
    return try parts.finish()
  }

  /// Names, the order of calculation, and that everything is calculated when the file is opened.
  private func finishWorkbook(
    _ content: [UInt8], _ grown: [FilledSheet], _ parts: inout PackageLinks,
    _ package: OfficePackage
  ) throws {
    var workbook = content
    for sheet in grown {
      let move = FormulaMove(sheet: sheet.name, insertions: sheet.insertions, isOwnSheet: false)
      workbook = try TemplateNames.moved(workbook, by: move, in: ["definedName"])
    }
    parts.copy.set(root, try TemplateNames.calculatedOnLoad(workbook))
    var ids: Set<String> = []
    for link in try package.relationships(of: root)
    where link.type == "calcChain" && !link.isExternal {
      parts.remove(link.target)
      ids.insert(link.id)
    }
    try parts.unlink(root, ids: ids)
  }

  /// Charts and pivot tables over a sheet whose rows move would show other rows.
  private func refuseFollowers(
    of grown: [FilledSheet], _ package: OfficePackage, _ zip: ZipReader
  ) throws {
    guard !grown.isEmpty else { return }
    let followers = package.parts {
      $0.contains("chart+xml") || $0.contains("pivotcachedefinition")
    }
    for part in followers {
      let text = String(
        decoding: try zip.contents(of: part, maxBytes: PackageLinks.mostBytes), as: UTF8.self)
      for sheet in grown where text.contains(ReturnXML.escaped(sheet.name)) {
        throw TemplateRefusal(
          "模板有图表或透视表引用工作表“\(sheet.name)”，不能在其中增加行",
          "a chart or pivot table of the template refers to “\(sheet.name)”, so that no rows can be added"
        )
      }
    }
  }
}
