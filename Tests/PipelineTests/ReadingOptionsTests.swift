// SPDX-License-Identifier: Apache-2.0
// ReadingOptionsTests: limits go up only, and a file of passwords is read as people write it.

import DataModel
import PipelineRunner
import TestSupport
import Testing

@Suite struct ReadingOptionsTests {
  private static func failure(
    limits: [String] = [], passwordFile: String? = nil
  ) -> RunFailure? {
    do {
      _ = try ReadingOptions(limits: limits, passwordFile: passwordFile)
      return nil
    } catch {
      return error as? RunFailure
    }
  }

  private static func passwords(_ bytes: some Sequence<UInt8>) throws -> [String] {
    let folder = try TemporaryFolder()
    return try ReadingOptions(limits: [], passwordFile: folder.write("密码.txt", bytes)).passwords
  }

  @Test func `limits that are raised are told, in an order of their own`() throws {
    let options = try ReadingOptions(
      limits: ["nesting=1K", "cells=50000000", "cells=64M", "sheets=1000"], passwordFile: nil)
    #expect(options.raised == ["cells=67108864", "nesting=1024"])
    #expect(ReadingOptions().raised == [])
  }

  @Test(arguments: [
    "cells", "cells=", "cells=x", "cells=-1", "cells=39999999", "cells=0", "Cells=50000000",
    "=50000000", "", "nosuch=1G", "rows=2000000", "columns=20000", "nesting=10001",
    "archive-depth=17", "file-bytes=9999999999G", "cells=1=2",
  ])
  func `any other limit is bad usage, and those that there are are listed`(text: String) {
    let failure = Self.failure(limits: [text])
    #expect(failure?.kind == .usage)
    for language in Language.allCases {
      let message = failure?.message.text(language) ?? ""
      #expect(message.contains("cells=40000000"))
      #expect(message.contains("archive-depth=1"))
      #expect(!message.contains(" rows="))
      #expect(!message.contains("\n"))
    }
  }

  @Test(arguments: [
    ("一\n二\n", ["一", "二"]), ("\u{FEFF}a\r\nb", ["a", "b"]), ("a\r\rb\r", ["a", "b"]),
    ("\n\r\n a b \n\n", [" a b "]), ("a\nb\na\n", ["a", "b"]),
    ("\u{FEFF}\n\u{FEFF}x\n", ["\u{FEFF}x"]),
    ("é\ne\u{301}", ["é", "e\u{301}"]),
  ])
  func `each line is a password`(text: String, expected: [String]) throws {
    let found = try Self.passwords(text.utf8)
    #expect(found.map { Array($0.utf16) } == expected.map { Array($0.utf16) })
  }

  @Test(arguments: [[], [0x0A, 0x0D, 0x0A], [0xEF, 0xBB, 0xBF], [0xC3, 0xDC, 0xC2, 0xEB]])
  func `a file without a password or in another encoding is no input`(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let failure = Self.failure(passwordFile: try folder.write("密码.txt", bytes))
    #expect(failure?.kind == .noInput)
    #expect(failure?.message.chinese.contains("密码.txt") == true)
  }

  @Test func `a file that is missing, a folder or far too large is no input`() throws {
    let folder = try TemporaryFolder()
    let large = try folder.write("大.txt", [UInt8](repeating: 0x61, count: 1 << 20 + 1))
    for path in [folder.path + "/没有.txt", folder.path, large] {
      let failure = Self.failure(passwordFile: path)
      #expect(failure?.kind == .noInput)
      #expect(failure?.message.english.contains("--limit") == false)
    }
  }
}
