// SPDX-License-Identifier: Apache-2.0
// BinaryRecordReader: walks over the records of a .bin part ([MS-XLSB] 2.1.4).

import FileFormats

/// A cursor over records: a type, a size and that many bytes, one after the other.
///
/// A body is held in memory only once `load()` asks for it; all others are passed piece by piece,
/// so that no size that a file claims costs more than the bytes it really has.
struct BinaryRecordReader {
  /// No record that is read comes near: texts have at most 32,767 characters.
  private static let maxBody = 1 << 24

  /// The type of the current record.
  private(set) var type = 0
  /// How many bytes the current record claims to have.
  private(set) var size = 0
  /// The part's name, for messages.
  let part: String

  private var stream: InflateStream?
  private var buffer: [UInt8] = []
  private var position = 0
  /// Where the body begins, once it is loaded.
  private var body = 0
  private var isLoaded = false

  init(_ stream: InflateStream, part: String) {
    self.stream = stream
    self.part = part
  }

  /// Goes to the next record; false at the end of the part.
  mutating func next() throws(IngestError) -> Bool {
    if !isLoaded { try skip(size) }
    isLoaded = false
    size = 0
    guard try has(1) else { return false }
    type = try variableNumber(maxBytes: 2)
    size = try variableNumber(maxBytes: 4)
    return true
  }

  /// Makes the current record's fields readable.
  mutating func load() throws(IngestError) {
    guard !isLoaded else { return }
    guard size <= Self.maxBody else { throw corrupt("a record claims \(size) bytes") }
    guard try has(size) else { throw truncated() }
    body = position
    position += size
    isLoaded = true
  }

  func corrupt(_ detail: String) -> IngestError {
    IngestError(.corrupt, detail: "\(part): \(detail)")
  }

  private func truncated() -> IngestError {
    IngestError(.truncated, detail: "\(part) ends too early")
  }

  // MARK: Bytes

  /// Sees to it that `count` bytes lie in the buffer; false when the part has fewer.
  @inline(__always)
  private mutating func has(_ count: Int) throws(IngestError) -> Bool {
    if buffer.count - position >= count { return true }
    return try fetch(count)
  }

  private mutating func fetch(_ count: Int) throws(IngestError) -> Bool {
    buffer.removeFirst(position)
    position = 0
    while buffer.count < count {
      guard try pull() else { return false }
    }
    return true
  }

  private mutating func pull() throws(IngestError) -> Bool {
    guard let source = stream else { return false }
    do {
      if try source.next(appendingTo: &buffer) { return true }
    } catch {
      throw IngestError(error)
    }
    stream = nil
    return false
  }

  private mutating func skip(_ count: Int) throws(IngestError) {
    var left = count
    while left > buffer.count - position {
      left -= buffer.count - position
      buffer.removeAll(keepingCapacity: true)
      position = 0
      guard try pull() else { throw truncated() }
    }
    position += left
  }

  /// Seven bits a byte, lowest first; the highest bit says that another byte follows.
  private mutating func variableNumber(maxBytes: Int) throws(IngestError) -> Int {
    var number = 0
    for index in 0..<maxBytes {
      guard try has(1) else { throw truncated() }
      let byte = buffer[position]
      position += 1
      number |= Int(byte & 0x7F) << (7 * index)
      guard byte & 0x80 != 0 else { return number }
    }
    return number
  }

  // MARK: Fields of the loaded record

  /// The byte at `offset` of the body.
  func byte(at offset: Int) throws(IngestError) -> UInt8 {
    try check(offset, 1)
    return buffer[body + offset]
  }

  func number16(at offset: Int) throws(IngestError) -> Int {
    try check(offset, 2)
    return Int(buffer[body + offset]) | Int(buffer[body + offset + 1]) << 8
  }

  func number32(at offset: Int) throws(IngestError) -> Int {
    try number16(at: offset) | number16(at: offset + 2) << 16
  }

  func double(at offset: Int) throws(IngestError) -> Double {
    let low = UInt64(try number32(at: offset))
    return Double(bitPattern: low | UInt64(try number32(at: offset + 4)) << 32)
  }

  /// A number of 30 bits: whole, or the upper half of a Double; a hundredth of it when bit 0 is set
  /// ([MS-XLSB] 2.5.122, RkNumber).
  func packedNumber(at offset: Int) throws(IngestError) -> Double {
    let bits = UInt32(try number32(at: offset))
    let value =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & ~3) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }

  /// The text at `offset`: its length in UTF-16 units, then the units ([MS-XLSB] 2.5.169).
  ///
  /// `offset` moves behind it. `damaged` counts texts with half characters, which become U+FFFD.
  /// A text that does not exist has the length 2³² − 1 and is "".
  func text(at offset: inout Int, damaged: inout Int) throws(IngestError) -> String {
    let count = try number32(at: offset)
    offset += 4
    guard count != 0xFFFF_FFFF else { return "" }
    try check(offset, count * 2)
    var units: [UInt16] = []
    units.reserveCapacity(count)
    var place = body + offset
    offset += count * 2
    for _ in 0..<count {
      units.append(UInt16(buffer[place]) | UInt16(buffer[place + 1]) << 8)
      place += 2
    }
    if let text = String(validating: units, as: UTF16.self) { return text }
    damaged += 1
    return String(decoding: units, as: UTF16.self)
  }

  /// The text of a rich string; formatting and phonetic guides stand behind it ([MS-XLSB] 2.5.121).
  func richText(at offset: Int, damaged: inout Int) throws(IngestError) -> String {
    var place = offset + 1
    return try text(at: &place, damaged: &damaged)
  }

  @inline(__always)
  private func check(_ offset: Int, _ count: Int) throws(IngestError) {
    guard isLoaded, offset >= 0, count <= size - offset else {
      throw corrupt("a record of type \(type) is too short")
    }
  }
}
