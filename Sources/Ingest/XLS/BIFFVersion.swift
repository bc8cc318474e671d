// SPDX-License-Identifier: Apache-2.0
// BIFFVersion: which Excel wrote a substream, and what kind of sheet it is.

/// The generations of the record format; 5 stands for Excel 5 and 95, 8 for 97 to 2003.
enum BIFFVersion: Int, Comparable {
  case two = 2
  case three = 3
  case four = 4
  case five = 5
  case eight = 8

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The record that begins a substream ([MS-XLS] 2.4.21).
struct BIFFBeginning {
  /// What the substream holds.
  enum Content {
    case globals
    /// Cells: a worksheet or a sheet of macros.
    case sheet
    /// The sheets of Excel 4 bound together.
    case workspace
    /// Charts and modules.
    case other
  }

  var version: BIFFVersion
  var content: Content

  /// Nil when the record does not begin a substream.
  init?(_ record: BIFFRecord, in stream: BIFFStream) {
    let stated = stream.number16(record, 0) ?? 0
    switch record.type {
    case 0x0009: version = .two
    case 0x0209: version = .three
    case 0x0409: version = .four
    case 0x0809:
      switch stated {
      case 0x0200, 0x0007: version = .two
      case 0x0300: version = .three
      case 0x0400: version = .four
      case 0x0500: version = .five
      default: version = .eight
      }
    default: return nil
    }
    switch stream.number16(record, 2) ?? 0x10 {
    case 0x0005: content = .globals
    case 0x0006, 0x0020: content = .other
    case 0x0100: content = version == .four ? .workspace : .other
    default: content = .sheet
    }
  }
}
