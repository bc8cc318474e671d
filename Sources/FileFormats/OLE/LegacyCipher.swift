// SPDX-License-Identifier: Apache-2.0
// LegacyCipher: the digests and the cipher that Office used before 2007.

internal import CCrypto

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

/// The RC4 stream cipher; newer system libraries offer it no more.
package struct RC4 {
  private var state = [UInt8](0...255)
  private var first: UInt8 = 0
  private var second: UInt8 = 0

  /// An empty key leaves the initial state as it is.
  package init(key: [UInt8]) {
    guard !key.isEmpty else { return }
    var other: UInt8 = 0
    for index in 0..<256 {
      other = other &+ state[index] &+ key[index % key.count]
      state.swapAt(index, Int(other))
    }
  }

  /// The next byte of the key stream.
  package mutating func next() -> UInt8 {
    first = first &+ 1
    second = second &+ state[Int(first)]
    state.swapAt(Int(first), Int(second))
    return state[Int(state[Int(first)] &+ state[Int(second)])]
  }

  /// The bytes combined with the next ones of the key stream.
  package mutating func apply(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { $0 ^ next() }
  }
}
