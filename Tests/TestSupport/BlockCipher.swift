// SPDX-License-Identifier: Apache-2.0
// BlockCipher: AES as FIPS 197 writes it down, to encrypt what the program has to decrypt.

/// Encrypts with AES, slowly and without any library.
package struct BlockCipher {
  private let roundKeys: [[UInt8]]

  /// Keys have 16, 24 or 32 bytes.
  package init(key: [UInt8]) {
    var words = stride(from: 0, to: key.count, by: 4).map { Array(key[$0..<$0 + 4]) }
    let length = words.count
    var constant: UInt8 = 1
    for index in length..<4 * (length + 7) {
      var word = words[index - 1]
      if index % length == 0 {
        word = (Array(word[1...]) + [word[0]]).map(Self.substitute)
        word[0] ^= constant
        constant = Self.double(constant)
      } else if length > 6, index % length == 4 {
        word = word.map(Self.substitute)
      }
      words.append(zip(words[index - length], word).map { $0 ^ $1 })
    }
    roundKeys = stride(from: 0, to: words.count, by: 4).map { words[$0..<$0 + 4].flatMap(\.self) }
  }

  /// Each block by itself.
  package func codebook(_ bytes: [UInt8]) -> [UInt8] {
    Self.blocks(bytes).flatMap(encrypt)
  }

  /// Each block chained to the one before.
  package func chained(_ bytes: [UInt8], initial: [UInt8]) -> [UInt8] {
    var last = initial
    return Self.blocks(bytes).flatMap { block in
      last = encrypt(zip(block, last).map { $0 ^ $1 })
      return last
    }
  }

  /// The bytes in blocks, the last one filled with zeros.
  private static func blocks(_ bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let block = Array(bytes[start..<min(bytes.count, start + 16)])
      return block + [UInt8](repeating: 0, count: 16 - block.count)
    }
  }

  private func encrypt(_ block: [UInt8]) -> [UInt8] {
    var state = block
    for index in 0..<16 { state[index] ^= roundKeys[0][index] }
    var moved = state
    for round in 1..<roundKeys.count {
      for index in 0..<16 { moved[index] = Self.table[Int(state[(index + 4 * (index & 3)) & 15])] }
      state = round < roundKeys.count - 1 ? Self.mix(moved) : moved
      for index in 0..<16 { state[index] ^= roundKeys[round][index] }
    }
    return state
  }

  private static func mix(_ state: [UInt8]) -> [UInt8] {
    var mixed = state
    for start in stride(from: 0, to: 16, by: 4) {
      let all = state[start] ^ state[start + 1] ^ state[start + 2] ^ state[start + 3]
      for row in 0..<4 {
        mixed[start + row] ^= all ^ double(state[start + row] ^ state[start + ((row + 1) & 3)])
      }
    }
    return mixed
  }

  private static func double(_ byte: UInt8) -> UInt8 {
    byte << 1 ^ (byte & 0x80 == 0 ? 0 : 0x1B)
  }

  private static func product(_ first: UInt8, _ second: UInt8) -> UInt8 {
    var (result, factor) = (UInt8(0), first)
    for bit in 0..<8 {
      if second >> bit & 1 == 1 { result ^= factor }
      factor = double(factor)
    }
    return result
  }

  /// The inverse in the field of 256 elements, then the affine map.
  private static let table: [UInt8] = (0..<256).map { number in
    let byte = UInt8(number)
    let inverse = (1...255).map { UInt8($0) }.first { product(byte, $0) == 1 } ?? 0
    let turned = (0..<5).map { inverse << $0 | (inverse &>> (8 - $0) & ($0 == 0 ? 0 : 0xFF)) }
    return turned.reduce(0x63) { $0 ^ $1 }
  }

  private static func substitute(_ byte: UInt8) -> UInt8 { table[Int(byte)] }
}
