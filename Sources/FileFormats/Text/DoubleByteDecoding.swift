// SPDX-License-Identifier: Apache-2.0
// DoubleByteDecoding: GB18030 and Big5 to UTF-8 by table.

extension DoubleByteTable {
  /// What stands at a place that the fast loop cannot decode.
  private enum Odd {
    case character(length: Int, PackedCharacter)
    case bad
    case torn
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Decodes `input`; `target` has room for three times as much and some words.
  func decode(
    _ input: UnsafeBufferPointer<UInt8>, isLast: Bool, hasFourBytes: Bool,
    to target: UnsafeMutablePointer<UInt8>, _ replacements: inout Int
  ) -> TextDecoder.Step {
    guard let start = input.baseAddress else {
      return TextDecoder.Step(consumed: 0, produced: 0)
    }
    let end = start + input.count
    var source = start
    var free = target
    pairs.withUnsafeBufferPointer { table in
      guard let characters = table.baseAddress else { return }
      while source < end {
        if input.count >= 8 {
          Self.decodeWords(&source, to: end - 8, &free, characters)
        }
        guard source < end else { return }
        switch odd(source, end, isLast, hasFourBytes) {
        case .torn: return
        case .bad:
          UTF8Output.appendReplacement(&free)
          replacements += 1
          source += 1
        case .character(let length, let character):
          Self.append(character, &free)
          source += length
        }
      }
    }
    return TextDecoder.Step(consumed: source - start, produced: free - target)
  }

  /// Decodes until a place past `last`, or to what is no character of the table.
  @inline(__always)
  private static func decodeWords(
    _ position: inout UnsafePointer<UInt8>, to last: UnsafePointer<UInt8>,
    _ output: inout UnsafeMutablePointer<UInt8>, _ characters: UnsafePointer<UInt32>
  ) {
    var source = position
    var target = output
    defer {
      position = source
      output = target
    }
    while source <= last {
      let word = source.word
      UnsafeMutableRawPointer(target).storeBytes(of: word.littleEndian, as: UInt64.self)
      let high = word & highBits
      let ascii = high.trailingZeroBitCount >> 3
      source += ascii
      target += ascii
      guard high != 0 else { continue }
      // A lead byte may be the very last one.
      guard source < last + 7 else { return }
      repeat {
        let bits = characters[Int(source[0] & 0x7F) << 8 | Int(source[1])]
        let count = Int(bits >> 24)
        guard count > 0, count < 4 else { return }
        UnsafeMutableRawPointer(target).storeBytes(of: bits.littleEndian, as: UInt32.self)
        target += count
        source += 2
      } while source <= last && source[0] > 0x7F
    }
  }

  private static func append(
    _ character: PackedCharacter, _ target: inout UnsafeMutablePointer<UInt8>
  ) {
    guard character.count < 4 else { return UTF8Output.append(character.scalar, &target) }
    UnsafeMutableRawPointer(target).storeBytes(of: character.bits.littleEndian, as: UInt32.self)
    target += character.count
  }

  private func odd(
    _ source: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ isLast: Bool,
    _ hasFourBytes: Bool
  ) -> Odd {
    let lead = source[0]
    guard lead > 0x7F else {
      return .character(length: 1, PackedCharacter(bits: 1 << 24 | UInt32(lead)))
    }
    let left = end - source
    if left >= 2 {
      let pair = PackedCharacter(bits: pairs[Int(lead & 0x7F) << 8 | Int(source[1])])
      if pair.count > 0 { return .character(length: 2, pair) }
    }
    if hasFourBytes, left >= 4, let number = FourByteCode.number(source) {
      return Self.fourByteCharacter(number).map { .character(length: 4, $0) } ?? .bad
    }
    // Only what may still become a character has to wait.
    let mayGrow = left < 2 || (hasFourBytes && left < 4 && (0x30...0x39).contains(source[1]))
    if mayGrow, !isLast { return .torn }
    let single = PackedCharacter(bits: singles[Int(lead & 0x7F)])
    return single.count > 0 ? .character(length: 1, single) : .bad
  }

  private static func fourByteCharacter(_ number: Int) -> PackedCharacter? {
    if let scalar = FourByteCode.supplementary(number) {
      return PackedCharacter(bits: scalar | 4 << 24)
    }
    let table = fourByteGB18030
    guard number < table.count, table[number] != 0 else { return nil }
    return PackedCharacter(bits: table[number])
  }
}
