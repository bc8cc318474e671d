// SPDX-License-Identifier: Apache-2.0
// WebArchive: the pages of an MHTML file that hold sheets, with the names Excel gives them.

import FileFormats

/// Pages of a web archive in the order of the tabs.
struct WebArchive {
  private(set) var pages: [(text: MarkupText, announced: [ExcelIslandSheet])] = []
  private(set) var encoding: String?
  private(set) var warnings: [String] = []

  /// Chooses the pages: those that the workbook's frame names, or else all of them.
  init(_ archive: MIMEDocument, limits: IngestLimits) throws(IngestError) {
    if !archive.isComplete {
      warnings.append("The web archive ends before its last boundary; parts may be missing.")
    }
    var texts: [(location: String, text: MarkupText)] = []
    for part in archive.parts where part.contentType.contains("html") {
      guard let detected = DecodedText(part.body) else {
        throw IngestError(.corrupt, detail: "this system cannot convert the text's encoding")
      }
      let text =
        part.charset.map { MarkupText(part.body, detected: detected, declared: $0) }
        ?? MarkupText(part.body, detected: detected)
      texts.append((Self.lastStep(part.location), text))
    }
    try choose(texts, limits: limits)
    encoding = pages.first?.text.encoding
    for page in pages where page.text.replacements > 0 {
      warnings.append(
        "\(page.text.replacements) byte sequences are not \(page.text.encoding), now U+FFFD.")
    }
  }

  /// Takes each page once, however often a frame names it.
  private mutating func choose(
    _ texts: [(location: String, text: MarkupText)], limits: IngestLimits
  ) throws(IngestError) {
    let islands = texts.map { ExcelIsland.sheets($0.text, most: limits.sheets) }
    var waiting = Dictionary(
      texts.map { ($0.location, $0.text) }, uniquingKeysWith: { first, _ in first })
    for sheet in islands.joined() {
      guard let source = sheet.source.map(Self.lastStep),
        let text = waiting.removeValue(forKey: source)
      else { continue }
      pages.append((text, [sheet]))
      guard pages.count <= limits.sheets else {
        throw IngestError(.overLimit(.sheets, limits.sheets))
      }
    }
    if pages.isEmpty {
      for (part, island) in zip(texts, islands) { pages.append((part.text, island)) }
    }
  }

  /// The file name at the end of an address, for comparison.
  private static func lastStep(_ address: String) -> String {
    let path = address.map { $0 == "\\" ? "/" : $0 }
    return path.split(separator: "/").last.map { String($0).lowercased() } ?? ""
  }
}
