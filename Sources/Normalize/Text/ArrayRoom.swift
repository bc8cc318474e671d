// SPDX-License-Identifier: Apache-2.0
// ArrayRoom: arrays of equal elements, made without asking the runtime for their type.

extension Array {
  /// So many times the same element.
  ///
  /// The standard library's own initializer is not specialized: it looks the type of the array up each
  /// time, which costs several hundred cycles, more than filling what a header or a sheet needs.
  init(all element: Element, count: Int) {
    self.init()
    reserveCapacity(count)
    for _ in 0..<count { append(element) }
  }
}
