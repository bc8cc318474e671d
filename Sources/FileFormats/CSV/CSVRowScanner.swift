// SPDX-License-Identifier: Apache-2.0
// CSVRowScanner: finds the fields of one row in a buffer, and copies nothing.

/// Where a field lies in the reader's buffer.
package struct CSVField: Hashable, Sendable {
  package var start: UInt32
  package var end: UInt32

  @inline(__always)
  init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  package var isEmpty: Bool { start == end }
}

/// A search for the fields of a row that begins at a place in a buffer.
///
/// Behind `end` a line end and room for one block must follow, so that no search has to look out
/// for the end. A row that is not whole is searched again once there are more bytes.
struct CSVRowScanner {
  enum Outcome {
    /// A whole row; the next begins there.
    case row(next: Int)
    case needsBytes
    case needsFields
    case limit(CSVError)
  }

  /// What follows a quote at the start of a field.
  private enum Quoted {
    case closed(stop: Int)
    /// The quote never closes, so it is text.
    case open
    case torn
  }

  static let block = 64
  private static let quote = UInt8(ascii: "\"")

  /// Where the row begins, and where the bytes in the buffer end.
  struct Extent {
    var start: Int
    var end: Int
    /// No bytes follow the buffer's.
    var isLast: Bool
  }

  struct Rules {
    var separator: UInt8
    var limits: CSVReader.Limits
  }

  private let base: UnsafePointer<UInt8>
  private let start: Int
  private let end: Int
  private let isLast: Bool
  private let separator: UInt8
  private let limits: CSVReader.Limits

  /// How many fields the row has.
  private(set) var count = 0
  /// Quoted fields that hold more than their content: the whole field is given then.
  private(set) var escaped: [Int] = []
  /// Quotes that never close or only many lines later.
  private(set) var longQuotes = 0

  init(base: UnsafePointer<UInt8>, extent: Extent, rules: Rules) {
    self.base = base
    start = extent.start
    end = extent.end
    isLast = extent.isLast
    separator = rules.separator
    limits = rules.limits
  }

  /// Finds the fields of the row, which has a byte at least.
  mutating func scan(into fields: UnsafeMutableBufferPointer<CSVField>) -> Outcome {
    if base[start] == 0x0A || base[start] == 0x0D { return rowEnd(start) }
    let (base, end, separator) = (base, end, separator)
    let needles = CSVNeedles(separator: separator)
    let most = min(limits.columns, fields.count)
    var found = 0
    var position = start
    var block = start
    var mask = needles.places(in: base + block)
    defer { count = found }
    while true {
      guard found < most else {
        return found < limits.columns ? .needsFields : .limit(.limit("columns", limits.columns))
      }
      var stop = -1
      if base[position] == Self.quote {
        switch quoted(position, found, fields) {
        case .torn: return .needsBytes
        case .closed(let place): stop = place
        case .open: break
        }
        block = max(position, stop)
        mask = needles.places(in: base + block)
      }
      if stop < 0 {
        while mask == 0 {
          block += Self.block
          mask = needles.places(in: base + block)
        }
        stop = min(end, block + mask.trailingZeroBitCount)
        guard stop - position <= limits.fieldBytes else { return Self.tooLong(limits) }
        if stop == end, !isLast { return .needsBytes }
        fields[found] = CSVField(position, stop)
      }
      found += 1
      guard stop < end else { return .row(next: end) }
      guard base[stop] == separator else { return rowEnd(stop) }
      mask &= mask &- 1
      position = stop + 1
    }
  }

  private static func tooLong(_ limits: CSVReader.Limits) -> Outcome {
    .limit(.limit("bytes in one field", limits.fieldBytes))
  }

  /// Steps over one line end.
  private func rowEnd(_ place: Int) -> Outcome {
    guard base[place] == 0x0D else { return .row(next: place + 1) }
    if place + 1 == end { return isLast ? .row(next: end) : .needsBytes }
    return .row(next: base[place + 1] == 0x0A ? place + 2 : place + 1)
  }

  /// Reads a quoted field at `start` as number `index`.
  private mutating func quoted(
    _ start: Int, _ index: Int, _ fields: UnsafeMutableBufferPointer<CSVField>
  ) -> Quoted {
    var lines = 0
    var doubled = 0
    var place = start + 1
    while true {
      while place < end, base[place] != Self.quote {
        if base[place] == 0x0A { lines += 1 }
        place += 1
      }
      let isTooLong = place - start - 1 - doubled > limits.fieldBytes
      if place == end, !isLast, !isTooLong { return .torn }
      if place == end || isTooLong {
        longQuotes += 1
        return .open
      }
      if place + 1 == end, !isLast { return .torn }
      // Behind the end stands a line end, so a last quote closes.
      guard base[place + 1] == Self.quote, place + 1 < end else { break }
      doubled += 1
      place += 2
    }
    if lines > limits.linesInQuotes { longQuotes += 1 }
    var stop = place + 1
    while stop < end, base[stop] != separator, base[stop] != 0x0A, base[stop] != 0x0D {
      stop += 1
    }
    if stop == end, !isLast { return .torn }
    if doubled == 0, stop == place + 1 {
      fields[index] = CSVField(start + 1, place)
    } else {
      fields[index] = CSVField(start, stop)
      escaped.append(index)
    }
    return .closed(stop: stop)
  }

  /// Leaves only the content of a whole quoted field; returns where it then lies.
  static func unescape(_ field: CSVField, in base: UnsafeMutablePointer<UInt8>) -> CSVField {
    var source = Int(field.start) + 1
    var target = source
    while source < Int(field.end) {
      if base[source] == quote {
        source += 1
        guard source < Int(field.end), base[source] == quote else { break }
      }
      base[target] = base[source]
      source += 1
      target += 1
    }
    let tail = Int(field.end) - source
    if tail > 0 { (base + target).update(from: base + source, count: tail) }
    return CSVField(Int(field.start) + 1, target + max(0, tail))
  }
}

/// The bytes that end an unquoted field.
struct CSVNeedles {
  private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let lineFeeds = UInt64(0x0A) &* 0x0101_0101_0101_0101
  private static let returns = UInt64(0x0D) &* 0x0101_0101_0101_0101
  private let separators: UInt64

  init(separator: UInt8) {
    separators = UInt64(separator) &* 0x0101_0101_0101_0101
  }

  /// One bit for each of the 64 bytes from `start` on.
  @inline(__always)
  func places(in start: UnsafePointer<UInt8>) -> UInt64 {
    var mask: UInt64 = 0
    var word = 0
    while word < 8 {
      mask |= hits((start + word &* 8).word) << UInt64(truncatingIfNeeded: word &* 8)
      word &+= 1
    }
    return mask
  }

  /// One bit for each of eight bytes.
  ///
  /// The high bit of a byte of `others` is set unless the byte is one of the three.
  @inline(__always)
  private func hits(_ word: UInt64) -> UInt64 {
    let (first, second, third) = (word ^ separators, word ^ Self.lineFeeds, word ^ Self.returns)
    let others =
      (((first & Self.low) &+ Self.low) | first) & (((second & Self.low) &+ Self.low) | second)
      & (((third & Self.low) &+ Self.low) | third)
    return ((~others & ~Self.low) >> 7 &* 0x0102_0408_1020_4080) >> 56
  }
}
