// SPDX-License-Identifier: Apache-2.0
// LegacyCipher: the cipher that Office used before 2007.

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
