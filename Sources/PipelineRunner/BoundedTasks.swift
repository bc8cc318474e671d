// SPDX-License-Identifier: Apache-2.0
// BoundedTasks: runs work items side by side, a bounded number at a time, and keeps their order.

/// Maps `items` with at most `width` of them under way; results are in the order of the items.
///
/// `finished` is called, one call at a time, after each item. The first error ends the whole; items
/// not yet begun are not begun.
func mapSideBySide<Item: Sendable, Result: Sendable>(
  _ items: [Item], width: Int, finished: (Result) -> Void = { _ in },
  _ work: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  var results: [Result?] = Array(repeating: nil, count: items.count)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var next = 0
    while next < min(max(1, width), items.count) {
      let index = next
      group.addTask { (index, try work(items[index])) }
      next += 1
    }
    while let (index, result) = try await group.next() {
      results[index] = result
      finished(result)
      guard next < items.count else { continue }
      let following = next
      group.addTask { (following, try work(items[following])) }
      next += 1
    }
  }
  return results.compactMap { $0 }
}
