// SPDX-License-Identifier: Apache-2.0
// CaptionIndex: knows the words that stand above the columns of a form with one label in each row.

import DataModel
import Definitions

/// The caption words prepared for lookup; made once, a class because every label is looked up.
final class CaptionIndex: Sendable {
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

  private let roles: TextMap<Role>
  /// What captions of labels and of units begin with.
  private let labelStarts: ScalarSet
  private let unitStarts: ScalarSet

  init(_ words: FormCaptionWords) {
    let lists: [(Role, [String])] = [
      (.label, words.labels), (.value, words.values), (.labelOrValue, words.labelsOrValues),
      (.otherValue, words.otherValues), (.unit, words.units), (.serial, words.serials),
      (.remark, words.remarks),
    ]
    var roles = TextMap<Role>()
    for (role, list) in lists {
      for word in list.map(HeaderLabel.bare) where roles[word] == nil { roles[word] = role }
    }
    self.roles = roles
    let starts = { (role: Role) in
      ScalarSet(roles.texts.filter { roles[$0] == role }.compactMap(\.unicodeScalars.first))
    }
    labelStarts = starts(.label)
    unitStarts = starts(.unit)
  }

  /// False for most texts whose word is no caption of labels, told by their first character.
  func mayBeOfLabels(_ text: String) -> Bool { Self.mayBegin(text, labelStarts) }

  /// The same for captions of units.
  func mayBeOfUnits(_ text: String) -> Bool { Self.mayBegin(text, unitStarts) }

  /// A text of common characters is its own word unless 其中 begins it; any other may have decoration.
  private static func mayBegin(_ text: String, _ starts: ScalarSet) -> Bool {
    text.withBytes { bytes in
      for place in stride(from: 0, to: bytes.count, by: 3)
      where !TextFolding.isCommon(bytes, at: place) { return true }
      guard !bytes.isEmpty, let first = Unicode.Scalar(TextFolding.scalar(bytes, at: 0).scalar),
        first != "其"
      else { return true }
      return starts.contains(SimplifiedCharacters.simplified(first))
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
