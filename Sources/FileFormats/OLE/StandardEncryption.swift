// SPDX-License-Identifier: Apache-2.0
// StandardEncryption: the encryption of Excel 2007 ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9).

/// AES block by block, with a key made by SHA-1.
struct StandardEncryption: OfficeEncryption {
  private static let spinCount = 50_000
  private static let saltSize = 16
  private static let verifierSize = 16
  private static let checkSize = 32
  private static let external = 0x10

  private let keySize: Int
  private let salt: [UInt8]
  private let verifier: [UInt8]
  private let check: [UInt8]

  /// Reads the header and the verifier behind the version.
  init(_ bytes: [UInt8]) throws(OfficeEncryptionError) {
    guard let headerSize = bytes.littleEndian32(at: 8), (32...4096).contains(headerSize),
      let flags = bytes.littleEndian32(at: 12), let algorithm = bytes.littleEndian32(at: 20),
      let digest = bytes.littleEndian32(at: 24), let bits = bytes.littleEndian32(at: 28)
    else { throw .corrupt("the description of the encryption is damaged") }
    guard flags & Self.external == 0 else { throw .unsupported("external encryption") }
    keySize = try Self.keySize(algorithm: algorithm, bits: bits)
    guard digest == 0 || digest == 0x8004 else {
      throw .unsupported("standard encryption with the digest \(digest)")
    }
    let start = 12 + headerSize
    let end = start + 4 + Self.saltSize + Self.verifierSize + 4 + Self.checkSize
    guard bytes.count >= end, bytes.littleEndian32(at: start) == Self.saltSize else {
      throw .corrupt("the verifier of the encryption is damaged")
    }
    salt = Array(bytes[start + 4..<start + 20])
    verifier = Array(bytes[start + 20..<start + 36])
    check = Array(bytes[start + 40..<end])
  }

  /// In bytes; the algorithm is the better witness where the two differ.
  private static func keySize(
    algorithm: Int, bits: Int
  ) throws(OfficeEncryptionError) -> Int {
    switch algorithm {
    case 0x660E: return 16
    case 0x660F: return 24
    case 0x6610: return 32
    case 0x6801: throw .unsupported("RC4 encryption")
    case 0 where bits == 0: return 16
    case 0 where [128, 192, 256].contains(bits): return bits / 8
    default: throw .unsupported("standard encryption with the algorithm \(algorithm)")
    }
  }

  var name: String { "standard encryption, AES-\(keySize * 8)" }

  func key(password: String) -> [UInt8]? {
    let digest = OfficeDigest.sha1
    let spun = digest.spun([salt, EncryptedPackage.wide(password)], count: Self.spinCount)
    let last = digest.digest(spun, EncryptedPackage.number(0))
    guard last.count == digest.size else { return nil }
    let half = { (filling: UInt8) -> [UInt8] in
      var block = [UInt8](repeating: filling, count: 64)
      for (index, byte) in last.enumerated() { block[index] ^= byte }
      return digest.digest(block)
    }
    let key = Array((half(0x36) + half(0x5C)).prefix(keySize))
    guard let cipher = OfficeCipher(.aes, key: key, isChained: false),
      let plain = cipher.decrypted(verifier), let expected = cipher.decrypted(check),
      digest.digest(plain)[...] == expected.prefix(digest.size)
    else { return nil }
    return key
  }

  func decrypted(
    _ stream: [UInt8], key: [UInt8]
  ) throws(OfficeEncryptionError) -> [UInt8] {
    let (bytes, size) = try EncryptedPackage.content(of: stream, blockSize: 16)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    guard let cipher = OfficeCipher(.aes, key: key, isChained: false),
      cipher.decrypt(bytes, into: &plain)
    else { throw .unsupported("an encryption that this system's library refuses") }
    plain.removeLast(plain.count - size)
    return plain
  }
}
