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
    let islands = texts.map { ExcelIsland.sheets($0.text, most: limits.sheets) }
    for sheet in islands.joined() {
      guard let source = sheet.source.map(Self.lastStep),
        let part = texts.first(where: { $0.location == source })
      else { continue }
      guard pages.count < limits.sheets else {
        throw IngestError(.overLimit("sheets", limits.sheets))
      }
      pages.append((part.text, [sheet]))
    }
    if pages.isEmpty {
      for (part, island) in zip(texts, islands) { pages.append((part.text, island)) }
    }
    encoding = pages.first?.text.encoding
    for page in pages where page.text.replacements > 0 {
      warnings.append(
        "\(page.text.replacements) byte sequences are not \(page.text.encoding), now U+FFFD.")
    }
  }

  /// The file name at the end of an address, for comparison.
  private static func lastStep(_ address: String) -> String {
    let path = address.map { $0 == "\\" ? "/" : $0 }
    return path.split(separator: "/").last.map { String($0).lowercased() } ?? ""
  }
}
