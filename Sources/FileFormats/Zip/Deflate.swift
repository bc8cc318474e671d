// SPDX-License-Identifier: Apache-2.0
// Deflate: compresses archive members through zlib.

internal import CZlib

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
    bytes.withUnsafeBytes { InflateEngine.checksum(0, $0) }
  }
}
