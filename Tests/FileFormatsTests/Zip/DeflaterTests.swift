// SPDX-License-Identifier: Apache-2.0
// DeflaterTests: compressed pieces make one stream, whichever library makes them.

import FileFormats
import Testing

@Suite struct DeflaterTests {
  /// Bytes that compress a little.
  private static func sample(_ count: Int) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { index in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return index % 3 == 0 ? UInt8(truncatingIfNeeded: state) : UInt8(index % 7)
    }
  }

  @Test(arguments: DeflateEngine.allCases, [0, 1, 5, 70_000, 600_000])
  func `pieces put together inflate to the bytes they were made of`(
    engine: DeflateEngine, count: Int
  ) throws {
    let bytes = Self.sample(count)
    let deflater = try #require(Deflater(engine))
    var packed: [UInt8] = []
    let (first, second) = (bytes[..<(count / 3)], bytes[(count / 3)...])
    #expect(first.withUnsafeBytes { deflater.pack($0, isLast: false, to: &packed) })
    #expect(second.withUnsafeBytes { deflater.pack($0, isLast: true, to: &packed) })
    let archive = Self.archive(of: packed, bytes)
    #expect(try ZipReader(archive).contents(of: "a", maxBytes: 1 << 30) == bytes)
  }

  @Test(arguments: DeflateEngine.allCases)
  func `the same bytes give the same data again`(engine: DeflateEngine) throws {
    let deflater = try #require(Deflater(engine))
    let bytes = Self.sample(300_000)
    var packed: [[UInt8]] = []
    for _ in 0..<3 {
      var one: [UInt8] = []
      _ = bytes.withUnsafeBytes { deflater.pack($0, isLast: true, to: &one) }
      packed.append(one)
    }
    #expect(packed[0] == packed[1] && packed[1] == packed[2])
    #expect(packed[0].count < bytes.count)
  }

  @Test func `compressing at once gives what a reader inflates`() throws {
    let bytes = Self.sample(1000)
    let packed = try #require(Deflate.compress(bytes))
    let archive = Self.archive(of: packed, bytes)
    #expect(try ZipReader(archive).contents(of: "a", maxBytes: 1 << 30) == bytes)
  }

  /// An archive of one member with these deflate data.
  private static func archive(of packed: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    func field(_ number: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let fields =
      field(20, 2) + field(0, 2) + field(8, 2) + field(0, 4)
      + field(Int(Deflate.checksum(bytes)), 4) + field(packed.count, 4) + field(bytes.count, 4)
      + field(1, 2) + field(0, 2)
    let local = field(0x0403_4b50, 4) + fields + Array("a".utf8) + packed
    let entry =
      field(0x0201_4b50, 4) + field(20, 2) + fields + field(0, 6) + field(0, 4) + field(0, 4)
      + Array("a".utf8)
    return local + entry + field(0x0605_4b50, 4) + field(0, 4) + field(1, 2) + field(1, 2)
      + field(entry.count, 4) + field(local.count, 4) + field(0, 2)
  }
}
