// SPDX-License-Identifier: Apache-2.0
// IngestLimit: the caps on what one file may make the program do, by name.

package import DataModel

/// A cap; its raw value is its name on the command line: `--limit cells=80000000`.
///
/// Documentation/Reference/Limits.md lists them, with the same words.
package enum IngestLimit: String, Hashable, Sendable, CaseIterable {
  case fileBytes = "file-bytes"
  case sheets
  case cells
  case smallFileCells = "small-file-cells"
  case cellTextBytes = "cell-text-bytes"
  case textBytes = "text-bytes"
  case shownTextBytes = "shown-text-bytes"
  case sharedStrings = "shared-strings"
  case textRows = "text-rows"
  case parts
  case partBytes = "part-bytes"
  case totalBytes = "total-bytes"
  case compressionRatio = "compression-ratio"
  case nesting
  case tagBytes = "tag-bytes"
  case sectionBytes = "section-bytes"
  case archiveFiles = "archive-files"
  case archiveBytes = "archive-bytes"
  case nestedArchiveBytes = "nested-archive-bytes"
  case archiveDepth = "archive-depth"
  /// What a worksheet has, whoever writes it.
  case rows
  case columns
  case styles

  /// False for what the format itself limits.
  package var isRaisable: Bool {
    switch self {
    case .rows, .columns, .styles: false
    default: true
    }
  }

  /// No value above this is taken, so that no sum of limits can overflow and no walk run too deep.
  package var highest: Int {
    switch self {
    case .archiveDepth: 16
    case .nesting: 10_000
    default: 1 << 50
    }
  }

  /// What is counted.
  package var meaning: BilingualText {
    let (chinese, english) = words
    return BilingualText(chinese: chinese, english: english)
  }

  private var words: (chinese: String, english: String) {
    switch self {
    case .fileBytes: ("一个文件的字节数", "bytes of one file")
    case .sheets: ("一个文件的工作表数", "sheets of one file")
    case .cells: ("一个文件的单元格数", "cells of one file")
    case .smallFileCells: ("小文件的单元格数", "cells of a small file")
    case .cellTextBytes: ("一个单元格文本的字节数", "bytes of one cell's text")
    case .textBytes: ("一个文件文本的字节数", "bytes of one file's texts")
    case .shownTextBytes: ("小文件重复引用后的文本字节数", "bytes of a small file's texts, each use counted")
    case .sharedStrings: ("共享字符串数", "shared strings")
    case .textRows: ("文本文件的行数", "rows of a text file")
    case .parts: ("压缩文件的成员数", "members of an archive")
    case .partBytes: ("一个成员解压后的字节数", "bytes of one member when unpacked")
    case .totalBytes: ("一个工作簿解压后的总字节数", "bytes of a workbook's members when unpacked")
    case .compressionRatio: ("一个成员的压缩倍数", "how many times a member grows when unpacked")
    case .nesting: ("标签的嵌套层数", "tags inside each other")
    case .tagBytes: ("一个标签的字节数", "bytes of one tag")
    case .sectionBytes: ("一个 CDATA 段的字节数", "bytes of one CDATA section")
    case .archiveFiles: ("一个压缩包内的文件数", "files of a .zip of submissions")
    case .archiveBytes: ("一个压缩包解压后的总字节数", "bytes of a .zip's files when unpacked")
    case .nestedArchiveBytes: ("压缩包内的压缩包的字节数", "bytes of the .zip files in a .zip")
    case .archiveDepth: ("压缩包内再含压缩包的层数", ".zip files inside each other")
    case .rows: ("一张工作表的行数", "rows of a sheet")
    case .columns: ("一张工作表的列数", "columns of a sheet")
    case .styles: ("单元格样式数", "cell styles")
    }
  }

  /// The cap that FileFormats and the readers of parts know by these words; nil for no such cap.
  package init?(counted: String) {
    switch counted {
    case "cells": self = .cells
    case "merged ranges": self = .smallFileCells
    case "sheets": self = .sheets
    case "rows": self = .rows
    case "rows of text": self = .textRows
    case "columns": self = .columns
    case "styles": self = .styles
    case "shared strings": self = .sharedStrings
    case "bytes of text": self = .textBytes
    case "bytes in one field": self = .cellTextBytes
    case "bytes in one part": self = .partBytes
    case "bytes in all parts": self = .totalBytes
    case "members": self = .parts
    case "compression ratio": self = .compressionRatio
    case "XML depth": self = .nesting
    case "bytes in one XML tag": self = .tagBytes
    case "bytes in one CDATA section": self = .sectionBytes
    default: return nil
    }
  }

  /// The sentence for a file that needs more than `value`: which cap it is and how to raise it.
  package func exceeded(_ value: Int) -> BilingualText {
    let shown = Self.text(value)
    guard isRaisable else {
      return BilingualText(
        chinese: "文件超出上限：\(meaning.chinese)多于 \(value)。这是格式本身的上限，不能放宽，请拆分后重新发送。",
        english: "The file is over a limit: more than \(value) \(meaning.english)."
          + " The format itself has this limit and it cannot be raised; please split the file.")
    }
    let (twice, overflow) = value.multipliedReportingOverflow(by: 2)
    let next = overflow ? highest : min(highest, max(1, twice))
    guard next > value else {
      return BilingualText(
        chinese: "文件超出上限 \(rawValue)=\(shown)（\(meaning.chinese)）。这已是能放宽到的最大值。",
        english: "The file is over the limit \(rawValue)=\(shown) (\(meaning.english)),"
          + " which cannot be raised any further.")
    }
    return BilingualText(
      chinese: "文件超出上限 \(rawValue)=\(shown)（\(meaning.chinese)）。如文件无误，可加"
        + " --limit \(rawValue)=\(Self.text(next)) 放宽后重新运行。",
      english: "The file is over the limit \(rawValue)=\(shown) (\(meaning.english)). If the file"
        + " is as it should be, raise the limit with --limit \(rawValue)=\(Self.text(next)).")
  }

  /// A value as the command line takes it, with the largest suffix that divides it.
  package static func text(_ value: Int) -> String {
    for (letter, shift) in [("G", 30), ("M", 20), ("K", 10)] {
      let unit = 1 << shift
      if value >= unit, value % unit == 0 { return "\(value / unit)\(letter)" }
    }
    return String(value)
  }

  /// The value of `80000000`, `64K`, `128M` or `2G`; nil for anything else.
  ///
  /// A suffix stands for 2¹⁰, 2²⁰ or 2³⁰.
  package static func value(_ text: String) -> Int? {
    let shift: Int? =
      switch text.last {
      case "K", "k": 10
      case "M", "m": 20
      case "G", "g": 30
      default: nil
      }
    let digits = shift == nil ? Substring(text) : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (value, overflow) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    return overflow ? nil : value
  }
}
