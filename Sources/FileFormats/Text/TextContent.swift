// SPDX-License-Identifier: Apache-2.0
// TextContent: a text file whose encoding is known, to be decoded as it is read.

/// The bytes of a text file and how they are encoded.
package struct TextContent: Sendable {
  package let content: FileContent
  package let encoding: TextEncoding
  /// Where the text begins: a byte-order mark is left out.
  let start: Int
  /// All bytes are known to be UTF-8, so they are handed on as they are.
  let isValidUTF8: Bool

  private init(
    _ content: FileContent, _ encoding: TextEncoding, start: Int = 0, isValidUTF8: Bool = false
  ) {
    self.content = content
    self.encoding = encoding
    self.start = start
    self.isValidUTF8 = isValidUTF8
  }

  /// Finds out the encoding of a file; nil when the system cannot convert it.
  ///
  /// A byte-order mark decides; then NUL patterns, strict UTF-8, and at last GB18030 or Big5,
  /// whichever gives fewer bad sequences and more of the commonest characters. The file is read
  /// in pieces, and to its end only while it may be UTF-8.
  package init?(_ content: FileContent) {
    let head = content.bytes(0..<4096)
    if let (encoding, length) = TextEncoding.byteOrderMark(head, fileBytes: content.count) {
      self.init(content, encoding, start: length)
    } else if let encoding = TextEncoding.byNulPattern(head, fileBytes: content.count) {
      self.init(content, encoding)
    } else {
      let survey = UTF8Survey(content)
      if survey.isValid, !Self.isGB18030InDisguise(content, survey) {
        self.init(content, .utf8, isValidUTF8: true)
      } else {
        let sample = ChineseSample(content, from: survey.firstBeyondASCII)
        self.init(content, ChineseEncodingGuess.guess(sample.bytes))
      }
    }
    guard TextDecoder(encoding) != nil else { return nil }
  }

  /// A file of which `content[start...]` is text in a known encoding; nil as above.
  package init?(_ content: FileContent, from start: Int, as encoding: TextEncoding) {
    guard TextDecoder(encoding) != nil else { return nil }
    self.init(content, encoding, start: start)
  }

  /// A fresh stream of the text in UTF-8.
  package func stream() -> TextStream { TextStream(self) }

  /// The first `count` bytes of the text in UTF-8, or all there are; the last character may be cut.
  ///
  /// Optionally from the first byte on that is no blank and no control character.
  package func head(_ count: Int, skippingBlanks: Bool = false) -> [UInt8] {
    var stream = stream()
    var head: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(max(count, 0), 64 * 1024) + TextStream.leastRoom)
    while head.count < count {
      let got = piece.withUnsafeMutableBufferPointer { stream.read(into: $0) }
      guard got > 0 else { break }
      if skippingBlanks, head.isEmpty {
        head += piece[..<got].drop { $0 <= 0x20 }
      } else {
        head += piece[..<got]
      }
    }
    return Array(head.prefix(count))
  }

  private static func isGB18030InDisguise(_ content: FileContent, _ survey: UTF8Survey) -> Bool {
    guard (1...200).contains(survey.beyondASCII), !survey.hasLongSequences else { return false }
    let sample = ChineseSample(content, from: survey.firstBeyondASCII)
    return ChineseEncodingGuess.isGB18030InDisguise(sample.bytes)
  }
}

/// What one pass over a file says of it as UTF-8; the pass ends at the first bad byte.
struct UTF8Survey {
  static let pieceSize = 64 * 1024

  private(set) var isValid = true
  /// Where the first byte that is not ASCII stands; 0 when there is none.
  private(set) var firstBeyondASCII = 0
  /// Bytes that are not ASCII; not counted on once `hasLongSequences`.
  private(set) var beyondASCII = 0
  /// There are characters of three bytes and more.
  private(set) var hasLongSequences = false

  init(_ content: FileContent, pieceSize: Int = UTF8Survey.pieceSize) {
    var piece = [UInt8](repeating: 0, count: max(4, pieceSize))
    var offset = 0
    var carried = 0
    piece.withUnsafeMutableBytes { piece in
      while isValid {
        let free = UnsafeMutableRawBufferPointer(rebasing: piece[carried...])
        let got = content.read(at: offset, into: free)
        offset += got
        let bytes = UnsafeBufferPointer(
          start: piece.baseAddress?.assumingMemoryBound(to: UInt8.self), count: carried + got)
        carried = check(bytes, at: offset - bytes.count, isLast: got == 0)
        guard got > 0 else { return }
        piece.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: piece[(bytes.count - carried)..<bytes.count]))
      }
    }
  }

  /// Checks a piece; returns how many of its last bytes may become a character.
  private mutating func check(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, isLast: Bool
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let end = start + bytes.count
    if !hasLongSequences { count(bytes, at: offset) }
    let stop = UTF8Repair.validEnd(start, end)
    guard stop < end else { return 0 }
    guard !isLast, UTF8Repair.isTorn(stop, end) else {
      isValid = false
      return 0
    }
    if !hasLongSequences { beyondASCII -= end - stop }
    return end - stop
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    for (place, byte) in bytes.enumerated() where byte > 0x7F {
      if beyondASCII == 0 { firstBeyondASCII = offset + place }
      beyondASCII += 1
      if byte >= 0xE0 {
        hasLongSequences = true
        return
      }
    }
  }
}
