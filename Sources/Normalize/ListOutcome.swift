// SPDX-License-Identifier: Apache-2.0
// ListOutcome: what reading a list came to.

import DataModel

/// What was read, where reading stopped, and the rows after the last record.
struct ListOutcome {
  var table: RecordTable
  var nextHeader: FoundHeader?
  var trailing: [Int]
  /// Fields of which some cell may contradict its header.
  var doubtful: [Int]
}
