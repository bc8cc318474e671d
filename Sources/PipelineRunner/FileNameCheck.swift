// SPDX-License-Identifier: Apache-2.0
// FileNameCheck: whether a file's name promises what the file is.

import DataModel

/// The content decides how a file is read; a name that says something else is worth a note.
enum FileNameCheck {
  /// Name endings that fit each format the readers report.
  private static let endings: [String: Set<String>] = [
    "xlsx": ["xlsx", "xlsm", "xltx", "xltm", "et"], "xlsb": ["xlsb"],
    "xls": ["xls", "xlt", "xla", "et", "ett"], "ods": ["ods", "ots"], "fods": ["fods", "xml"],
    "xml": ["xml"], "html": ["html", "htm"], "mhtml": ["mhtml", "mht"],
    "csv": ["csv", "txt"], "tsv": ["tsv", "tab", "txt"],
  ]

  /// A note when the ending is none of the format's; nil when it fits or the format is not listed.
  static func finding(path: String, format: String) -> Finding? {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), let fitting = endings[format],
      !fitting.contains(name[name.index(after: point)...].lowercased())
    else { return nil }
    return Finding(
      rule: "file-name-fits-content", severity: .note, place: Place(), value: String(name),
      facts: ["format": format])
  }
}
