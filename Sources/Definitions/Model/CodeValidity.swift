// SPDX-License-Identifier: Apache-2.0
// CodeValidity: in which years a code is in force, and which one follows it.

/// First and last year of a code, from the columns `from` and `until` of its list; nil = open.
package struct CodeValidity: Hashable, Sendable {
  package var from: Int?
  package var until: Int?

  package init(from: Int? = nil, until: Int? = nil) {
    self.from = from
    self.until = until
  }

  package func holds(in year: Int) -> Bool {
    if let from, year < from { return false }
    if let until, year > until { return false }
    return true
  }
}

extension CodeEntry {
  package var validity: CodeValidity {
    CodeValidity(
      from: attributes["from"].flatMap { Int($0) }, until: attributes["until"].flatMap { Int($0) })
  }
}

extension CodeList {
  /// The entry in force in `year` that followed this one, over several steps if need be; nil for none.
  package func successor(of entry: CodeEntry, in year: Int) -> CodeEntry? {
    var current = entry
    for _ in 0..<16 {
      guard let word = current.attributes["successor"], !word.isEmpty,
        let next = entries.first(where: { $0.code == word || $0.name == word })
      else { return nil }
      if next.validity.holds(in: year) { return next }
      current = next
    }
    return nil
  }
}
