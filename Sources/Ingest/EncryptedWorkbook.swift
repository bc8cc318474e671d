// SPDX-License-Identifier: Apache-2.0
// EncryptedWorkbook: a workbook behind a password, in the container of an old Office file.

import FileFormats

/// Opens encrypted Open XML files ([MS-OFFCRYPTO] 2.3.4).
enum EncryptedWorkbook {
  /// The password with which Excel saves workbooks that are protected and yet open for reading.
  static let defaultPassword = "VelvetSweatshop"

  /// True for the names of streams that no readable workbook has.
  static func isEncrypted(_ names: Set<String>) -> Bool {
    names.contains("encryptedpackage") || names.contains("encryptioninfo")
      || names.contains("\tdrmcontent")
  }

  /// The package's bytes, opened with the first password that fits.
  static func package(
    of file: CompoundFile, passwords: [String]
  ) throws(IngestError) -> [UInt8] {
    let encryption = try encryption(of: file)
    guard let key = key(encryption, passwords) else {
      throw IngestError(
        .encrypted, detail: encryption.name, passwordsTried: passwords.count)
    }
    guard let stream = try stream("EncryptedPackage", of: file) else {
      throw IngestError(.truncated, detail: "there is no encrypted package")
    }
    guard stream.isComplete else {
      throw IngestError(.truncated, detail: "the encrypted package is cut short")
    }
    do {
      return try encryption.decrypted(stream.bytes, key: key)
    } catch {
      switch error {
      case .corrupt(let detail): throw IngestError(.corrupt, detail: detail)
      case .truncated(let detail): throw IngestError(.truncated, detail: detail)
      case .unsupported(let detail): throw IngestError(.encrypted, detail: detail)
      }
    }
  }

  private static func key(
    _ encryption: any OfficeEncryption, _ passwords: [String]
  ) -> [UInt8]? {
    for password in [defaultPassword] + passwords {
      if let key = encryption.key(password: password) { return key }
    }
    return nil
  }

  /// A file whose protection cannot be understood is encrypted all the same.
  private static func encryption(
    of file: CompoundFile
  ) throws(IngestError) -> any OfficeEncryption {
    guard let information = try stream("EncryptionInfo", of: file) else {
      throw IngestError(.encrypted, detail: "rights management (IRM) or an unknown protection")
    }
    do {
      return try OfficeEncryptionDescription.read(information.bytes)
    } catch {
      switch error {
      case .corrupt(let detail), .truncated(let detail), .unsupported(let detail):
        throw IngestError(.encrypted, detail: detail)
      }
    }
  }

  private static func stream(
    _ name: String, of file: CompoundFile
  ) throws(IngestError) -> CompoundStream? {
    do {
      return try file.stream(name)
    } catch {
      throw IngestError(error)
    }
  }
}
