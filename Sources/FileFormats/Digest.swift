// SPDX-License-Identifier: Apache-2.0
// Digest: digests of bytes through the system's OpenSSL.

internal import CCrypto

/// Message digests as lowercase hexadecimal text.
package enum Digest {
  /// The SHA-256 of the bytes, 64 lowercase hexadecimal digits.
  ///
  /// "" only if the system library refuses, which it does for no input.
  package static func sha256Hex(_ bytes: [UInt8]) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
      var length: UInt32 = 0
      let done = EVP_Digest(
        bytes, bytes.count, output.baseAddress, &length, EVP_sha256(), nil)
      count = done == 1 ? Int(length) : 0
    }
    return hex(digest)
  }

  /// The SHA-256 of any other run of bytes, such as the UTF-8 view of a text.
  package static func sha256Hex(_ bytes: some Sequence<UInt8>) -> String {
    sha256Hex([UInt8](bytes))
  }

  fileprivate static func hex(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(digest.count * 2)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The SHA-256 of bytes that come piece by piece.
package final class DigestStream {
  private let context: OpaquePointer?

  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  package func append(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// 64 lowercase hexadecimal digits; ends the stream.
  package func finish() -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
      var length: UInt32 = 0
      let done = EVP_DigestFinal_ex(context, output.baseAddress, &length)
      count = done == 1 ? Int(length) : 0
    }
    return Digest.hex(digest)
  }
}

/// Digests that protect nothing any more, for reading files that were made with them.
package enum LegacyDigest: Hashable, Sendable {
  case md5
  case sha1

  /// The digest of the bytes; empty when the system library refuses the algorithm.
  package func digest(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { output, count in
      var length: UInt32 = 0
      let algorithm = self == .md5 ? EVP_md5() : EVP_sha1()
      let done = EVP_Digest(bytes, bytes.count, output.baseAddress, &length, algorithm, nil)
      count = done == 1 ? Int(length) : 0
    }
  }
}
