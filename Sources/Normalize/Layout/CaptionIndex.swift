// SPDX-License-Identifier: Apache-2.0
// CaptionIndex: knows the words that stand above the columns of a form with one label in each row.

import DataModel
import Definitions

/// The caption words prepared for lookup; made once.
struct CaptionIndex: Sendable {
  /// What stands below a caption.
  enum Role: Sendable {
    case label
    case value
    /// 内容, 填报内容: values beside labels, and labels where another caption names the values.
    case labelOrValue
    /// Figures beside the values: of an earlier year or period, or a standard.
    case otherValue
    case unit
    case serial
    case remark
    /// A word that no vocabulary has.
    case unknown
  }

  private var roles = TextMap<Role>()

  init(_ words: FormCaptionWords) {
    let lists: [(Role, [String])] = [
      (.label, words.labels), (.value, words.values), (.labelOrValue, words.labelsOrValues),
      (.otherValue, words.otherValues), (.unit, words.units), (.serial, words.serials),
      (.remark, words.remarks),
    ]
    for (role, list) in lists {
      for word in list.map(HeaderLabel.bare) where roles[word] == nil { roles[word] = role }
    }
  }

  func role(_ word: String) -> Role? { roles[word] }

  /// What stands below a caption that names a year, in a table of this one.
  func role(ofYearsIn text: String, year: Int?) -> Role {
    guard let year else { return .unknown }
    let years = YearWords.years(in: text, isName: true)
    guard let latest = years.max() else { return .unknown }
    if years.contains(year) { return .value }
    return latest < year ? .otherValue : .unknown
  }
}
