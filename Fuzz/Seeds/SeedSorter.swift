// SPDX-License-Identifier: Apache-2.0
// SeedSorter: takes real files apart into first inputs for each target.

import FileFormats
import Glibc

/// Writes inputs to a folder for each target.
struct SeedSorter {
  private static let largestFile = 8 << 20
  /// Inputs of one target; more of them only make it slow to start.
  private static let mostInputs = 500

  private let folder: String
  private var counts: [String: Int] = [:]

  init(folder: String) {
    self.folder = folder
    mkdir(folder, 0o755)
    for target in FuzzTarget.all { mkdir("\(folder)/\(target.name)", 0o755) }
    for (target, texts) in SeedTexts.all {
      for text in texts { write(Array(text.utf8), target) }
    }
    for (place, part) in Packages.commented.enumerated().dropLast() {
      write([UInt8(place)] + part.content, "xlsx-part")
    }
    for (place, part) in Templates.parts.enumerated() {
      write([UInt8(place)] + part.content, "template")
    }
    for (choice, place) in FuzzTarget.binaryParts.enumerated() {
      write([UInt8(choice)] + Packages.xlsb[place].content, "xlsb-part")
    }
  }

  /// Files that cannot be read, or are very large, are passed over.
  mutating func add(files: ArraySlice<String>) {
    for path in files {
      if let bytes = Self.contents(of: path), !bytes.isEmpty { add(bytes) }
    }
  }

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
      all += piece[..<count]
      guard all.count <= largestFile else { return nil }
    }
    return all
  }

  // MARK: Files

  private mutating func add(_ bytes: [UInt8]) {
    if !CompoundFile.hasSignature(bytes) { writeWhole(bytes, "file") }
    if let zip = try? ZipReader(bytes) {
      writeWhole(bytes, "zip")
      add(zip)
    } else if CompoundFile.hasSignature(bytes) {
      addStreams(bytes)
    } else if bytes.starts(with: [9, 8]) || bytes.starts(with: [9, 4]) || bytes[0] == 9 {
      write(bytes, "xls-stream")
    } else {
      write(bytes, Self.textTarget(bytes))
      for encoding in TextEncoding.allCases.indices {
        write([UInt8(encoding), 7] + bytes, "text")
      }
    }
  }

  private static func textTarget(_ bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    if head.contains("mime-version:") { return "mhtml" }
    if head.contains("<html") || head.contains("<table") { return "html" }
    if head.contains("office:spreadsheet") { return "spreadsheetml" }
    return head.contains("opendocument") ? "fods" : "csv"
  }

  private mutating func addStreams(_ bytes: [UInt8]) {
    let file = try? CompoundFile(bytes)
    if let stream = try? file?.stream("EncryptionInfo") {
      write(Self.quick(stream.bytes), "encryption")
      return
    }
    writeWhole(bytes, "xls-file")
    writeWhole(bytes, "file")
    for name in ["Workbook", "Book"] {
      if let stream = try? file?.stream(name) { write(stream.bytes, "xls-stream") }
    }
  }

  /// The description with a password that is tried ten times only.
  private static func quick(_ description: [UInt8]) -> [UInt8] {
    let mark = Array("spinCount=\"".utf8)
    guard let place = description.indices.first(where: { description[$0...].starts(with: mark) })
    else { return description }
    let digits = description[(place + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
    return Array(description[..<digits.startIndex] + "10".utf8 + description[digits.endIndex...])
  }

  private mutating func add(_ zip: ZipReader) {
    for (index, entry) in zip.entries.enumerated() {
      guard entry.uncompressedSize <= Self.largestFile,
        let content = try? zip.contents(at: index, maxBytes: Self.largestFile)
      else { continue }
      add(content, named: entry.name)
    }
  }

  /// Adds a member of an archive by the place that it usually has.
  private mutating func add(_ content: [UInt8], named name: String) {
    let last = name.split(separator: "/").last ?? ""
    if name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      write(content, "xml")
      write([200] + content, "xml-pieces")
    }
    if name == "content.xml" {
      write(content, "ods")
    } else if name.contains("worksheets/"), name.hasSuffix(".xml") {
      write([200, 0] + content, "xlsx-sheet")
      write([200, 1] + content, "xlsx-sheet")
    } else if name.hasSuffix(".bin") {
      let parts = ["workbook.bin", "sharedStrings.bin", "styles.bin", "sheet", "comments"]
      let choice = parts.firstIndex { last.hasPrefix($0) }
      if let choice { write([UInt8(choice)] + content, "xlsb-part") }
    } else if let place = Packages.commented.firstIndex(where: {
      $0.name.hasPrefix(name.prefix { !$0.isNumber })
    }) {
      write([UInt8(place)] + content, "xlsx-part")
      if last == "styles.xml" { addFormats(content) }
    }
  }

  private mutating func addFormats(_ styles: [UInt8]) {
    var reader = XMLReader(styles)
    while let token = try? reader.next(), token != .finished {
      if token == .start, let code = reader.attribute("formatCode") {
        write(Array(code.utf8), "number-format")
      }
    }
  }

  // MARK: Inputs

  /// A file that makes no sense when it is cut.
  private mutating func writeWhole(_ bytes: [UInt8], _ name: String) {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }),
      bytes.count <= target.longest
    else { return }
    write(bytes, name)
  }

  private mutating func write(_ bytes: [UInt8], _ name: String) {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }),
      counts[name, default: 0] < Self.mostInputs
    else { return }
    counts[name, default: 0] += 1
    let used = bytes.prefix(target.longest)
    let identity = used.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    guard let file = fopen("\(folder)/\(name)/\(String(identity, radix: 16))", "wb") else { return }
    defer { fclose(file) }
    _ = Array(used).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  }
}
