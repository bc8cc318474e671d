// SPDX-License-Identifier: Apache-2.0
// CampusWords: what is said of one campus (校区) of a school.

/// A campus as roster or forms write it; "" = not said.
struct CampusWords: Hashable, Sendable {
  var name: String
  var type = ""
  var urbanRural = ""
  var sponsor = ""

  /// The same for `东校区`, `东 校区` and `东`.
  var key: String { Self.key(name) }

  static func key(_ name: String) -> String {
    let folded = SubmissionPath.folded(name)
    let ending = "校区"
    return folded.hasSuffix(ending) && folded.count > ending.count
      ? String(folded.dropLast(ending.count)) : folded
  }

  /// `示例中心小学（东校区）`; the name alone where it says the campus itself.
  func schoolName(_ school: String) -> String {
    SubmissionPath.folded(school).contains(key) && !school.isEmpty ? school : "\(school)（\(name)）"
  }
}
