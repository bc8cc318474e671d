// SPDX-License-Identifier: Apache-2.0
// Messages: what the program says on standard error, as text or as JSON lines.

import ArgumentParser
import Foundation
import PipelineRunner

/// How messages are written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text
  case json
}

/// Writes messages to standard error.
///
/// Results never go this way.
struct Messages: Sendable {
  let format: LogFormat

  func error(_ text: String) { write("error", text, [:]) }
  func warning(_ text: String) { write("warning", text, [:]) }

  /// `facts`: what the sentence says in numbers, for programs; printed in JSON only.
  func info(_ text: String, _ facts: [String: Int] = [:]) { write("info", text, facts) }

  private func write(_ level: String, _ text: String, _ facts: [String: Int]) {
    switch format {
    case .text:
      let head = level == "info" ? "" : "junheng: \(level): "
      Self.toStandardError(head + Self.shown(text) + "\n")
    case .json:
      let object = Line(
        level: level, message: text, facts: facts.isEmpty ? nil : facts)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      guard let line = try? encoder.encode(object) else { return }
      Self.toStandardError(String(decoding: line, as: UTF8.self) + "\n")
    }
  }

  private struct Line: Encodable {
    var level: String
    var message: String
    var facts: [String: Int]?
  }

  /// What cannot be said on standard error cannot be said at all.
  static func toStandardError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Results that cannot be written are a failure of the command.
  static func toStandardOutput(_ text: String) throws {
    try toStandardOutput(Array(text.utf8))
  }

  static func toStandardOutput(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      throw RunFailure(
        .cannotWrite, chinese: "结果写不出去（标准输出）。", english: "standard output cannot be written")
    }
  }

  /// Control and format characters of file names and cells must not reach a terminal.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          switch scalar.properties.generalCategory {
          case .control where scalar != "\n", .format, .surrogate, .lineSeparator,
            .paragraphSeparator:
            Array("\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
          default: [scalar]
          }
        }))
  }
}
