// SPDX-License-Identifier: Apache-2.0
// MarkupTargets: spreadsheets that are XML, HTML or mail in one piece.

import FileFormats
import Ingest

extension FuzzTarget {
  /// The content part of an archive.
  static let ods = FuzzTarget(name: "ods", longest: 32 << 10, dictionary: "ods") { bytes in
    let package = Packages.openDocument(bytes)
    Reading.check(fileBytes: package.count) { () throws(IngestError) in
      try WorkbookReader.open(package, fileName: "", limits: .low)
    }
  }

  static let flatODS = markup("fods", longest: 32 << 10, dictionary: "ods") {
    text, count throws(IngestError) in
    try OpenDocumentSource(flat: text, fileBytes: count, limits: .low)
  }

  static let spreadsheetML = markup("spreadsheetml", longest: 32 << 10, dictionary: "spreadsheetml")
  { text, _ throws(IngestError) in
    try SpreadsheetMLSource(text, limits: .low)
  }

  static let html = markup("html", longest: 8 << 10, dictionary: "html") {
    text, count throws(IngestError) in
    try HTMLTableSource(text, fileBytes: count, limits: .low)
  }

  static let mhtml = FuzzTarget(name: "mhtml", longest: 8 << 10, dictionary: "html") { bytes in
    Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
      try HTMLTableSource(archive: MIMEDocument(bytes), fileBytes: bytes.count, limits: .low)
    }
  }

  private typealias Opening =
    @Sendable (MarkupText, Int) throws(IngestError) -> any SheetSource

  /// A target whose bytes are decoded first.
  private static func markup(
    _ name: String, longest: Int, dictionary: String, _ open: @escaping Opening
  ) -> FuzzTarget {
    FuzzTarget(name: name, longest: longest, dictionary: dictionary) { bytes in
      guard let detected = DecodedText(bytes) else { return }
      let text = MarkupText(bytes, detected: detected)
      Reading.check(fileBytes: bytes.count) { () throws(IngestError) in
        try open(text, bytes.count)
      }
    }
  }
}
