// SPDX-License-Identifier: Apache-2.0
// ScalarSet: characters of the basic plane as bits: asked once or more for every row.

import DataModel

/// A set of Unicode scalars with constant, small cost for the question whether one is in it.
struct ScalarSet: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1024)
  /// Scalars beyond U+FFFF, which nearly no word begins with.
  private var others: Set<Unicode.Scalar> = []

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars {
      guard scalar.value < 0x1_0000 else {
        others.insert(scalar)
        continue
      }
      bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
  }

  /// The set with every character whose simplified form is in it.
  func withTraditional() -> ScalarSet {
    let common = (UInt32(0x4E00)...0x9FFF).lazy.compactMap(Unicode.Scalar.init)
    let traditional = common.filter { contains(SimplifiedCharacters.simplified($0)) }
    var result = self
    for scalar in traditional {
      result.bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
    return result
  }

  /// By byte of UTF-8, whether it is the last of a character of the set.
  var lastBytes: [Bool] {
    var ends = [Bool](repeating: false, count: 256)
    for scalar in (UInt32(0)..<0x1_0000).lazy.compactMap(Unicode.Scalar.init)
    where contains(scalar) {
      ends[Self.lastByte(scalar)] = true
    }
    for scalar in others { ends[Self.lastByte(scalar)] = true }
    return ends
  }

  private static func lastByte(_ scalar: Unicode.Scalar) -> Int {
    Int(scalar.value < 0x80 ? scalar.value : 0x80 | scalar.value & 0x3F)
  }

  @inline(__always)
  func contains(_ scalar: Unicode.Scalar) -> Bool { contains(scalar.value) }

  /// The same by the number of a scalar.
  @inline(__always)
  func contains(_ value: UInt32) -> Bool {
    guard value < 0x1_0000 else { return hasBeyond(value) }
    return bits[Int(value >> 6)] & (1 << UInt64(value & 63)) != 0
  }

  private func hasBeyond(_ value: UInt32) -> Bool {
    Unicode.Scalar(value).map(others.contains) ?? false
  }
}
