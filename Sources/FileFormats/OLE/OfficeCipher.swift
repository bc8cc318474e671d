// SPDX-License-Identifier: Apache-2.0
// OfficeCipher: the digests and block ciphers of encrypted workbooks, through the system's OpenSSL.

internal import CCrypto

/// The digests that an encrypted workbook may name.
package enum OfficeDigest: Hashable, Sendable, CaseIterable {
  case sha1
  case sha256
  case sha384
  case sha512

  /// Names come with a hyphen and without.
  init?(name: String) {
    switch name.uppercased() {
    case "SHA1", "SHA-1": self = .sha1
    case "SHA256", "SHA-256": self = .sha256
    case "SHA384", "SHA-384": self = .sha384
    case "SHA512", "SHA-512": self = .sha512
    default: return nil
    }
  }

  /// Bytes of a digest.
  package var size: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  private var algorithm: OpaquePointer? {
    switch self {
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }

  /// The digest of these bytes; empty when the system library refuses the algorithm.
  package func digest(_ bytes: [UInt8]...) -> [UInt8] { spun(bytes, count: 0) }

  /// The digest of the bytes of `seed` one after the other, then `count` times that of a number from 0 on and the digest before.
  ///
  /// This is what makes guessing slow ([MS-OFFCRYPTO] 2.3.4.7, 2.3.4.11).
  package func spun(_ seed: [[UInt8]], count: Int) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { return [] }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, algorithm, nil) == 1 else { return [] }
    for bytes in seed {
      guard EVP_DigestUpdate(context, bytes, bytes.count) == 1 else { return [] }
    }
    // The number stands in front of the digest, so that both are one run of bytes.
    var block = [UInt8](repeating: 0, count: 4 + Int(EVP_MAX_MD_SIZE))
    return block.withUnsafeMutableBufferPointer { block in
      guard let start = block.baseAddress, EVP_DigestFinal_ex(context, start + 4, nil) == 1 else {
        return []
      }
      for number in 0..<max(0, count) {
        for index in 0..<4 { start[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        // Without an algorithm the context keeps the one it has and need not look for it again.
        guard EVP_DigestInit_ex(context, nil, nil) == 1,
          EVP_DigestUpdate(context, start, 4 + size) == 1,
          EVP_DigestFinal_ex(context, start + 4, nil) == 1
        else { return [] }
      }
      return Array(block[4..<4 + size])
    }
  }

  /// The keyed digest of RFC 2104.
  package func authenticationCode(key: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    let blockSize = size > 32 ? 128 : 64
    let short = key.count > blockSize ? digest(key) : key
    let padded = short + [UInt8](repeating: 0, count: blockSize - short.count)
    return digest(padded.map { $0 ^ 0x5C }, digest(padded.map { $0 ^ 0x36 }, bytes))
  }
}

/// The block ciphers that an encrypted workbook may name.
package enum OfficeCipherKind: Hashable, Sendable {
  case aes
  case tripleDES

  init?(name: String) {
    switch name.uppercased() {
    case "AES": self = .aes
    case "3DES", "DESEDE": self = .tripleDES
    default: return nil
    }
  }

  var blockSize: Int { self == .aes ? 16 : 8 }

  var keySizes: Set<Int> { self == .aes ? [16, 24, 32] : [24] }
}

/// Decrypts whole blocks with one key.
package final class OfficeCipher {
  /// Calls of the system library take lengths of 32 bits.
  private static let piece = 1 << 20

  private let context: OpaquePointer
  private let blockSize: Int

  /// Nil when the key's length does not belong to the cipher, or the system library refuses it.
  ///
  /// `isChained`: each block depends on the one before it (CBC), and not on the key alone (ECB).
  package init?(_ kind: OfficeCipherKind, key: [UInt8], isChained: Bool) {
    guard kind.keySizes.contains(key.count), isChained || kind == .aes,
      let context = EVP_CIPHER_CTX_new()
    else { return nil }
    self.context = context
    blockSize = kind.blockSize
    let cipher =
      switch (kind, key.count) {
      case (.tripleDES, _): EVP_des_ede3_cbc()
      case (.aes, 16): isChained ? EVP_aes_128_cbc() : EVP_aes_128_ecb()
      case (.aes, 24): isChained ? EVP_aes_192_cbc() : EVP_aes_192_ecb()
      case (.aes, _): isChained ? EVP_aes_256_cbc() : EVP_aes_256_ecb()
      }
    let initial = [UInt8](repeating: 0, count: blockSize)
    guard EVP_DecryptInit_ex(context, cipher, nil, key, initial) == 1 else { return nil }
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  /// Appends the plain bytes; `initial` is what the first block is chained to.
  ///
  /// False, with nothing promised about `result`, when these are no whole blocks.
  package func decrypt(
    _ bytes: ArraySlice<UInt8>, initial: [UInt8]? = nil, into result: inout [UInt8]
  ) -> Bool {
    guard bytes.count % blockSize == 0, initial?.count ?? blockSize == blockSize,
      EVP_DecryptInit_ex(context, nil, nil, nil, initial ?? Array(repeating: 0, count: blockSize))
        == 1,
      EVP_CIPHER_CTX_set_padding(context, 0) == 1
    else { return false }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let end = min(bytes.endIndex, place + Self.piece)
      guard let plain = update(bytes[place..<end]) else { return false }
      result += plain
      place = end
    }
    return true
  }

  private func update(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var isDone = false
    let plain = [UInt8](unsafeUninitializedCapacity: bytes.count + blockSize) { output, count in
      bytes.withUnsafeBufferPointer { input in
        var length: Int32 = 0
        isDone =
          EVP_DecryptUpdate(
            context, output.baseAddress, &length, input.baseAddress, Int32(input.count)) == 1
        count = isDone ? Int(length) : 0
      }
    }
    return isDone && plain.count == bytes.count ? plain : nil
  }

  /// The plain bytes of something short; nil where `decrypt(_:initial:into:)` says false.
  package func decrypted(_ bytes: [UInt8], initial: [UInt8]? = nil) -> [UInt8]? {
    var result: [UInt8] = []
    return decrypt(bytes[...], initial: initial, into: &result) ? result : nil
  }
}
