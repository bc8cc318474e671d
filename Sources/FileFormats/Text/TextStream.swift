// SPDX-License-Identifier: Apache-2.0
// TextStream: reads a text file in pieces and hands out UTF-8.

/// The text of a file from its beginning, in as much memory as one piece takes.
package struct TextStream {
  /// So much room every read needs.
  package static let leastRoom = 64
  private static let usualPiece = 64 * 1024

  /// True once everything was handed out.
  package private(set) var isFinished: Bool
  private let content: FileContent
  private let pieceSize: Int
  /// Nil for valid UTF-8, which needs none.
  private var decoder: TextDecoder?
  /// The next byte of the file to read.
  private var offset: Int
  private let end: Int
  /// Bytes that were read and are not yet decoded are those of `pending`.
  private var piece: [UInt8] = []
  private var pending = 0..<0

  /// Reads a text from the start; `pieceSize` bytes of the file at a time.
  package init(_ text: TextContent, pieceSize: Int? = nil) {
    content = text.content
    offset = text.start
    end = text.content.count
    decoder = text.isValidUTF8 ? nil : TextDecoder(text.encoding)
    self.pieceSize = max(1, pieceSize ?? Self.usualPiece)
    isFinished = offset >= end
    if decoder != nil {
      // Room for a torn character before the piece.
      piece = [UInt8](repeating: 0, count: min(self.pieceSize, end - min(offset, end)) + 4)
    }
  }

  /// Reads a range of bytes that are UTF-8.
  package init(utf8 bytes: [UInt8], range: Range<Int>, pieceSize: Int? = nil) {
    content = FileContent(bytes: bytes)
    let used = range.clamped(to: 0..<bytes.count)
    offset = used.lowerBound
    end = used.upperBound
    self.pieceSize = max(1, pieceSize ?? Int.max)
    isFinished = used.isEmpty
  }

  /// Bad sequences so far, each now U+FFFD.
  package var replacements: Int { decoder?.replacements ?? 0 }
  /// An upper bound of the bytes still to come.
  package var mostBytesLeft: Int {
    min(end - min(offset, end) + pending.count, 1 << 40)
      * (decoder == nil ? 1 : TextDecoder.growth)
  }

  /// Writes the next bytes to `target`, which has `leastRoom` at least; returns their number.
  ///
  /// 0 only at the end.
  package mutating func read(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard !isFinished, target.count >= Self.leastRoom else { return 0 }
    guard decoder != nil else {
      let wanted = min(target.count, end - offset, pieceSize)
      let room = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(target)[..<wanted])
      let got = content.read(at: offset, into: room)
      offset += got
      isFinished = got == 0 || offset >= end
      return got
    }
    var produced = 0
    while produced == 0, !isFinished { produced = decodeMore(to: target) }
    return produced
  }

  private mutating func decodeMore(to target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    // Fewer bytes may be a torn character, and the next read completes it.
    if pending.count < 4, offset < end { readMore() }
    let isLast = offset >= end
    let step = piece.withUnsafeBufferPointer { piece in
      decoder?.decode(
        UnsafeBufferPointer(rebasing: piece[pending]), isLast: isLast, into: target)
    }
    guard let step else { return 0 }
    pending = (pending.lowerBound + step.consumed)..<pending.upperBound
    isFinished = isLast && pending.isEmpty
    return step.produced
  }

  private mutating func readMore() {
    let (carried, wanted) = (pending, min(pieceSize, end - offset))
    let (from, position) = (content, offset)
    let got = piece.withUnsafeMutableBytes { piece in
      for (place, old) in carried.enumerated() { piece[place] = piece[old] }
      return from.read(
        at: position,
        into: UnsafeMutableRawBufferPointer(rebasing: piece[carried.count..<carried.count + wanted])
      )
    }
    // A file that has become shorter ends here.
    offset = got == 0 ? end : offset + got
    pending = 0..<(carried.count + got)
  }
}
