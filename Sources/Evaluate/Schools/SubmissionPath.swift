// SPDX-License-Identifier: Apache-2.0
// SubmissionPath: what a submission's path tells of its county and its school.

import DataModel

/// The path of a submission, such as `990121_示例县01/2199000001_第一小学.xlsx`.
package struct SubmissionPath: Hashable, Sendable {
  /// Six digits at the start of a folder's name; "" when no folder begins so.
  package let countyCode: String
  package let countyName: String
  /// Runs of exactly ten digits in the file's name.
  package let schoolCodes: [String]
  /// The file's name without its ending, and the folders that it lies in from the innermost.
  let stem: String
  let folders: [String]

  /// Reads a path; `202509上报` is a month and no county.
  ///
  /// `provinces`: the codes a county may begin with, nil when any may. A code that is among `known`, the
  /// counties of the roster and the forms, is preferred; else the outermost wins, but a county before
  /// the city that it lies in.
  package init(_ path: String, provinces: Set<String>? = nil, known: Set<String> = []) {
    let parts = path.split(separator: "/")
    var folders: [(code: String, name: String)] = []
    for folder in parts.dropLast() {
      let digits = folder.prefix { $0.isASCII && $0.isNumber }
      guard digits.count == 6, provinces?.contains(String(digits.prefix(2))) ?? true else {
        continue
      }
      let name = folder.dropFirst(6).drop { "_-－—. 　".contains($0) }
      folders.append((String(digits), String(name)))
    }
    let counties = folders.filter { folder in
      !folders.contains { $0.code != folder.code && CountyHint.contains(folder.code, $0.code) }
    }
    let county = folders.first { known.contains($0.code) } ?? counties.first
    countyCode = county?.code ?? ""
    countyName = county?.name ?? ""
    let file = parts.last ?? ""
    schoolCodes = Self.codes(in: file)
    stem = String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
    self.folders = parts.dropLast().reversed().map(String.init)
  }

  var county: CountyHint {
    CountyHint(code: countyCode, name: CountyHint.isCountyName(countyName) ? countyName : "")
  }

  private static func codes(in name: Substring) -> [String] {
    name.split { !($0.isASCII && $0.isNumber) }.filter { $0.count == 10 }.map(String.init)
  }

  /// A name as names are compared: no spaces, half-width, simplified characters, brackets of
  /// one kind, lower case.
  package static func folded(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where !scalar.properties.isWhitespace {
      switch scalar.value {
      case 0x3014, 0x3010, 0x5B, 0xFF3B: result.append("(")
      case 0x3015, 0x3011, 0x5D, 0xFF3D: result.append(")")
      case 0x200B...0x200F, 0x2060, 0xFEFF, 0xAD: continue
      case 0xFF01...0xFF5E:
        result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: result.append(SimplifiedCharacters.simplified(scalar))
      }
    }
    return String(result).lowercased()
  }
}
