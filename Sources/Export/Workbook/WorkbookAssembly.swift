// SPDX-License-Identifier: Apache-2.0
// WorkbookAssembly: puts rows into the workbook that libxlsxwriter made without them.

import FileFormats

/// Writes a package again in which sheets have got their rows.
///
/// All other parts are copied as they are, compressed bytes and all.
enum WorkbookAssembly {
  /// The rows of the sheets, and by the names of their parts.
  static func write(_ sheets: [String: XlsxSheet], to path: String) throws {
    let zip = try ZipReader(OutputFolder.read(path))
    let file = try FileSink(path)
    var writer = ZipStreamWriter { try file.write($0) }
    for (index, entry) in zip.entries.enumerated() {
      if let sheet = sheets[entry.name], let body = sheet.body {
        let part = try zip.contents(of: entry.name, maxBytes: 1 << 30)
        try write(sheet, body, part, entry.name, to: &writer, path)
      } else {
        try writer.add(zip.member(at: index))
      }
    }
    try writer.finish()
    try file.close()
  }

  private static func write(
    _ sheet: XlsxSheet, _ body: SheetBody, _ part: [UInt8], _ name: String,
    to writer: inout ZipStreamWriter, _ path: String
  ) throws {
    try body.finish()
    guard
      let frame = SheetFrame(
        part, dimension: body.dimension, merges: body.merges, links: body.links)
    else {
      throw XlsxError(
        operation: "put rows into \(sheet.name)", path: path,
        reason: "cells were written past XlsxFile")
    }
    let rest = Array(body.rest)
    if body.packed.isEmpty {
      try writer.add(name, frame.head + rest + frame.tail)
    } else {
      try writer.add(name, head: frame.head, body: body.packed, tail: rest + frame.tail)
    }
  }
}
