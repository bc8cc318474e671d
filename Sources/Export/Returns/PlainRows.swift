// SPDX-License-Identifier: Apache-2.0
// PlainRows: passes over rows of a worksheet part in which nothing is to be changed.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks for the ends of usual rows among bare bytes.
///
/// It may only give up: whatever it does not know stays for the reader of XML, which alone decides
/// what is an error.
struct PlainRows {
  /// False once a row was not usual: looking for its end again and again would take for ever.
  private var isUsual = true

  /// Where the rows end that stand one behind the other from `start`, and the last one's number.
  ///
  /// Rows have numbers above `last` and below `limit`; `start` and `last` where there is none.
  mutating func end(
    in bytes: [UInt8], from start: Int, after last: Int, before limit: Int
  ) -> (end: Int, last: Int) {
    bytes.withUnsafeBytes { bytes in
      var (end, number) = (start, last)
      while isUsual {
        var place = end
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
        guard let next = Self.number(bytes, &place), next > number, next < limit,
          let open = Self.tagEnd(bytes, place), bytes[open - 2] != UInt8(ascii: "/")
        else { break }
        guard let close = Self.plainEnd(bytes, open) else {
          isUsual = false
          break
        }
        (end, number) = (close, next)
      }
      return (end, number)
    }
  }

  /// Where the row ends; nil where something stands in it that is more than cells.
  private static func plainEnd(_ bytes: UnsafeRawBufferPointer, _ open: Int) -> Int? {
    var place = open
    while place + 6 <= bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      switch bytes[place + 1] {
      case UInt8(ascii: "/") where begins("</row>", bytes, place): return place + 6
      case UInt8(ascii: "!"), UInt8(ascii: "?"): return nil
      case UInt8(ascii: "r") where begins("<row", bytes, place): return nil
      default: place += 2
      }
    }
    return nil
  }

  /// The number of `<row r="12"`, behind which `place` is left.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int? {
    let start: StaticString = "<row r=\""
    guard begins(start, bytes, place), place + start.utf8CodeUnitCount + 8 < bytes.count else {
      return nil
    }
    place += start.utf8CodeUnitCount
    var number = 0
    for digits in 0..<8 {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else {
        return digits > 0 && bytes[place] == UInt8(ascii: "\"") ? number : nil
      }
      number = number * 10 + Int(digit)
      place += 1
    }
    return nil
  }

  private static func begins(
    _ text: StaticString, _ bytes: UnsafeRawBufferPointer, _ place: Int
  ) -> Bool {
    guard let base = bytes.baseAddress, place + text.utf8CodeUnitCount <= bytes.count else {
      return false
    }
    return memcmp(base + place, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// The place behind the end of a tag.
  private static func tagEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }
}
