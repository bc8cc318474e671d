// SPDX-License-Identifier: Apache-2.0
// DivisionList: reads the national list of counties in the shapes in which it is published.

/// A list of administrative divisions as a code list with years.
///
/// Two shapes are read: a header with the columns `code` and `name` (and `from`, `until`, `successor`), and
/// the yearly lists with `Source`, `Revision`, `Code`, `Name`, of which several may follow each other: a
/// code that the last revision no longer has was in force until the one before.
package enum DivisionList {
  /// The code list's id.
  package static let id = "divisions"
  private static let mostRows = 200_000

  /// The list; nil when the columns are not there.
  package static func read(_ text: String, place: DefinitionPlace) -> CodeList? {
    let lines = text.split { $0.isNewline }.prefix(mostRows)
    guard let first = lines.first else { return nil }
    let separator: Character = first.contains("\t") ? "\t" : ","
    let header = cells(first, separator).map { $0.lowercased() }
    guard let code = header.firstIndex(of: "code"), let name = header.firstIndex(of: "name") else {
      return nil
    }
    let revision = header.firstIndex(of: "revision")
    var entries: [CodeEntry] = []
    var revisions: [Int] = []
    for line in lines.dropFirst() {
      let row = cells(line, separator)
      guard row.count > max(code, name), isDivision(row[code]), !row[name].isEmpty else { continue }
      var attributes: [String: String] = [:]
      for key in ["from", "until", "successor"] {
        guard let column = header.firstIndex(of: key), row.indices.contains(column) else {
          continue
        }
        attributes[key] = row[column]
      }
      entries.append(
        CodeEntry(code: row[code], name: row[name], aliases: [], attributes: attributes))
      if let revision, row.indices.contains(revision) {
        revisions.append(Int(row[revision].prefix(4)) ?? 0)
      }
    }
    if revisions.count == entries.count, Set(revisions).count > 1 {
      entries = dated(entries, revisions)
    }
    let source = DefinitionSource(document: "GB/T 2260", clause: place.file, confirmed: false)
    return CodeList(id: id, entries: entries, source: source, place: place)
  }

  private static func isDivision(_ code: String) -> Bool {
    (2...12).contains(code.utf8.count) && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Each code and name once, with the first and the last year of its revisions.
  private static func dated(_ entries: [CodeEntry], _ revisions: [Int]) -> [CodeEntry] {
    guard let oldest = revisions.min(), let newest = revisions.max() else { return entries }
    var years: [String: (first: Int, last: Int, entry: CodeEntry)] = [:]
    var order: [String] = []
    for (entry, year) in zip(entries, revisions) {
      let key = entry.code + entry.name
      if let known = years[key] {
        years[key] = (min(known.first, year), max(known.last, year), known.entry)
      } else {
        years[key] = (year, year, entry)
        order.append(key)
      }
    }
    return order.compactMap { key in
      guard let known = years[key] else { return nil }
      var entry = known.entry
      if known.first > oldest { entry.attributes["from"] = String(known.first) }
      if known.last < newest { entry.attributes["until"] = String(known.last) }
      return entry
    }
  }

  /// The cells of a line; quotes around a cell are dropped, names of divisions hold neither mark.
  private static func cells(_ line: Substring, _ separator: Character) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map { cell in
      var text = cell.drop { $0 == " " || $0 == "\"" || $0 == "\u{FEFF}" }
      while let last = text.last, last == " " || last == "\"" { text = text.dropLast() }
      return String(text)
    }
  }
}
