// SPDX-License-Identifier: Apache-2.0
// RawArchive: archives as other programs write them, with names and fields of any kind.

/// Writes uncompressed members under names given as bytes.
struct RawArchive {
  static let utf8Flag = 0x0800
  static let encryptedFlag = 1

  private var local: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds a member; `statedSize` is what the directory says, if not the truth.
  mutating func add(
    _ name: [UInt8], _ content: [UInt8], flags: Int = 0, unicodeName: String? = nil,
    nameOfChecksum: [UInt8]? = nil, statedSize: Int? = nil
  ) {
    var extra: [UInt8] = []
    if let unicodeName {
      let sum = Self.number(Self.checksum(nameOfChecksum ?? name), 4)
      let field = [1] + sum + Array(unicodeName.utf8)
      extra = Self.number(0x7075, 2) + Self.number(field.count, 2) + field
    }
    let sizes = Self.number(content.count, 4) + Self.number(statedSize ?? content.count, 4)
    let fields =
      Self.number(20, 2) + Self.number(flags, 2) + Self.number(0, 2) + Self.number(0x0021_0000, 4)
      + Self.number(Self.checksum(content), 4) + sizes + Self.number(name.count, 2)
      + Self.number(extra.count, 2)
    let start = local.count
    local += Self.number(0x0403_4b50, 4) + fields + name + extra + content
    directory += Self.number(0x0201_4b50, 4) + Self.number(20, 2) + fields
    directory += Array(repeating: 0, count: 10) + Self.number(start, 4) + name + extra
    count += 1
  }

  func bytes() -> [UInt8] {
    local + directory + Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(local.count, 4)
      + Self.number(0, 2)
  }

  private static func number(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
