// SPDX-License-Identifier: Apache-2.0
// SystemConverter: the C library's converter, to compare our decoders with.

import FileFormats
import Glibc

/// Conversion to UTF-8 by iconv.
enum SystemConverter {
  /// Nil where the bytes are not wholly in the encoding.
  static func utf8(_ bytes: [UInt8], from encoding: TextEncoding) -> [UInt8]? {
    guard let handle = iconv_open("UTF-8", encoding == .big5 ? "CP950" : encoding.rawValue),
      Int(bitPattern: handle) != -1
    else { return nil }
    defer { iconv_close(handle) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    let size = output.count
    let left = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output -> Int? in
        var (next, left) = (input.baseAddress, input.count)
        var (free, room) = (output.baseAddress, output.count)
        let status = iconv(handle, &next, &left, &free, &room)
        // A count above 0 tells of characters that were only approximated.
        return status == 0 && left == 0 ? room : nil
      }
    }
    return left.map { room in output[..<(size - room)].map { UInt8(bitPattern: $0) } }
  }
}
