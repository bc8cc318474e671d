// SPDX-License-Identifier: Apache-2.0
// Deflate: compresses and, piece by piece, decompresses archive members through zlib.

internal import CZlib
internal import Synchronization

/// How many bytes the members of one archive may still grow to; shared by all its streams.
///
/// Streams of one archive may run side by side, so it is locked; they ask once per piece.
final class InflateBudget: Sendable {
  private let remaining: Mutex<Int>
  let total: Int

  init(total: Int) {
    self.total = total
    remaining = Mutex(total)
  }

  /// Takes `count` from the budget; false when it is used up.
  func take(_ count: Int) -> Bool {
    remaining.withLock { remaining in
      guard count <= remaining else { return false }
      remaining -= count
      return true
    }
  }
}

/// What a stream may produce before it is stopped.
struct InflateLimits {
  var partBytes: Int
  var ratio: Int
  var ratioFloor: Int
}

/// One archive member, decompressed in pieces and checked against its CRC-32 at the end.
///
/// A class because zlib's state refers back to its own address. It is called once per piece of
/// 128 KiB, so the cost of a class does not matter. One owner at a time.
package final class InflateStream {
  /// Bytes of a full piece.
  package static let pieceSize = 128 * 1024
  /// zlib counts input in 32 bits, so it is fed in parts.
  private static let inputStep = 1 << 30

  private let bytes: [UInt8]
  private let name: String
  private let entry: ZipEntry
  private var position: Int
  private let end: Int
  private let limits: InflateLimits
  private let budget: InflateBudget
  private let state: UnsafeMutablePointer<z_stream>
  private let piece: UnsafeMutablePointer<UInt8>
  private var isReady = false
  private var checksum: UInt = 0
  private var produced = 0
  private var isFinished = false

  init(
    bytes: [UInt8], entry: ZipEntry, range: Range<Int>, limits: InflateLimits,
    budget: InflateBudget
  ) throws(ZipError) {
    self.bytes = bytes
    self.entry = entry
    self.limits = limits
    self.budget = budget
    name = entry.name
    position = range.lowerBound
    end = range.upperBound
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceSize)
    guard entry.method == 8 else { return }
    let status = inflateInit2_(
      state, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .corrupt("zlib could not start on \(name)") }
    isReady = true
  }

  deinit {
    if isReady { inflateEnd(state) }
    state.deinitialize(count: 1)
    state.deallocate()
    piece.deallocate()
  }

  /// Appends the next piece to `buffer`; false when the member is complete and its checksum right.
  package func next(appendingTo buffer: inout [UInt8]) throws(ZipError) -> Bool {
    while !isFinished {
      let count = entry.method == 8 ? try inflatePiece() : storedPiece()
      if count > 0 {
        try account(for: count)
        buffer.append(contentsOf: UnsafeBufferPointer(start: piece, count: count))
      }
      if isFinished, checksum != UInt(entry.crc) {
        throw .corrupt("checksum of \(name) does not match")
      }
      if count > 0 { return true }
    }
    return false
  }

  private func account(for count: Int) throws(ZipError) {
    checksum = crc32(checksum, piece, UInt32(count))
    produced += count
    guard produced <= limits.partBytes else {
      throw .limit("bytes in one part", limits.partBytes)
    }
    guard budget.take(count) else { throw .limit("bytes in all parts", budget.total) }
    if produced > limits.ratioFloor, produced / max(1, entry.compressedSize) > limits.ratio {
      throw .limit("compression ratio", limits.ratio)
    }
  }

  private func storedPiece() -> Int {
    let count = min(Self.pieceSize, end - position)
    bytes.withUnsafeBufferPointer { all in
      if count > 0, let base = all.baseAddress {
        piece.update(from: base + position, count: count)
      }
    }
    position += count
    isFinished = position >= end
    return count
  }

  private func inflatePiece() throws(ZipError) -> Int {
    let offered = min(Self.inputStep, end - position)
    let status = bytes.withUnsafeBufferPointer { all in
      state.pointee.next_in = all.baseAddress.map { UnsafeMutablePointer(mutating: $0 + position) }
      state.pointee.avail_in = UInt32(offered)
      state.pointee.next_out = piece
      state.pointee.avail_out = UInt32(Self.pieceSize)
      return inflate(state, Z_NO_FLUSH)
    }
    position += offered - Int(state.pointee.avail_in)
    let count = Self.pieceSize - Int(state.pointee.avail_out)
    switch status {
    case Z_STREAM_END: isFinished = true
    case Z_OK: break
    case Z_BUF_ERROR where count > 0: break
    case Z_BUF_ERROR: throw .truncated("the data of \(name) end too early")
    default: throw .corrupt("the compressed data of \(name) are damaged")
    }
    if status == Z_OK, count == 0, position >= end {
      throw .truncated("the data of \(name) end too early")
    }
    return count
  }
}

/// Whole-buffer compression for the writer.
enum Deflate {
  /// Raw deflate data of the bytes, or nil when zlib refuses.
  static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
    guard bytes.count < 1 << 30 else { return nil }
    var state = z_stream()
    let ready = deflateInit2_(
      &state, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard ready == Z_OK else { return nil }
    defer { deflateEnd(&state) }
    let bound = Int(deflateBound(&state, UInt(bytes.count)))
    var isDone = false
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        state.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
        state.avail_in = UInt32(input.count)
        state.next_out = output.baseAddress
        state.avail_out = UInt32(bound)
        isDone = deflate(&state, Z_FINISH) == Z_STREAM_END
        count = bound - Int(state.avail_out)
      }
    }
    return isDone ? packed : nil
  }

  /// The CRC-32 that archives keep of each member.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt = 0
    bytes.withUnsafeBufferPointer { all in
      sum = crc32_z(0, all.baseAddress, all.count)
    }
    return UInt32(truncatingIfNeeded: bytes.isEmpty ? 0 : sum)
  }
}
