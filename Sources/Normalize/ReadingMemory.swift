// SPDX-License-Identifier: Apache-2.0
// ReadingMemory: what the words of a column were read as, so that each is read once.

import DataModel
import Definitions

/// Readings by text; blank ones are not in it.
///
/// A field's columns begin with what the columns before them have found out.
struct ReadingMemory: Sendable {
  /// Of more words than this none is kept: such a column does not repeat itself.
  private static let most = 4_096
  /// Each column that begins takes these along.
  private static let mostShared = 256
  private static let longestShared = 120

  struct Entry: Sendable {
    var value = FieldValue.missing(.blank)
    var steps = NormalizationSteps.none
    /// Whether the value prints something else than the text.
    var differs = false
    /// Nothing is wrong with the text, and it says nothing against the column's being the field.
    var isPlain = false
  }

  private(set) var entries: [Entry] = []
  /// What is wrong with a text, by the place of its reading.
  private(set) var problems: [Int: ValueProblem] = [:]
  private var byText = TextMap<Int>()
  private var recent = RecentTexts<Int>()

  /// The place of the text's reading; nil for a text that was not read yet.
  subscript(text: String) -> Int? {
    mutating get {
      guard !entries.isEmpty else { return nil }
      if let known = recent[text] { return known }
      guard let known = byText[text] else { return nil }
      recent[text] = known
      return known
    }
  }

  mutating func keep(_ reading: FieldReading, of text: String) {
    guard entries.count < Self.most else { return }
    byText[text] = entries.count
    if let problem = reading.problem { problems[entries.count] = problem }
    entries.append(
      Entry(
        value: reading.value, steps: reading.steps,
        differs: reading.needsText && ColumnBuilder.differs(text, reading.value),
        isPlain: reading.problem == nil && !ColumnDoubt.isContrary(reading.value)))
  }

  /// The same for a memory that many columns take along: a few short texts alone.
  mutating func share(_ reading: FieldReading, of text: String) {
    guard entries.count < Self.mostShared, text.utf8.count <= Self.longestShared,
      byText[text] == nil
    else { return }
    keep(reading, of: text)
  }
}
