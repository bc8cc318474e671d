// SPDX-License-Identifier: Apache-2.0
// DecodedText: a whole text file as UTF-8.

/// A text file as UTF-8.
package struct DecodedText {
  /// The text, where it begins at `start`: a byte-order mark is left out.
  package var utf8: [UInt8]
  package var start: Int
  package var encoding: TextEncoding
  /// Byte sequences that fit no encoding, each now U+FFFD.
  package var replacements: Int

  /// Decodes a file of unknown encoding; nil when the system cannot convert it.
  package init?(_ bytes: [UInt8]) {
    guard let text = TextContent(FileContent(bytes: bytes)) else { return nil }
    self.init(text, bytes)
  }

  /// Decodes a file whose bytes have all been read.
  package init?(_ text: TextContent, _ bytes: [UInt8]) {
    if text.isValidUTF8 {
      self.init(utf8: bytes, start: text.start)
    } else {
      self.init(bytes, from: text.start, as: text.encoding)
    }
  }

  private init(utf8: [UInt8], start: Int, encoding: TextEncoding = .utf8, replacements: Int = 0) {
    self.utf8 = utf8
    self.start = start
    self.encoding = encoding
    self.replacements = replacements
  }

  /// Decodes `bytes[start...]` as a known encoding.
  package init?(_ bytes: [UInt8], from start: Int, as encoding: TextEncoding) {
    if encoding == .utf8, Self.isUTF8(bytes) {
      self.init(utf8: bytes, start: start)
      return
    }
    guard var decoder = TextDecoder(encoding) else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    bytes[start...].withUnsafeBufferPointer { Self.decode($0, &decoder, &output) }
    self.init(
      utf8: output, start: 0, encoding: encoding, replacements: decoder.replacements)
  }

  private static func decode(
    _ input: UnsafeBufferPointer<UInt8>, _ decoder: inout TextDecoder, _ output: inout [UInt8]
  ) {
    var piece = [UInt8](
      repeating: 0, count: min(64 * 1024, input.count * TextDecoder.growth + TextDecoder.slack + 8))
    piece.withUnsafeMutableBufferPointer { piece in
      var place = 0
      while place < input.count {
        let step = decoder.decode(
          UnsafeBufferPointer(rebasing: input[place...]), isLast: true, into: piece)
        guard step.consumed > 0 else { return }
        output += UnsafeBufferPointer(rebasing: piece[..<step.produced])
        place += step.consumed
      }
    }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return true }
      let end = start + bytes.count
      return UTF8Repair.validEnd(start, end) == end
    }
  }
}
