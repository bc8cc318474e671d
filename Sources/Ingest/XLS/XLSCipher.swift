// SPDX-License-Identifier: Apache-2.0
// XLSCipher: the ways in which old workbooks are encrypted ([MS-OFFCRYPTO] 2.3.5 to 2.3.7).

import FileFormats

/// A way to make the bytes of a stream readable, once the password is known to be right.
enum XLSCipher {
  /// RC4 with a new key for every 1024 bytes; `seed` is what the keys are made from.
  case rc4(seed: [UInt8], digest: LegacyDigest, keyLength: Int)
  /// Sixteen bytes that come again and again.
  case obfuscation([UInt8])

  static let blockSize = 1024

  /// What the record says of the encryption; the text is for messages.
  enum Kind: String {
    /// Before Excel 97, without a number in front.
    case oldObfuscation = "XOR obfuscation of old Excel"
    case obfuscation = "XOR obfuscation"
    case standard = "RC4 encryption"
    case cryptoAPI = "RC4 CryptoAPI encryption"

    /// Nil for a way that is not known.
    init?(_ record: BIFFRecord, in stream: BIFFStream, version: BIFFVersion) {
      guard version == .eight else {
        self = .oldObfuscation
        return
      }
      switch (stream.number16(record, 0), stream.number16(record, 2), stream.number16(record, 4)) {
      case (0, _, _): self = .obfuscation
      case (1, 1, 1): self = .standard
      case (1, 2, 2), (1, 3, 2), (1, 4, 2): self = .cryptoAPI
      default: return nil
      }
    }
  }

  /// Nil when the password does not fit, or the record is damaged.
  init?(_ kind: Kind, _ record: BIFFRecord, in stream: BIFFStream, password: String) {
    let bytes = Array(stream.bytes[record.start..<record.end])
    switch kind {
    case .oldObfuscation: self.init(obfuscation: record, at: 0, in: stream, password)
    case .obfuscation: self.init(obfuscation: record, at: 2, in: stream, password)
    case .standard: self.init(standard: bytes, password)
    case .cryptoAPI: self.init(cryptoAPI: bytes, password)
    }
  }

  private static func wide(_ password: String) -> [UInt8] {
    password.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  // MARK: RC4

  private init?(standard bytes: [UInt8], _ password: String) {
    guard bytes.count >= 54 else { return nil }
    let short = LegacyDigest.md5.digest(Self.wide(password)).prefix(5)
    let salted = (0..<16).flatMap { _ in short + bytes[6..<22] }
    let seed = Array(LegacyDigest.md5.digest(salted).prefix(5))
    self = .rc4(seed: seed, digest: .md5, keyLength: 16)
    guard isRight(verifier: bytes[22..<38], check: bytes[38..<54]) else { return nil }
  }

  /// Through the cryptographic library of Windows, which Excel 2002 and later offer.
  private init?(cryptoAPI bytes: [UInt8], _ password: String) {
    guard let headerSize = Self.number(bytes, 10), headerSize >= 32, headerSize < 1024,
      let bits = Self.number(bytes, 30), bits == 0 || (40...128).contains(bits), bits % 8 == 0
    else { return nil }
    let salt = 14 + headerSize + 4
    guard bytes.count >= salt + 16 + 16 + 4 + 20 else { return nil }
    let seed = LegacyDigest.sha1.digest(bytes[salt..<salt + 16] + Self.wide(password))
    self = .rc4(seed: seed, digest: .sha1, keyLength: bits == 0 ? 5 : bits / 8)
    guard
      isRight(
        verifier: bytes[salt + 16..<salt + 32], check: bytes[salt + 36..<salt + 56])
    else { return nil }
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int? {
    guard place + 4 <= bytes.count else { return nil }
    return (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private func isRight(verifier: ArraySlice<UInt8>, check: ArraySlice<UInt8>) -> Bool {
    guard case .rc4(_, let digest, _) = self else { return false }
    var cipher = RC4(key: key(ofBlock: 0))
    let plain = cipher.apply(verifier)
    let expected = digest.digest(plain)
    return !expected.isEmpty && cipher.apply(check) == expected
  }

  private func key(ofBlock block: Int) -> [UInt8] {
    guard case .rc4(let seed, let digest, let length) = self else { return [] }
    let number = (0..<4).map { UInt8(truncatingIfNeeded: block >> (8 * $0)) }
    var key = Array(digest.digest(seed + number).prefix(length))
    // Keys of 40 bits are used as keys of 128 bits that end in zeros.
    if length == 5 { key += [UInt8](repeating: 0, count: 11) }
    return key
  }

  /// The key stream of a block of RC4; empty for the other way.
  func keyStream(ofBlock block: Int) -> [UInt8] {
    guard case .rc4 = self else { return [] }
    var cipher = RC4(key: key(ofBlock: block))
    return cipher.apply([UInt8](repeating: 0, count: Self.blockSize))
  }

  // MARK: Obfuscation

  private static let filling: [UInt8] = [
    0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F, 0, 0xBF, 0x0F, 0, 0,
  ]

  private init?(
    obfuscation record: BIFFRecord, at offset: Int, in stream: BIFFStream, _ password: String
  ) {
    guard let key = stream.number16(record, offset),
      let check = stream.number16(record, offset + 2)
    else { return nil }
    // A letter beyond 255 counts by its low byte, or by its high one where that is zero.
    let letters = password.utf16.prefix(15).map { unit in
      UInt8(truncatingIfNeeded: unit & 0xFF == 0 ? unit >> 8 : unit)
    }
    guard !letters.isEmpty, Self.check(letters) == check else { return nil }
    let pair = [UInt8(truncatingIfNeeded: key), UInt8(truncatingIfNeeded: key >> 8)]
    let padded = letters + Self.filling.prefix(16 - letters.count)
    self = .obfuscation(
      padded.enumerated().map { index, letter in
        let mixed = letter ^ pair[index & 1]
        return mixed << 2 | mixed >> 6
      })
  }

  /// The 16-bit check number of a password.
  private static func check(_ letters: [UInt8]) -> Int {
    var result = letters.count ^ 0xCE4B
    for (index, letter) in letters.enumerated() {
      let turned = Int(letter) << (index + 1)
      result ^= (turned & 0x7FFF) | (turned >> 15)
    }
    return result & 0xFFFF
  }
}
