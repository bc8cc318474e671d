// SPDX-License-Identifier: Apache-2.0
// XMLByteSource: brings the bytes of a document piece by piece, as UTF-8.

/// The input of `XMLReader`: bytes in memory or a stream from an archive.
///
/// UTF-16, with a byte-order mark or told by its first `<`, is transcoded on the way.
struct XMLByteSource {
  private enum Input {
    case memory([UInt8])
    case stream(InflateStream)
    case ahead(ReadAhead)
    case exhausted
  }

  private enum Coding {
    case unknown
    case utf8
    case utf16(isBigEndian: Bool)
  }

  /// Room for the longest row that is usual.
  private static let headroom = 8 * 1024
  /// Members below this size are done before a thread would have begun.
  private static let worthThread = 4 << 20

  private var input: Input
  private var coding = Coding.unknown
  /// UTF-16 bytes that wait for their other half.
  private var pending: [UInt8] = []

  init(bytes: [UInt8]) { input = .memory(bytes) }

  /// `readsAhead` decompresses on a second thread; for large members only.
  init(stream: InflateStream, readsAhead: Bool) {
    input =
      readsAhead && stream.statedSize > Self.worthThread
      ? .ahead(ReadAhead(stream, headroom: Self.headroom)) : .stream(stream)
  }

  /// True when the bytes were UTF-16, whatever the declaration says.
  var isTranscoded: Bool {
    if case .utf16 = coding { return true }
    return false
  }

  /// Replaces what `buffer` has before `position` by the next piece behind it; false at the end.
  ///
  /// `position` is moved along with the byte that it points to. Pieces come with room before them,
  /// so that a torn row is moved in front of the next piece and nothing else is copied.
  mutating func refill(
    _ buffer: inout [UInt8], keepingFrom position: inout Int
  ) throws(XMLError) -> Bool {
    let rest = buffer.count - position
    if case .unknown = coding { return try firstPiece(into: &buffer, at: &position) }
    if case .utf8 = coding, rest <= Self.headroom, isStream {
      let kept = Array(buffer[position...])
      position = 0
      guard try nextPiece(recycling: &buffer) else {
        buffer = kept
        return false
      }
      position = Self.headroom - rest
      buffer.replaceSubrange(position..<Self.headroom, with: kept)
      return true
    }
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    return try next(appendingTo: &buffer)
  }

  private var isStream: Bool {
    switch input {
    case .stream, .ahead: true
    case .memory, .exhausted: false
    }
  }

  /// Puts the next piece of a stream behind its headroom into `buffer`; false at the end.
  ///
  /// The memory of the piece before is used again: it is in the cache, and new memory is not.
  private func nextPiece(recycling buffer: inout [UInt8]) throws(XMLError) -> Bool {
    do {
      switch input {
      case .stream(let stream):
        if buffer.count == Self.headroom + InflateStream.pieceSize {
          try stream.refill(&buffer, headroom: Self.headroom)
        } else {
          buffer = try stream.nextPiece(headroom: Self.headroom)
        }
      case .ahead(let ahead): try ahead.next(recycling: &buffer)
      case .memory, .exhausted: buffer = []
      }
    } catch {
      throw .container(error)
    }
    return !buffer.isEmpty
  }

  /// Appends the next piece to `buffer`; false at the end.
  private mutating func next(appendingTo buffer: inout [UInt8]) throws(XMLError) -> Bool {
    switch coding {
    case .utf8, .unknown: return try rawNext(appendingTo: &buffer)
    case .utf16(let isBigEndian):
      var more = pending
      pending = []
      guard try rawNext(appendingTo: &more) else {
        guard more.isEmpty else { throw .truncated }
        return false
      }
      pending = more
      transcode(isBigEndian: isBigEndian, into: &buffer)
      return true
    }
  }

  private mutating func rawNext(appendingTo buffer: inout [UInt8]) throws(XMLError) -> Bool {
    switch input {
    case .exhausted: return false
    case .memory(let bytes):
      input = .exhausted
      if buffer.isEmpty { buffer = bytes } else { buffer += bytes }
      return !bytes.isEmpty
    case .stream, .ahead:
      var piece: [UInt8] = []
      guard try nextPiece(recycling: &piece) else { return false }
      buffer += piece[Self.headroom...]
      return true
    }
  }

  /// Puts the first piece into `buffer`, which is empty, and tells how it is coded.
  private mutating func firstPiece(
    into buffer: inout [UInt8], at position: inout Int
  ) throws(XMLError) -> Bool {
    position = 0
    switch input {
    case .stream(let stream):
      // Nothing is there to be moved before the first piece.
      do {
        buffer = try stream.nextPiece(headroom: 0)
      } catch {
        throw .container(error)
      }
      guard !buffer.isEmpty else { return false }
    case .ahead:
      guard try nextPiece(recycling: &buffer) else { return false }
      position = Self.headroom
    case .memory, .exhausted: break
    }
    // Little is rare here, and then it is all there is.
    while buffer.count - position < 4, try rawNext(appendingTo: &buffer) {}
    let head = buffer[position...].prefix(4)
    guard let first = head.first else { return false }
    coding = .utf8
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      position += 3
    } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      start16(isBigEndian: first == 0xFE, skipping: 2, &buffer, &position)
    } else if head.count >= 2, first == 0 || head.dropFirst().first == 0 {
      start16(isBigEndian: first == 0, skipping: 0, &buffer, &position)
    }
    return true
  }

  private mutating func start16(
    isBigEndian: Bool, skipping mark: Int, _ buffer: inout [UInt8], _ position: inout Int
  ) {
    pending = Array(buffer[(position + mark)...])
    coding = .utf16(isBigEndian: isBigEndian)
    buffer = []
    position = 0
    transcode(isBigEndian: isBigEndian, into: &buffer)
  }

  /// Moves whole characters from `pending` to `buffer`; lone surrogates become U+FFFD.
  private mutating func transcode(isBigEndian: Bool, into buffer: inout [UInt8]) {
    var units: [UInt16] = []
    units.reserveCapacity(pending.count / 2)
    var place = 0
    while place + 1 < pending.count {
      let high = UInt16(pending[isBigEndian ? place : place + 1])
      let low = UInt16(pending[isBigEndian ? place + 1 : place])
      units.append(high << 8 | low)
      place += 2
    }
    // A high surrogate at the end waits for its partner.
    if let last = units.last, last & 0xFC00 == 0xD800 {
      units.removeLast()
      place -= 2
    }
    pending.removeFirst(place)
    buffer += Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
