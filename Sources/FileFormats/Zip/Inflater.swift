// SPDX-License-Identifier: Apache-2.0
// Inflater: the decompressors that a stream can run on.

internal import CZlib

#if ISAL
  internal import CISAL
#endif

/// What one step of a decompressor did.
struct InflateStep {
  enum Outcome {
    /// There is more to come.
    case goesOn
    /// The deflate data are complete.
    case isComplete
    /// They are no deflate data.
    case isDamaged
  }

  var consumed: Int
  var produced: Int
  var outcome: Outcome
}

/// A decompressor of raw deflate data (RFC 1951); one owner at a time.
protocol Inflater: AnyObject {
  /// Turns some of `input` into some of `output`; at most 1 GiB of either.
  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep
}

/// Which decompressor does the work.
package enum InflateEngine: Hashable, Sendable, CaseIterable {
  /// ISA-L where it was there when the program was built, else zlib.
  case fastest
  case zlib

  func makeInflater() -> (any Inflater)? {
    #if ISAL
      if self == .fastest { return ISALInflater() }
    #endif
    return ZlibInflater()
  }

  /// The CRC-32 of archives, continued from `sum`.
  static func checksum(_ sum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return sum }
    #if ISAL
      return crc32_gzip_refl(sum, base, UInt64(bytes.count))
    #else
      return UInt32(truncatingIfNeeded: crc32_z(UInt(sum), base, bytes.count))
    #endif
  }
}

/// zlib's decompressor; a class because zlib's state refers back to its own address.
final class ZlibInflater: Inflater {
  private let state: UnsafeMutablePointer<z_stream>

  init?() {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    let status = inflateInit2_(
      state, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      state.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(state)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> InflateStep {
    state.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    state.pointee.avail_in = UInt32(input.count)
    state.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    state.pointee.avail_out = UInt32(output.count)
    let outcome: InflateStep.Outcome =
      switch inflate(state, Z_NO_FLUSH) {
      case Z_STREAM_END: .isComplete
      case Z_OK, Z_BUF_ERROR: .goesOn
      default: .isDamaged
      }
    return InflateStep(
      consumed: input.count - Int(state.pointee.avail_in),
      produced: output.count - Int(state.pointee.avail_out), outcome: outcome)
  }
}

#if ISAL
  /// ISA-L's decompressor: about three times as fast as zlib's.
  final class ISALInflater: Inflater {
    private let state: UnsafeMutablePointer<inflate_state>

    init() {
      // 80 KiB of which `isal_inflate_init` sets what matters.
      state = .allocate(capacity: 1)
      isal_inflate_init(state)
    }

    deinit { state.deallocate() }

    func step(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> InflateStep {
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.bindMemory(to: UInt8.self).baseAddress)
      state.pointee.avail_in = UInt32(input.count)
      state.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      state.pointee.avail_out = UInt32(output.count)
      let status = isal_inflate(state)
      let isComplete = state.pointee.block_state == ISAL_BLOCK_FINISH
      return InflateStep(
        consumed: input.count - Int(state.pointee.avail_in),
        produced: output.count - Int(state.pointee.avail_out),
        outcome: status < 0 ? .isDamaged : isComplete ? .isComplete : .goesOn)
    }
  }
#endif
