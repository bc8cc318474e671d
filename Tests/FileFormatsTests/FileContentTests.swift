// SPDX-License-Identifier: Apache-2.0
// FileContentTests: bytes on disk read like bytes in memory.

import FileFormats
import TestSupport
import Testing

@Suite struct FileContentTests {
  private let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  @Test(arguments: [0..<10, 990..<1000, 5..<5, 0..<1000])
  func `a file on disk and its bytes in memory read alike`(range: Range<Int>) throws {
    let folder = try TemporaryFolder()
    let onDisk = try FileContent(path: folder.write("content.bin", bytes))
    let inMemory = FileContent(bytes: bytes)
    #expect(onDisk.count == 1000)
    #expect(onDisk.bytes(range) == Array(bytes[range]))
    #expect(inMemory.bytes(range) == Array(bytes[range]))
    #expect(onDisk.allBytes() == bytes)
  }

  @Test func `a range that runs past the end gives what there is`() throws {
    let folder = try TemporaryFolder()
    let content = try FileContent(path: folder.write("content.bin", bytes))
    #expect(content.bytes(995..<2000) == Array(bytes[995...]))
    #expect(content.bytes(2000..<3000).isEmpty)
  }

  @Test func `a read at or past the end, or before the start, gives nothing`() {
    let content = FileContent(bytes: bytes)
    var target = [UInt8](repeating: 0, count: 8)
    for offset in [1000, 1001, Int.max, -1, Int.min] {
      #expect(target.withUnsafeMutableBytes { content.read(at: offset, into: $0) } == 0)
    }
  }

  @Test func `a folder and a missing file cannot be opened`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileContentError(errorNumber: 0)) { try FileContent(path: folder.path) }
    #expect(throws: FileContentError(errorNumber: 2)) {
      try FileContent(path: folder.path + "/none")
    }
  }
}
