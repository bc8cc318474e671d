// SPDX-License-Identifier: Apache-2.0
// MarginQueue: which part would gain the next unit at the least cost, as a binary heap.

/// The parts by their margin, the least first; equal margins by the order of the parts.
struct MarginQueue {
  private var heap: [(margin: Double, part: Int)]

  /// At least one margin.
  init(_ margins: [Double]) {
    precondition(!margins.isEmpty, "a limit binds only where there are parts")
    heap = margins.enumerated().map { ($1, $0) }
    for index in stride(from: heap.count / 2, through: 0, by: -1) { sink(index) }
  }

  var least: Int { heap[0].part }
  var leastMargin: Double { heap[0].margin }

  mutating func replaceLeast(with margin: Double) {
    heap[0].margin = margin
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var first = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if (heap[child].margin, heap[child].part) < (heap[first].margin, heap[first].part) {
          first = child
        }
      }
      guard first != index else { return }
      heap.swapAt(first, index)
      index = first
    }
  }
}
