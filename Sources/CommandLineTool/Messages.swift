// SPDX-License-Identifier: Apache-2.0
// Messages: what the program says on standard error, as text or as JSON lines.

import ArgumentParser
import Foundation

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
  func info(_ text: String, _ facts: [String: String] = [:]) { write("info", text, facts) }

  private func write(_ level: String, _ text: String, _ facts: [String: String]) {
    switch format {
    case .text:
      let head = level == "info" ? "" : "junheng: \(level): "
      Self.toStandardError(head + text + "\n")
    case .json:
      var object = facts
      object["level"] = level
      object["message"] = text
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      guard let line = try? encoder.encode(object) else { return }
      Self.toStandardError(String(decoding: line, as: UTF8.self) + "\n")
    }
  }

  static func toStandardError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  static func toStandardOutput(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
