// SPDX-License-Identifier: Apache-2.0
// CellBytes: memory that XML of cells is written into, numbers and texts as workbooks hold them.

import DataModel

/// Bytes one behind the other in one block of memory that grows.
///
/// A struct over bare memory, so that the loop over cells needs no check of access at each byte;
/// whoever holds it frees it. What is stored 16 bytes at a time may reach beyond `count`, but never
/// beyond what has been reserved.
struct CellBytes {
  /// Stores of constant length may write this much more than they add.
  static let slack = 64
  /// `_xHHHH_` for one byte.
  private static let longestEscape = 7

  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity + Self.slack
    base = .allocate(capacity: self.capacity)
  }

  func free() { base.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  mutating func removeAll() { count = 0 }

  /// Makes room for so many bytes, and the slack behind them.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more + Self.slack > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wider = max(capacity * 2, count + more + Self.slack)
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
    block.update(from: base, count: count)
    base.deallocate()
    base = block
    capacity = wider
  }

  // MARK: Bytes

  /// Up to 16 bytes, for which there is room.
  @inline(__always)
  mutating func put(_ word: ShortBytes) {
    UnsafeMutableRawPointer(base + count).storeBytes(of: word.bytes, as: SIMD16<UInt8>.self)
    count += word.count
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    (base + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  mutating func append(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    put(text)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    guard let start = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(base + count).copyMemory(from: start, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  /// ASCII that needs no escape, such as a reference.
  mutating func append(plain text: String) {
    for byte in text.utf8 {
      reserve(1)
      base[count] = byte
      count += 1
    }
  }

  /// Opens a gap: for what is found out to belong before bytes that are written already.
  mutating func move(_ range: Range<Int>, by distance: Int) {
    reserve(distance)
    (base + range.lowerBound + distance).update(from: base + range.lowerBound, count: range.count)
  }

  mutating func truncate(to length: Int) { count = min(count, length) }

  // MARK: Numbers

  @inline(__always)
  mutating func put(_ number: Int) {
    if number < 0 {
      base[count] = UInt8(ascii: "-")
      count += 1
    }
    var rest = number.magnitude
    let digits = Self.digitCount(rest)
    var place = count + digits
    while rest >= 10 {
      let next = rest / 10
      place -= 1
      base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest &- next &* 10)
      rest = next
    }
    base[place - 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)
    count += digits
  }

  @inline(__always)
  static func digitCount(_ number: UInt) -> Int {
    var digits = 1
    var bound: UInt = 10
    while number >= bound, digits < 19 {
      digits += 1
      bound &*= 10
    }
    return number >= bound && digits == 19 ? 20 : digits
  }

  mutating func append(_ number: Int) {
    reserve(21)
    put(number)
  }

  /// The shortest decimal that is read back as this number, which is finite.
  mutating func append(_ number: Double) {
    reserve(32)
    // Up to 2^53 every whole number is a `Double` of its own.
    if abs(number) <= 9_007_199_254_740_992 {
      let whole = Int(number)
      if Double(whole) == number { return put(whole) }
      if putDecimal(number) { return }
    }
    for byte in number.description.utf8 {
      base[count] = byte == UInt8(ascii: "e") ? UInt8(ascii: "E") : byte
      count += 1
    }
  }

  /// Decimals of few places: a whole number divided by a power of ten is rounded once only, so if
  /// it is the number, its digits read back as the number.
  private mutating func putDecimal(_ number: Double) -> Bool {
    var power = 1.0
    for places in 1...4 {
      power *= 10
      let scaled = (number * power).rounded()
      guard abs(scaled) < 1e15 else { return false }
      guard scaled / power == number else { continue }
      putDecimal(Int(scaled), places: places)
      return true
    }
    return false
  }

  private mutating func putDecimal(_ scaled: Int, places: Int) {
    if scaled < 0 {
      base[count] = UInt8(ascii: "-")
      count += 1
    }
    var divisor: UInt = 1
    for _ in 0..<places { divisor *= 10 }
    let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: divisor)
    put(Int(whole))
    base[count] = UInt8(ascii: ".")
    var rest = fraction
    for place in stride(from: places, to: 0, by: -1) {
      base[count + place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += places + 1
  }

  // MARK: Texts

  /// The text with what XML and Excel escape.
  ///
  /// `isWhole`: `_x0041_` in it is escaped already.
  @inline(__always)
  mutating func append(escaping text: UnsafeBufferPointer<UInt8>, isWhole: Bool = false) {
    reserve(text.count * Self.longestEscape)
    guard let start = text.baseAddress else { return }
    var place = 0
    while place + 8 <= text.count {
      let word = UnsafeRawPointer(start + place).loadUnaligned(as: UInt64.self)
      guard !Self.mayNeedEscape(word) else { break }
      UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
      count += 8
      place += 8
    }
    while place < text.count {
      let byte = start[place]
      if Self.mayNeedEscape(byte) {
        place += escape(text, at: place, isWhole: isWhole)
      } else {
        base[count] = byte
        count += 1
        place += 1
      }
    }
  }

  /// Below a space, `&`, `<`, `>`, `_`, or the first byte of U+FFFE and its like.
  @inline(__always)
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    if byte < 0x40 { return (0x5000_0040_FFFF_FFFF >> UInt64(byte)) & 1 != 0 }
    return byte == UInt8(ascii: "_") || byte == 0xEF
  }

  /// The same for eight bytes; may say yes where there is nothing.
  @inline(__always)
  private static func mayNeedEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeroes(_ value: UInt64) -> UInt64 { (value &- ones) & ~value }
    let control = (word &- ones &* 0x20) & ~word
    let ampersand = zeroes(word ^ ones &* 0x26)
    // `<` and `>` differ in one bit.
    let angle = zeroes((word & ~(ones &* 2)) ^ ones &* 0x3C)
    let line = zeroes(word ^ ones &* 0x5F)
    let high = zeroes(word ^ ones &* 0xEF)
    return (control | ampersand | angle | line | high) & (ones &* 0x80) != 0
  }

  /// Writes one byte as it must be written; gives how many bytes of the text that took.
  @inline(never)
  private mutating func escape(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int, isWhole: Bool
  ) -> Int {
    switch text[place] {
    case UInt8(ascii: "&"): put("&amp;")
    case UInt8(ascii: "<"): put("&lt;")
    case UInt8(ascii: ">"): put("&gt;")
    case 0x09, 0x0A: copy(text[place])
    case 0: put("\u{FFFD}")
    case 1..<0x20: putCode(text[place])
    case UInt8(ascii: "_") where !isWhole && Self.isEscape(text, at: place): put("_x005F_")
    case 0xEF where Self.isNoCharacter(text, at: place):
      put("\u{FFFD}")
      return 3
    default: copy(text[place])
    }
    return 1
  }

  private mutating func copy(_ byte: UInt8) {
    base[count] = byte
    count += 1
  }

  private mutating func putCode(_ byte: UInt8) {
    put("_x00")
    for half in [byte >> 4, byte & 15] {
      copy(half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "A") + half - 10)
    }
    put("_")
  }

  /// `_xHHHH_`, which would be read as the character it names (ST_Xstring).
  private static func isEscape(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + 6 < text.count, text[place + 1] == UInt8(ascii: "x"),
      text[place + 6] == UInt8(ascii: "_")
    else { return false }
    return text[(place + 2)..<(place + 6)].allSatisfy { byte in
      byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
    }
  }

  /// U+FFFE and U+FFFF.
  private static func isNoCharacter(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place + 2 < text.count && text[place + 1] == 0xBF && text[place + 2] >= 0xBE
  }
}

/// Up to 16 bytes, stored at once.
struct ShortBytes {
  private(set) var bytes = SIMD16<UInt8>()
  private(set) var count = 0

  /// The digits of a row's number.
  init(row: Int) {
    var rest = UInt64(clamping: min(max(row, 0), 99_999_999))
    var word: UInt64 = 0
    repeat {
      word = word << 8 | (UInt64(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    bytes = unsafeBitCast(SIMD2(word.littleEndian, 0), to: SIMD16<UInt8>.self)
  }

  init(_ text: String) {
    for byte in text.utf8.prefix(16) {
      bytes[count] = byte
      count += 1
    }
  }
}

/// `<c r="AB` by column, each made once.
struct ColumnStarts {
  private var made: [ShortBytes] = []

  subscript(column: Int) -> ShortBytes {
    mutating get {
      while made.count < column {
        made.append(ShortBytes("<c r=\"" + CellReference.letters(ofColumn: made.count + 1)))
      }
      return made[column - 1]
    }
  }
}
