// SPDX-License-Identifier: Apache-2.0
// FileNames: names of output files that hold on every system, whatever a county is called.

package import DataModel

/// Names for files and sheets made from texts that come from outside.
package enum FileNames {
  /// Longest name part in UTF-8 bytes: file systems allow 255 for the whole name.
  static let longestPart = 120

  /// `counties/990101-示例县.xlsx`, one for each county, all different.
  package static func countyPaths(_ counties: [County]) -> [String] {
    var taken: Set<String> = []
    return counties.map { county in
      let code = county.code.isEmpty ? "000000" : safe(county.code)
      let name = county.name.isEmpty ? "未知县区" : safe(county.name)
      let base = "counties/\(code)-\(name)"
      var candidate = base
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        candidate = "\(base)-\(number)"
        number += 1
      }
      return candidate + ".xlsx"
    }
  }

  /// The text without characters that a path, Windows or a terminal would take amiss.
  static func safe(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where result.utf8.count < longestPart {
      result.unicodeScalars.append(isSafe(scalar) ? scalar : "_")
    }
    while let last = result.last, last == "." || last == " " { result.removeLast() }
    while let first = result.first, first == "." || first == " " || first == "-" {
      result.removeFirst()
    }
    return result.isEmpty ? "_" : result
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return !#"/\:*?"<>|"#.unicodeScalars.contains(scalar)
    }
  }
}
