// SPDX-License-Identifier: Apache-2.0
// DefinitionError: what is wrong with a declaration, and the file, line and column of it.

/// One mistake in a declaration.
package struct DefinitionError: Error, Hashable, Sendable {
  package var place: DefinitionPlace
  package var message: BilingualText

  package init(place: DefinitionPlace, message: BilingualText) {
    self.place = place
    self.message = message
  }

  package init(at place: DefinitionPlace, chinese: String, english: String) {
    self.init(place: place, message: BilingualText(chinese: chinese, english: english))
  }

  /// `file:line:column: sentence`.
  package func text(_ language: Language) -> String {
    "\(place): \(message.text(language))"
  }
}

/// All mistakes of a pipeline at once, by file and line; never empty.
package struct DefinitionErrors: Error, Hashable, Sendable {
  package var list: [DefinitionError]

  package init(_ list: [DefinitionError]) {
    self.list = list
  }
}

/// Collects mistakes while loading goes on, so that all are told at once.
final class DefinitionIssues {
  private(set) var list: [DefinitionError] = []

  func add(_ place: DefinitionPlace, _ chinese: String, _ english: String) {
    list.append(DefinitionError(at: place, chinese: chinese, english: english))
  }

  func add(_ errors: DefinitionErrors) {
    list += errors.list
  }

  /// Each mistake once, in the order a person would go through the files.
  var sorted: [DefinitionError] {
    var seen: Set<DefinitionError> = []
    return list.filter { seen.insert($0).inserted }.sorted {
      ($0.place.file, $0.place.line, $0.place.column)
        < ($1.place.file, $1.place.line, $1.place.column)
    }
  }
}
