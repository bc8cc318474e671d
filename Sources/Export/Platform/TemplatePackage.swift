// SPDX-License-Identifier: Apache-2.0
// TemplatePackage: an official template file: its sheets, names and anchors, and the filling of it.

package import DataModel
import FileFormats

/// A worksheet of a template by its name and its part.
struct TemplateSheetPart: Sendable {
  var name: String
  var part: String
}

/// A template workbook that stays as it is but for the values put into it.
package struct TemplatePackage: Sendable {
  private let bytes: [UInt8]
  private let root: String
  private let sheets: [TemplateSheetPart]
  private let names: [String: [TemplateNames.Place]]

  /// Reads what the workbook consists of.
  package init(_ bytes: [UInt8]) throws(TemplateRefusal) {
    do {
      self = try Self.opened(bytes)
    } catch let refusal as TemplateRefusal {
      throw refusal
    } catch {
      throw TemplateKind(bytes).refusal
    }
  }

  private init(
    bytes: [UInt8], root: String, sheets: [TemplateSheetPart],
    names: [String: [TemplateNames.Place]]
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
      throw TemplateKind(bytes).refusal
    }
    try TemplateKind.check(package, root)
    let content = try zip.contents(of: root, maxBytes: PackageLinks.mostBytes)
    let outline = try WorkbookOutline(content)
    let links = Dictionary(
      try package.relationships(of: root).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    let sheets = outline.sheets.compactMap { entry in
      links[entry.relationshipID].flatMap { link in
        link.type == "worksheet" && !link.isExternal
          ? TemplateSheetPart(name: entry.name, part: link.target) : nil
      }
    }
    return TemplatePackage(
      bytes: bytes, root: root, sheets: sheets, names: try TemplateNames.cells(content))
  }

  // MARK: Anchors

  /// The cell of a sheet that an anchor stands for: a cell's address, or a name of the workbook.
  package func cell(_ anchor: String, on sheet: String) throws(TemplateRefusal) -> CellReference {
    guard let own = sheets.first(where: { $0.name == sheet }) else {
      let there = sheets.prefix(12).map { "“\($0.name)”" }
      throw TemplateRefusal(
        "模板没有工作表“\(sheet)”（有\(there.joined(separator: "、"))）",
        "the template has no sheet “\(sheet)” (it has \(there.joined(separator: ", ")))")
    }
    if let place = CellReference(anchor), place.row <= CellReference.lastRow {
      return place
    }
    // A name of the sheet's own comes before those of the workbook.
    let known = names[anchor.lowercased()] ?? []
    guard let named = known.first(where: { $0.sheet == own.name }) ?? known.first else {
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
        result = try TemplateFormulas.moved(result, by: move, in: .sheet)
      }
      result = try TemplateFormulas.withoutValues(result)
      if result != bytes { parts.copy.set(part.part, result) }
    }
    try TemplateParts(sheets: sheets, filled: filled, package: package).move(in: &parts)
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
      workbook = try TemplateFormulas.moved(workbook, by: move, in: .names)
    }
    parts.copy.set(root, try TemplateNames.calculatedOnLoad(workbook))
    // What is filled is no template any more, and would not open under its name.
    if let type = package.contentType(of: root), type.contains("template") {
      parts.retype(root, to: TemplateKind.workbookType)
    }
    var ids: Set<String> = []
    for link in try package.relationships(of: root)
    where link.type == "calcChain" && !link.isExternal {
      parts.remove(link.target)
      ids.insert(link.id)
    }
    try parts.unlink(root, ids: ids)
  }
}
