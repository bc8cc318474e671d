// SPDX-License-Identifier: Apache-2.0
// CountyHint: what a row, a folder or the roster tells of a county, and whether two mean the same.

import DataModel

/// A county as it was written somewhere; "" = not told.
struct CountyHint: Hashable, Sendable {
  var code = ""
  var name = ""

  enum Relation {
    case same
    case other
    /// One of the two tells too little.
    case unknown
  }

  var isEmpty: Bool { code.isEmpty && name.isEmpty }

  /// Only what is certain is `same` or `other`: names may carry their city or a remark.
  func relation(to other: CountyHint) -> Relation {
    if !code.isEmpty, !other.code.isEmpty {
      if code == other.code { return .same }
      return Self.contains(code, other.code) || Self.contains(other.code, code) ? .unknown : .other
    }
    let (own, foreign) = (SubmissionPath.folded(name), SubmissionPath.folded(other.name))
    guard !own.isEmpty, !foreign.isEmpty else { return .unknown }
    if own == foreign { return .same }
    return own.contains(foreign) || foreign.contains(own) ? .unknown : .other
  }

  /// True where the first code is that of the city or province the second lies in.
  static func contains(_ region: String, _ code: String) -> Bool {
    guard region.hasSuffix("00") else { return false }
    return code.hasPrefix(region.prefix(region.hasSuffix("0000") ? 2 : 4))
  }

  /// The six digits of a county, also out of a longer place code; "" for anything else.
  static func code(_ text: String) -> String {
    var digits = Substring(SubmissionPath.folded(text))
    if digits.hasSuffix(".0") { digits = digits.dropLast(2) }
    let isCode = digits.count >= 6 && digits.allSatisfy { $0.isASCII && $0.isNumber }
    return isCode ? String(digits.prefix(6)) : ""
  }

  /// Whether a folder's name reads as that of a county rather than as a remark (第一批).
  static func isCountyName(_ name: String) -> Bool {
    name.contains { "县區区市旗".contains($0) }
  }
}
