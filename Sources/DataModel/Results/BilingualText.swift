// SPDX-License-Identifier: Apache-2.0
// BilingualText: a text in the two languages of the program.

/// The languages messages exist in.
package enum Language: String, Hashable, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"
}

/// A text in the two languages of the program.
package struct BilingualText: Hashable, Sendable {
  package var chinese: String
  package var english: String

  package init(chinese: String, english: String) {
    self.chinese = chinese
    self.english = english
  }

  package func text(_ language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
