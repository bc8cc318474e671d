// SPDX-License-Identifier: Apache-2.0
// DefinitionSource: where a declaration comes from: the clause behind it, and its place in the file.

/// The document and clause that a declaration rests on.
package struct DefinitionSource: Hashable, Sendable {
  /// Document, such as 教督〔2017〕6号.
  package var document: String
  package var clause: String
  /// Edition or year where the document has several; "" otherwise.
  package var edition: String
  /// False while the clause has not been seen in the official text: shown to users as 未核实.
  package var confirmed: Bool

  package init(document: String, clause: String, edition: String = "", confirmed: Bool) {
    self.document = document
    self.clause = clause
    self.edition = edition
    self.confirmed = confirmed
  }

  /// `教督〔2017〕6号 第五条`, with the mark 〔未核实〕 where unconfirmed.
  package var label: String {
    let place = [document, edition, clause].filter { !$0.isEmpty }.joined(separator: " ")
    return confirmed ? place : place + "〔未核实〕"
  }
}

/// Where a declaration stands: a file relative to the pipelines folder, 1-based line and column.
package struct DefinitionPlace: Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}

/// A text in the two languages of the program.
package struct BilingualText: Hashable, Sendable {
  package var chinese: String
  package var english: String

  package init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  package func text(_ language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

/// The languages messages exist in.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"
}
