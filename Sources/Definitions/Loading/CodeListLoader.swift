// SPDX-License-Identifier: Apache-2.0
// CodeListLoader: reads `codes/*.csv` and the sources that `codes/codes.yaml` gives for them.

/// Reads the code lists.
///
/// A list is a CSV file with the columns code, name, aliases (separated by `;`) and any attributes. Cells
/// hold no quotes and no commas, so a list can be read and compared line by line.
struct CodeListLoader {
  let context: DefinitionContext
  let folder: DefinitionFolder

  func load() -> [String: CodeList] {
    var lists: [String: CodeList] = [:]
    guard let node = folder.node("codes/codes.yaml"),
      let file = context.mapping(node, ["lists"])
    else {
      let place = folder.place(of: "codes/codes.yaml")
      context.issues.add(place, "缺少 codes/codes.yaml", "codes/codes.yaml is missing")
      return [:]
    }
    for item in file.list("lists") {
      guard let entry = context.mapping(item, ["id", "source"]) else { continue }
      let id = entry.requiredText("id")
      let source = context.source(of: entry)
      let path = "codes/\(id).csv"
      guard let text = folder.text(path) else {
        context.issues.add(entry.place, "缺少文件 \(path)", "\(path) is missing")
        continue
      }
      let place = folder.place(of: path)
      let list = CodeList(
        id: id, entries: entries(text, file: place.file), source: source, place: place)
      checkDates(list)
      lists[id] = list
    }
    lists[DivisionList.id] = divisions() ?? lists[DivisionList.id]
    reportUnlisted(lists)
    return lists
  }

  private static let divisionPath = "codes/\(DivisionList.id).csv"

  /// The national list of counties has a shape of its own and needs no entry in `codes.yaml`.
  private func divisions() -> CodeList? {
    guard let text = folder.text(Self.divisionPath) else { return nil }
    let place = folder.place(of: Self.divisionPath)
    let list = DivisionList.read(text, place: place)
    if list == nil {
      report(
        place.file, 1, "行政区划表应有 code,name 或 Source,Revision,Code,Name 各列",
        "a list of divisions has the columns code,name or Source,Revision,Code,Name")
    }
    return list
  }

  /// `from` and `until` are years, and a successor is in the list.
  private func checkDates(_ list: CodeList) {
    let words = Set(list.entries.flatMap { [$0.code, $0.name] })
    for (index, entry) in list.entries.enumerated() {
      for name in ["from", "until"] {
        guard let year = entry.attributes[name], !year.isEmpty, Int(year) == nil else { continue }
        report(
          list.place.file, index + 2, "\(name) 应为年份：\(year)", "\(name) must be a year: \(year)")
      }
      guard let next = entry.attributes["successor"], !next.isEmpty, !words.contains(next) else {
        continue
      }
      report(list.place.file, index + 2, "没有后继代码 \(next)", "there is no successor \(next)")
    }
  }

  private func reportUnlisted(_ lists: [String: CodeList]) {
    for path in folder.allPaths
    where path.hasPrefix("codes/") && path.hasSuffix(".csv") && path != Self.divisionPath {
      guard lists[String(path.dropFirst(6).dropLast(4))] == nil else { continue }
      context.issues.add(
        folder.place(of: path), "codes/codes.yaml 未列出此代码表",
        "codes/codes.yaml does not list this code list")
    }
  }

  private func entries(_ text: String, file: String) -> [CodeEntry] {
    // One character in Swift: a line may end in LF, CR LF or CR.
    let rows = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let header = Self.cells(rows.first ?? "")
    guard Array(header.prefix(3)) == ["code", "name", "aliases"] else {
      report(file, 1, "第一行应为 code,name,aliases…", "the first line must be code,name,aliases…")
      return []
    }
    var entries: [CodeEntry] = []
    var seen: [String: String] = [:]
    for (index, row) in rows.enumerated().dropFirst() where !row.isEmpty {
      let cells = Self.cells(row)
      guard cells.count == header.count, !row.contains("\"") else {
        report(
          file, index + 1, "应有 \(header.count) 列且不含引号",
          "\(header.count) columns without quotes are expected")
        continue
      }
      let entry = Self.entry(cells, header: header)
      report(duplicatesOf: entry, seen: &seen, file: file, line: index + 1)
      entries.append(entry)
    }
    return entries
  }

  private static func cells(_ row: Substring) -> [String] {
    row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private static func entry(_ cells: [String], header: [String]) -> CodeEntry {
    var attributes: [String: String] = [:]
    for (name, cell) in zip(header, cells).dropFirst(3) { attributes[name] = cell }
    return CodeEntry(
      code: cells[0], name: cells[1],
      aliases: cells[2].split(separator: ";").map(String.init), attributes: attributes)
  }

  /// A code, name or alias leads to one entry only.
  private func report(
    duplicatesOf entry: CodeEntry, seen: inout [String: String], file: String, line: Int
  ) {
    if entry.name.isEmpty { report(file, line, "缺少名称", "the name is missing") }
    let words = Set(([entry.code, entry.name] + entry.aliases).map(LabelFold.fold))
    for word in words.sorted() where !word.isEmpty {
      if let other = seen.updateValue(entry.name, forKey: word) {
        report(
          file, line, "“\(word)”同时指 \(other) 和 \(entry.name)",
          "\(word) stands for both \(other) and \(entry.name)")
      }
    }
  }

  private func report(_ file: String, _ line: Int, _ chinese: String, _ english: String) {
    context.issues.add(DefinitionPlace(file: file, line: line, column: 1), chinese, english)
  }
}
