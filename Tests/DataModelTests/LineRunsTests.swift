// SPDX-License-Identifier: Apache-2.0
// LineRunsTests: runs of rows and columns.

import DataModel
import Testing

@Suite struct LineRunsTests {
  @Test(
    arguments: [
      ([], []),
      ([1...1, 2...2, 3...5], [1...5]),
      ([7...8, 1...2, 3...3, 8...9], [1...3, 7...9]),
      ([4...9, 5...6, 10...10], [4...10]),
      ([-5...0, 2_000_000...2_000_001], []),
      ([-5...3], [1...3]),
      ([1_048_576...9_999_999], [1_048_576...1_048_576]),
    ] as [([ClosedRange<Int>], [ClosedRange<Int>])])
  func `lines become runs in order, and those outside a sheet are none`(
    lines: [ClosedRange<Int>], runs: [ClosedRange<Int>]
  ) {
    #expect(LineRuns(lines).runs == runs)
  }

  @Test func `runs are bounded, the count is not`() {
    var lines = LineRuns()
    for line in 0...LineRuns.mostRuns { lines.insert(1 + line * 2) }
    #expect(lines.count == LineRuns.mostRuns + 1)
    #expect(lines.runs.count == LineRuns.mostRuns)
    #expect(!lines.isComplete)
  }

  @Test func `comments are bounded in number and in bytes`() {
    let place = CellReference(row: 1, column: 1)
    var comments = CellComments()
    for _ in 0...CellComments.mostKept { comments.add("", at: place) }
    #expect(comments.kept.count == CellComments.mostKept)
    #expect(comments.omitted == 1)
    var long = CellComments()
    long.add(String(repeating: "x", count: CellComments.mostBytes), at: place)
    long.add("y", at: place)
    long.add("", at: nil)
    #expect(long.kept.count == 1)
    #expect(long.count == 3)
  }
}
