// SPDX-License-Identifier: Apache-2.0
// Deflater: compresses runs of bytes into pieces that make one deflate stream when put together.

internal import CZlib
internal import Synchronization

#if ISAL
  internal import CISAL
#endif

/// Which compressor does the work.
package enum DeflateEngine: Hashable, Sendable, CaseIterable {
  /// ISA-L where it was there when the program was built, else zlib.
  case fastest
  case zlib

  fileprivate func makePacker() -> (any SegmentPacker)? {
    #if ISAL
      if self == .fastest { return ISALPacker() }
    #endif
    return ZlibPacker()
  }
}

/// Compresses one piece without a look at those before it.
private protocol SegmentPacker: AnyObject {
  /// Raw deflate data that end at a byte; nil when the library refuses.
  func pack(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) -> Int?
}

/// A compressor whose memory is used again for each piece; one owner at a time.
///
/// Pieces know nothing of each other, which costs half a per cent of size where they have half a
/// mebibyte, and nothing has to be kept between them.
package final class Deflater: @unchecked Sendable {
  /// The libraries count in 32 bits.
  private static let longestPiece = 1 << 29
  private let packer: any SegmentPacker

  package init?(_ engine: DeflateEngine = .fastest) {
    guard let packer = engine.makePacker() else { return nil }
    self.packer = packer
  }

  /// Appends the compressed bytes; false when the library refuses.
  ///
  /// With `isLast` the stream is complete; an empty stream is one empty last piece.
  package func pack(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, to output: inout [UInt8]
  ) -> Bool {
    var rest = bytes
    while rest.count > Self.longestPiece {
      let piece = UnsafeRawBufferPointer(rebasing: rest[..<Self.longestPiece])
      guard packPiece(piece, isLast: false, to: &output) else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[Self.longestPiece...])
    }
    return packPiece(rest, isLast: isLast, to: &output)
  }

  private func packPiece(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, to output: inout [UInt8]
  ) -> Bool {
    let room = bytes.count + bytes.count / 16 + 4096
    var packed: Int?
    let piece = [UInt8](unsafeUninitializedCapacity: room) { target, count in
      packed = packer.pack(bytes, isLast: isLast, into: UnsafeMutableRawBufferPointer(target))
      count = packed ?? 0
    }
    output += piece
    return packed != nil
  }

  // MARK: The pool

  private static let idle = Mutex<[Deflater]>([])

  /// Lends a compressor: each has half a mebibyte of tables, which are not made anew for each part.
  package static func lend() -> Deflater? {
    idle.withLock { $0.popLast() } ?? Deflater()
  }

  package static func takeBack(_ deflater: Deflater) {
    idle.withLock { $0.append(deflater) }
  }
}

/// zlib's compressor; a class because zlib's state refers back to its own address.
private final class ZlibPacker: SegmentPacker {
  /// Beyond it each per cent of size costs a tenth of the time.
  private static let level: Int32 = 3
  private let state: UnsafeMutablePointer<z_stream>

  init?() {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    let status = deflateInit2_(
      state, Self.level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      state.deallocate()
      return nil
    }
  }

  deinit {
    deflateEnd(state)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  func pack(
    _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard deflateReset(state) == Z_OK else { return nil }
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    state.pointee.avail_in = UInt32(input.count)
    state.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    state.pointee.avail_out = UInt32(output.count)
    let status = deflate(state, isLast ? Z_FINISH : Z_FULL_FLUSH)
    guard status == (isLast ? Z_STREAM_END : Z_OK), state.pointee.avail_in == 0,
      state.pointee.avail_out > 0
    else { return nil }
    return output.count - Int(state.pointee.avail_out)
  }
}

#if ISAL
  /// ISA-L's compressor at level 1: ten times as fast as zlib at its usual level.
  private final class ISALPacker: SegmentPacker {
    /// `ISAL_DEF_LVL1_DEFAULT`, which is made by arithmetic that Swift does not import.
    private static let tableBytes = 276 << 10
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let tables: UnsafeMutablePointer<UInt8>

    init() {
      stream = .allocate(capacity: 1)
      tables = .allocate(capacity: Self.tableBytes)
    }

    deinit {
      stream.deallocate()
      tables.deallocate()
    }

    func pack(
      _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Int? {
      isal_deflate_stateless_init(stream)
      stream.pointee.level = 1
      stream.pointee.level_buf = tables
      stream.pointee.level_buf_size = UInt32(Self.tableBytes)
      stream.pointee.flush = UInt16(isLast ? NO_FLUSH : FULL_FLUSH)
      stream.pointee.end_of_stream = isLast ? 1 : 0
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: input.bindMemory(to: UInt8.self).baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      guard isal_deflate_stateless(stream) == COMP_OK, stream.pointee.avail_in == 0 else {
        return nil
      }
      return output.count - Int(stream.pointee.avail_out)
    }
  }
#endif
