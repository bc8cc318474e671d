// SPDX-License-Identifier: Apache-2.0
// ChineseSample: the parts of a text that tell Chinese encodings apart, wherever they stand.

/// The stretches of a file that are not plain ASCII, up to a fixed amount.
///
/// A stretch begins with a byte beyond ASCII and ends before one below `0`, which no encoding in
/// question has inside a character: both read it from its true beginning to its true end. So a
/// table whose first Chinese character comes late is told as surely as any other.
struct ChineseSample {
  static let size = 256 * 1024

  private(set) var bytes: [UInt8] = []

  /// Looks from `start` on, where no character may be torn.
  init(_ content: FileContent, from start: Int, pieceSize: Int = UTF8Survey.pieceSize) {
    var piece = [UInt8](repeating: 0, count: max(1, pieceSize))
    var offset = start
    var isInside = false
    while bytes.count < Self.size {
      let got = piece.withUnsafeMutableBytes { content.read(at: offset, into: $0) }
      guard got > 0 else { return }
      offset += got
      take(piece[..<got], &isInside)
    }
  }

  private mutating func take(_ piece: ArraySlice<UInt8>, _ isInside: inout Bool) {
    for byte in piece {
      if isInside {
        isInside = byte >= 0x30
        bytes.append(isInside ? byte : 0x0A)
      } else if byte > 0x7F {
        isInside = true
        bytes.append(byte)
      }
      if bytes.count >= Self.size { return }
    }
  }
}
