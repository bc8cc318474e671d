// SPDX-License-Identifier: Apache-2.0
// ColumnWords: the words of one column and what they were read as.

import DataModel
import Definitions

/// What a column of words knows; a class, so that columns of numbers hold no room for it.
final class ColumnWords {
  @exclusivity(unchecked) private(set) var memory: ReadingMemory
  /// The memory is the one of all columns of the field.
  @exclusivity(unchecked) private var isShared: Bool
  private let plan: FieldPlan
  /// The last two texts of which the reading leaves nothing to say, and what they were read as.
  @exclusivity(unchecked) private var newest: TextIdentity?
  @exclusivity(unchecked) private var older: TextIdentity?
  /// The reading of the newest.
  @exclusivity(unchecked) private(set) var recent = ReadingMemory.Entry()
  @exclusivity(unchecked) private var olderReading = ReadingMemory.Entry()

  init(_ plan: FieldPlan, isShared: Bool) {
    self.plan = plan
    self.isShared = isShared
    memory = isShared ? plan.memory : ReadingMemory()
  }

  /// Whether a text of the sheet is known and nothing is wrong with it: its reading is `recent`, then.
  ///
  /// Of a text that somebody made for the call that could not be told: another may take its place.
  @inline(__always)
  func isRecent(_ text: String) -> Bool {
    newest == TextIdentity(text) || becomesRecent(text)
  }

  private func becomesRecent(_ text: String) -> Bool {
    let identity = TextIdentity(text)
    if older == identity {
      swap(&newest, &older)
      swap(&recent, &olderReading)
      return true
    }
    guard let known = memory[text], memory.entries[known].isPlain else { return false }
    swap(&recent, &olderReading)
    recent = memory.entries[known]
    (older, newest) = (newest, identity)
    return true
  }

  func place(of text: String) -> Int? { memory[text] }

  func keep(_ reading: FieldReading, of text: String) {
    guard isShared else {
      memory.keep(reading, of: text)
      return
    }
    // Given back first: what two hold is copied as soon as one of them adds to it.
    memory = ReadingMemory()
    memory = plan.keep(reading, of: text)
    if memory[text] == nil {
      isShared = false
      memory.keep(reading, of: text)
    }
  }
}
