// SPDX-License-Identifier: Apache-2.0
// OfficeEncryption: how an encrypted Open XML file describes its encryption ([MS-OFFCRYPTO] 2.3.4).

/// Why an encrypted package cannot be opened, whatever the password is.
package enum OfficeEncryptionError: Error, Hashable, Sendable {
  /// The description, or the package, contradicts itself.
  case corrupt(String)
  /// The package ends before the bytes it promises.
  case truncated(String)
  /// A protection that is not known here; what it is.
  case unsupported(String)
}

/// One way of encrypting a package.
package protocol OfficeEncryption {
  /// What it is, in English: `agile encryption, AES-256, SHA512`.
  var name: String { get }
  /// The key of the package; nil when the password is not the right one.
  func key(password: String) -> [UInt8]?
  /// The package's plain bytes out of its stream, which begins with their number.
  func decrypted(_ stream: [UInt8], key: [UInt8]) throws(OfficeEncryptionError) -> [UInt8]
}

/// Tells the ways apart by the version in front of the description.
package enum OfficeEncryptionDescription {
  /// The encryption that the stream `EncryptionInfo` describes.
  package static func read(
    _ information: [UInt8]
  ) throws(OfficeEncryptionError) -> any OfficeEncryption {
    guard let major = information.littleEndian16(at: 0),
      let minor = information.littleEndian16(at: 2), information.count > 8
    else { throw .corrupt("the description of the encryption is cut short") }
    switch (major, minor) {
    case (4, 4): return try AgileEncryption(information)
    case (2...4, 2): return try StandardEncryption(information)
    case (3...4, 3): throw .unsupported("extensible encryption")
    default: throw .unsupported("an unknown encryption, version \(major).\(minor)")
    }
  }
}

/// What both ways have in common.
enum EncryptedPackage {
  /// Bytes in front of the encrypted ones: how many of them are meant.
  static let headerSize = 8

  /// Passwords are used as UTF-16, the low byte of each unit first.
  static func wide(_ password: String) -> [UInt8] {
    password.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// The encrypted bytes in whole blocks, and how many plain ones they stand for.
  ///
  /// What the header says is believed only as far as there are bytes.
  static func content(
    of stream: [UInt8], blockSize: Int
  ) throws(OfficeEncryptionError) -> (bytes: ArraySlice<UInt8>, size: Int) {
    guard stream.count >= headerSize else {
      throw .truncated("the encrypted package is cut short")
    }
    let room = (stream.count - headerSize) / blockSize * blockSize
    guard let size = stream.littleEndian64(at: 0), size <= room else {
      throw .truncated("the encrypted package is shorter than it says")
    }
    return (stream[headerSize..<headerSize + room], size)
  }
}
