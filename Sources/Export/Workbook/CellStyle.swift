// SPDX-License-Identifier: Apache-2.0
// CellStyle: how a cell looks, as a value.

/// How a cell looks.
struct CellStyle: Hashable, Sendable {
  enum Alignment: Hashable, Sendable {
    case left
    case center
    case right
  }

  enum Face: String, Hashable, Sendable {
    /// Present in Excel and WPS alike; other programs put a similar face in its place.
    case song = "宋体"
    case hei = "黑体"
  }

  var face = Face.song
  var size = 10
  var isBold = false
  /// RGB; nil: automatic.
  var color: UInt32?
  var fill: UInt32?
  var isBordered = true
  var alignment = Alignment.left
  var wraps = false
  /// Kept free before the text, so that it does not touch the number beside it.
  var isIndented = false
  var isLink = false
  /// May be filled in on a protected sheet.
  var isUnlocked = false
  /// Excel's format code; "" for General.
  var numberFormat = ""

  static let text = CellStyle(isIndented: true, numberFormat: "@")
  static let wrapped = CellStyle(wraps: true, isIndented: true)
  static let centered = CellStyle(alignment: .center)
  static let header = CellStyle(
    face: .hei, isBold: true, fill: 0xDDEBF7, alignment: .center, wraps: true)
  static let title = CellStyle(face: .hei, size: 16, isBold: true, isBordered: false)
  static let note = CellStyle(size: 9, color: 0x595959, isBordered: false)
  static let label = CellStyle(face: .hei, fill: 0xF2F2F2)
  static let link = CellStyle(color: 0x0563C1, isLink: true)
  static let sum = CellStyle(
    face: .hei, isBold: true, fill: 0xF2F2F2, alignment: .right, numberFormat: "0")
  static let sumLabel = CellStyle(face: .hei, isBold: true, fill: 0xF2F2F2, alignment: .center)
  static let count = number(digits: 0)
  static let percent = CellStyle(alignment: .right, numberFormat: "0.0%")
  /// Two decimals, and a third where there is one: thresholds and 85% of them.
  static let threshold = CellStyle(alignment: .right, numberFormat: "0.00#")
  static let plainNumber = CellStyle(alignment: .right)
  static let date = CellStyle(alignment: .center, numberFormat: "yyyy-mm-dd")
  static let month = CellStyle(alignment: .center, numberFormat: "yyyy-mm")

  /// A number with fixed decimals.
  static func number(digits: Int) -> CellStyle {
    let decimals = max(0, min(digits, 15))
    let format = decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
    return CellStyle(alignment: .right, numberFormat: format)
  }
}

/// What a status cell shows besides its word: pale fills that stay apart in grey print.
struct StatusColors: Hashable, Sendable {
  let fill: UInt32
  let text: UInt32

  static let good = StatusColors(fill: 0xE2EFDA, text: 0x375623)
  static let middling = StatusColors(fill: 0xFFF2CC, text: 0x7F6000)
  static let bad = StatusColors(fill: 0xF8CBAD, text: 0x9C0006)
  static let open = StatusColors(fill: 0xD9D9D9, text: 0x404040)
}
