// SPDX-License-Identifier: Apache-2.0
// TextConverter: converts text to UTF-8 through the C library's iconv.

internal import Glibc

/// One use of `iconv` towards UTF-8; bad sequences become U+FFFD.
///
/// `iconv` is part of the C library, so this needs no other package; a system without the
/// GB18030 table cannot start the converter, and `init` returns nil.
struct TextConverter: ~Copyable {
  private let handle: iconv_t

  init?(from encoding: TextEncoding) {
    self.init(converterName: encoding.converterName)
  }

  /// A converter from an encoding as the C library calls it.
  init?(converterName: String) {
    guard let opened = iconv_open("UTF-8", converterName),
      Int(bitPattern: opened) != -1
    else { return nil }
    handle = opened
  }

  deinit { iconv_close(handle) }

  /// The text as UTF-8 and the number of sequences replaced; nil on a failure of the library.
  func convert(_ bytes: ArraySlice<UInt8>) -> (utf8: [UInt8], replacements: Int)? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2)
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    var replacements = 0
    let isComplete = bytes.withUnsafeBytes { source in
      piece.withUnsafeMutableBytes { target in
        run(source, target, &output, &replacements)
      }
    }
    return isComplete ? (output, replacements) : nil
  }

  private func run(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer,
    _ output: inout [UInt8], _ replacements: inout Int
  ) -> Bool {
    // iconv takes a mutable pointer by tradition and writes nothing there.
    var next = UnsafeMutableRawPointer(mutating: source.baseAddress)?
      .assumingMemoryBound(to: CChar.self)
    var left = source.count
    while left > 0 {
      var free = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = target.count
      let status = iconv(handle, &next, &left, &free, &room)
      let code = errno
      let count = target.count - room
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: target[..<count]))
      guard Int(truncatingIfNeeded: status) == -1 else {
        return true
      }
      switch code {
      case E2BIG where count > 0: continue
      case EILSEQ, EINVAL:
        output += [0xEF, 0xBF, 0xBD]
        replacements += 1
        next = next.map { $0 + 1 }
        left -= 1
      default: return false
      }
    }
    return true
  }
}
