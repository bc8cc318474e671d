// SPDX-License-Identifier: Apache-2.0
// SubmissionPath: what a file's path tells of county and school.

/// Hints in the path of a submission, such as `990121_示例县01/2199000001_第一小学.xlsx`.
package struct SubmissionPath: Hashable, Sendable {
  /// Six digits at the start of a folder's name; "" when no folder begins so.
  package let countyCode: String
  package let countyName: String
  /// Runs of exactly ten digits in the file's name.
  package let schoolCodes: [String]

  package init(_ path: String) {
    let parts = path.split(separator: "/")
    var code = ""
    var name = ""
    for folder in parts.dropLast() {
      let digits = folder.prefix { $0.isASCII && $0.isNumber }
      guard digits.count == 6 else { continue }
      code = String(digits)
      let rest = folder.dropFirst(6)
      name = String(rest.drop { "_-－—. 　".contains($0) })
    }
    countyCode = code
    countyName = name
    schoolCodes = Self.codes(in: parts.last ?? "")
  }

  private static func codes(in name: Substring) -> [String] {
    name.split { !($0.isASCII && $0.isNumber) }.filter { $0.count == 10 }.map(String.init)
  }

  /// A name as names are compared: no spaces, half-width, brackets of one kind, lower case.
  package static func folded(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where !scalar.properties.isWhitespace {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3014, 0x3010: result.append("(")
      case 0x3015, 0x3011: result.append(")")
      default: result.append(scalar)
      }
    }
    return String(result).lowercased()
  }
}
