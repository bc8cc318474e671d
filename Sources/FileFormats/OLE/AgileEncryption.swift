// SPDX-License-Identifier: Apache-2.0
// AgileEncryption: the encryption of Excel 2010 and later ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15).

/// Segments in CBC under one key, which is itself encrypted with the password.
struct AgileEncryption: OfficeEncryption {
  /// What a password is combined with for each of its uses.
  private enum Purpose {
    static let verifier: [UInt8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]
    static let check: [UInt8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]
    static let packageKey: [UInt8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]
    static let codeKey: [UInt8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6]
    static let code: [UInt8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33]
  }

  private static let segmentSize = 4096

  private let description: AgileDescription

  /// Reads the XML behind the version.
  init(_ bytes: [UInt8]) throws(OfficeEncryptionError) {
    description = try AgileDescription(Array(bytes[8...]))
  }

  var name: String {
    let data = description.data
    let cipher = data.cipher == .aes ? "AES-\(data.keySize * 8)" : "3DES"
    return "agile encryption, \(cipher), SHA-\(data.digest == .sha1 ? 1 : data.digest.size * 8)"
  }

  func key(password: String) -> [UInt8]? {
    let lock = description.lock
    let parameters = lock.parameters
    let digest = parameters.digest
    let spun = digest.spun(
      [parameters.salt, EncryptedPackage.wide(password)], count: lock.spinCount)
    let open = { (secret: [UInt8], purpose: [UInt8]) -> [UInt8]? in
      let key = Self.fitted(digest.digest(spun, purpose), to: parameters.keySize)
      return OfficeCipher(parameters.cipher, key: key, isChained: true)?.decrypted(
        secret, initial: Self.fitted(parameters.salt, to: parameters.cipher.blockSize))
    }
    guard let verifier = open(lock.verifier, Purpose.verifier),
      let check = open(lock.check, Purpose.check), check.count >= digest.size,
      digest.digest(Array(verifier.prefix(parameters.salt.count)))[...]
        == check.prefix(digest.size),
      let key = open(lock.packageKey, Purpose.packageKey),
      key.count >= description.data.keySize
    else { return nil }
    return Array(key.prefix(description.data.keySize))
  }

  func decrypted(
    _ stream: [UInt8], key: [UInt8]
  ) throws(OfficeEncryptionError) -> [UInt8] {
    let data = description.data
    let (bytes, size) = try EncryptedPackage.content(
      of: stream, blockSize: data.cipher.blockSize)
    guard let cipher = OfficeCipher(data.cipher, key: key, isChained: true) else {
      throw .unsupported("an encryption that this system's library refuses")
    }
    try checkIntegrity(of: stream, cipher)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let end = min(bytes.endIndex, place + Self.segmentSize)
      let number = (place - bytes.startIndex) / Self.segmentSize
      guard
        cipher.decrypt(
          bytes[place..<end], initial: initial(EncryptedPackage.number(number)), into: &plain)
      else { throw .corrupt("a segment of the encrypted package cannot be decrypted") }
      place = end
    }
    plain.removeLast(plain.count - size)
    return plain
  }

  /// Fails when the package is not the one that was encrypted.
  ///
  /// The description need not hold a code; what it does hold must be right.
  private func checkIntegrity(
    of stream: [UInt8], _ cipher: OfficeCipher
  ) throws(OfficeEncryptionError) {
    guard let integrity = description.integrity else { return }
    let digest = description.data.digest
    guard
      let key = cipher.decrypted(integrity.key, initial: initial(Purpose.codeKey)),
      let code = cipher.decrypted(integrity.code, initial: initial(Purpose.code)),
      key.count >= digest.size, code.count >= digest.size,
      digest.authenticationCode(key: Array(key.prefix(digest.size)), of: stream)[...]
        == code.prefix(digest.size)
    else { throw .corrupt("the encrypted package was changed: its integrity check fails") }
  }

  private func initial(_ purpose: [UInt8]) -> [UInt8] {
    let data = description.data
    return Self.fitted(data.digest.digest(data.salt, purpose), to: data.cipher.blockSize)
  }

  /// Cut to a length, or filled up to it.
  private static func fitted(_ bytes: [UInt8], to size: Int) -> [UInt8] {
    Array(bytes.prefix(size)) + [UInt8](repeating: 0x36, count: max(0, size - bytes.count))
  }
}
