// SPDX-License-Identifier: Apache-2.0
// ReadingOptions: how far the files of one call may go, and the passwords they are opened with.

import DataModel
package import Ingest

/// What `--limit` and `--password-file` ask for.
package struct ReadingOptions: Sendable {
  package private(set) var limits = IngestLimits.default
  /// Never printed and never written anywhere.
  package private(set) var passwords: [String] = []
  /// Lies among the submissions at times, and is none.
  package private(set) var passwordFile: String?
  /// The raised limits as `name=value`, in the order of their declaration.
  package private(set) var raised: [String] = []

  /// The limits as they are, and no passwords.
  package init() {}

  /// Reads the options as they were given.
  ///
  /// Fails with `.usage` for a limit that there is not or that is lowered, and with `.noInput` when
  /// the file of passwords cannot be read or holds none.
  package init(limits: [String], passwordFile: String?) throws {
    for text in limits { try raise(text) }
    raised = IngestLimit.allCases.filter { self.limits[$0] != IngestLimits.default[$0] }
      .map { "\($0.rawValue)=\(self.limits[$0])" }
    if let passwordFile {
      self.passwordFile = passwordFile
      passwords = try PasswordFile.read(passwordFile)
    }
  }

  private mutating func raise(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let limit = IngestLimit(rawValue: String(parts[0])) else {
      throw Self.failure(
        chinese: "没有这项上限：--limit \(text)", english: "there is no such limit: --limit \(text)")
    }
    let lowest = IngestLimits.default[limit]
    guard limit.isRaisable else {
      throw Self.failure(
        chinese: "\(limit.rawValue)=\(lowest) 是格式本身的上限，不能放宽",
        english: "\(limit.rawValue)=\(lowest) is a limit of the format and cannot be raised")
    }
    guard let value = IngestLimit.value(String(parts[1])), (lowest...limit.highest) ~= value else {
      throw Self.failure(
        chinese: "--limit \(text)：应为 \(lowest) 至 \(limit.highest) 的整数，可带 K、M、G",
        english: "--limit \(text): a whole number from \(lowest) to \(limit.highest) is expected,"
          + " with K, M or G if you like")
    }
    limits[limit] = value
  }

  /// Names every limit that can be raised, with its default.
  private static func failure(chinese: String, english: String) -> RunFailure {
    let list = IngestLimit.allCases.filter(\.isRaisable)
      .map { "\($0.rawValue)=\(IngestLimit.text(IngestLimits.default[$0]))" }
      .joined(separator: " ")
    return RunFailure(
      .usage, chinese: "\(chinese)。可放宽的上限及默认值：\(list)",
      english: "\(english); the limits that can be raised, with their defaults: \(list)")
  }
}

/// A text file with one password on each line.
enum PasswordFile {
  /// Longer ones are no lists of passwords.
  private static let mostBytes = 1 << 20

  /// The passwords in their order, each once; spaces belong to them, line ends do not.
  ///
  /// No message repeats anything out of the file.
  static func read(_ path: String) throws -> [String] {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: mostBytes)
    } catch FileFault.tooLarge {
      throw failure(path, chinese: "文件太大。", english: "It is too large for a list of passwords.")
    } catch {
      let reason = FileFault.sentence(for: error)
      throw failure(path, chinese: reason.chinese, english: reason.english)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(path, chinese: "不是 UTF-8 编码的文本。", english: "It is no text in UTF-8.")
    }
    var seen: Set<[UInt16]> = []
    let lines = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
      .split { $0 == "\n" || $0 == "\r" }
      .map { String($0) }
      // Equal letters may be written in two ways, which are two passwords.
      .filter { seen.insert(Array($0.utf16)).inserted }
    guard !lines.isEmpty else {
      throw failure(path, chinese: "里面没有密码。", english: "It holds no password.")
    }
    return lines
  }

  private static func failure(_ path: String, chinese: String, english: String) -> RunFailure {
    RunFailure(
      .noInput, chinese: "密码文件“\(path)”读不出来：\(chinese)",
      english: "the password file “\(path)” cannot be read: \(english)")
  }
}
