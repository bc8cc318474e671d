// SPDX-License-Identifier: Apache-2.0
// ColumnWords: the words of one column and what they were read as.

import DataModel
import Definitions

/// What a column of words knows; a class, so that columns of numbers hold no room for it.
final class ColumnWords {
  @exclusivity(unchecked) private(set) var memory: ReadingMemory
  /// What is found out about a text holds for all columns of the field.
  private let isShared: Bool
  private let plan: FieldPlan
  /// The last two texts that are in the memory, and where.
  @exclusivity(unchecked) private var newest: (identity: TextIdentity, place: Int)?
  @exclusivity(unchecked) private var older: (identity: TextIdentity, place: Int)?

  init(_ plan: FieldPlan, isShared: Bool) {
    self.plan = plan
    self.isShared = isShared
    memory = isShared ? plan.memory : ReadingMemory()
  }

  /// The place of a text of the sheet among the readings: it may be one of the two that came last.
  ///
  /// Of a text that somebody made for the call that could not be told: another may take its place.
  @inline(__always)
  func recentPlace(of text: String) -> Int? {
    let identity = TextIdentity(text)
    if let newest, newest.identity == identity { return newest.place }
    let before = newest
    if let older, older.identity == identity {
      newest = older
    } else {
      guard let known = memory[text] else { return nil }
      newest = (identity, known)
    }
    older = before
    return newest?.place
  }

  func place(of text: String) -> Int? { memory[text] }

  func keep(_ reading: FieldReading, of text: String) {
    memory.keep(reading, of: text)
    if isShared { plan.keep(reading, of: text) }
  }
}
