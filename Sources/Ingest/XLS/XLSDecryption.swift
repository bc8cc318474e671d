// SPDX-License-Identifier: Apache-2.0
// XLSDecryption: makes an encrypted workbook stream readable.

/// Decrypts the contents of records; their headers are never encrypted.
enum XLSDecryption {
  /// Records that are never encrypted: beginnings, the encryption itself, locks ([MS-XLS] 2.2.10).
  private static let plainRecords: Set<Int> = [
    0x0009, 0x0209, 0x0409, 0x0809, BIFFType.filePass, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196,
  ]

  /// The readable stream, opened with the first password that fits.
  static func decrypted(
    _ stream: BIFFStream, _ filePass: BIFFRecord, version: BIFFVersion, passwords: [String]
  ) throws(IngestError) -> BIFFStream {
    guard let kind = XLSCipher.Kind(filePass, in: stream, version: version) else {
      throw IngestError(.encrypted, detail: "an unknown encryption")
    }
    for password in [EncryptedWorkbook.defaultPassword] + passwords {
      if let cipher = XLSCipher(kind, filePass, in: stream, password: password) {
        return decrypted(stream, filePass, cipher)
      }
    }
    throw IngestError(.encrypted, detail: kind.rawValue, passwordsTried: passwords.count)
  }

  private static func decrypted(
    _ stream: BIFFStream, _ filePass: BIFFRecord, _ cipher: XLSCipher
  ) -> BIFFStream {
    var bytes = stream.bytes
    var block = -1
    var keys: [UInt8] = []
    var place = filePass.end
    while let record = stream.record(at: place) {
      place = record.end
      guard !plainRecords.contains(record.type) else { continue }
      // Where a sheet begins is left readable.
      let from = record.start + (record.type == BIFFType.boundSheet ? min(4, record.count) : 0)
      switch cipher {
      case .rc4:
        for index in from..<record.end {
          if index / XLSCipher.blockSize != block {
            block = index / XLSCipher.blockSize
            keys = cipher.keyStream(ofBlock: block)
          }
          bytes[index] ^= keys[index % XLSCipher.blockSize]
        }
      case .obfuscation(let pattern):
        for index in from..<record.end {
          let turned = bytes[index] << 3 | bytes[index] >> 5
          bytes[index] = turned ^ pattern[(index + record.count) % 16]
        }
      }
    }
    // Readers must not take it for encrypted once more.
    bytes[filePass.start - 4] = 0xFF
    bytes[filePass.start - 3] = 0xFF
    return BIFFStream(bytes: bytes)
  }
}
