// SPDX-License-Identifier: Apache-2.0
// ReturnPaths: where the returned workbook of each submission goes.

import FileFormats

/// Paths below `returns/`, made from the paths of the submissions, all different.
package enum ReturnPaths {
  static let folder = "returns/"
  /// Bytes of one name: file systems allow 255.
  private static let longestName = 200
  /// Bytes of the whole path below the folder.
  private static let longestPath = 1_000
  private static let endings: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots", "fods", "xml",
    "csv", "tsv", "tab", "txt", "htm", "html", "mht", "mhtml",
  ]

  /// One path for each submission, in their order.
  ///
  /// Of two that want the same one, that keeps it whose own path it is; the other keeps its ending too.
  package static func paths(_ submissions: [String]) -> [String] {
    let wishes = submissions.map { wish($0) }
    var taken: Set<String> = []
    var result = [String](repeating: "", count: submissions.count)
    let order = submissions.indices.sorted { left, right in
      let first = wishes[left] == submissions[left] ? 0 : 1
      let second = wishes[right] == submissions[right] ? 0 : 1
      return (first, left) < (second, right)
    }
    for index in order {
      let longer = cleaned(submissions[index]) + ".xlsx"
      var candidate = wishes[index]
      var number = 1
      while !claim(candidate, &taken) {
        // A folder may bear the name of a file: then the path becomes one name.
        let flat = longer.replacing("/", with: "_").dropLast(5)
        candidate = number == 1 ? longer : "\(flat)-\(number).xlsx"
        number += 1
      }
      result[index] = folder + candidate
    }
    return result
  }

  /// A name that is taken, or a folder of that name, differs in more than the case of its letters.
  private static func claim(_ path: String, _ taken: inout Set<String>) -> Bool {
    let key = path.lowercased()
    guard !taken.contains(key), !taken.contains(key + "/") else { return false }
    var folders: [String] = []
    for index in key.indices where key[index] == "/" { folders.append(String(key[...index])) }
    guard !folders.contains(where: { taken.contains(String($0.dropLast())) }) else { return false }
    taken.insert(key)
    taken.formUnion(folders)
    return true
  }

  /// The path with the ending of what is written: macros need one of their own.
  private static func wish(_ path: String) -> String {
    let clean = cleaned(path)
    guard let point = clean.lastIndex(of: "."),
      clean[point...].allSatisfy({ $0 != "/" })
    else { return clean + ".xlsx" }
    let ending = clean[clean.index(after: point)...].lowercased()
    guard endings.contains(ending), clean[..<point].last.map({ $0 != "/" }) == true else {
      return clean + ".xlsx"
    }
    return clean[..<point] + (["xlsm", "xltm"].contains(ending) ? ".xlsm" : ".xlsx")
  }

  /// The path without what leaves the folder or what a file system refuses.
  private static func cleaned(_ path: String) -> String {
    let names = path.split(separator: "/").map { name(String($0), of: path) }
    let whole = names.isEmpty ? "_" : names.joined(separator: "/")
    guard whole.utf8.count > longestPath else { return whole }
    return (names.last ?? "_") + "-" + digest(path) + ".xlsx"
  }

  private static func name(_ name: String, of path: String) -> String {
    guard name != ".", name != ".." else { return "_" }
    var safe = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isRefused =
        scalar.properties.generalCategory == .control
        || #"\:*?"<>|"#.unicodeScalars.contains(scalar)
      safe.append(isRefused ? "_" : scalar)
    }
    let whole = String(safe)
    guard whole.utf8.count > longestName else { return whole }
    var head = ""
    for character in whole {
      guard head.utf8.count + String(character).utf8.count <= longestName - 30 else { break }
      head.append(character)
    }
    let ending = whole.lastIndex(of: ".").map { String(whole[$0...]) } ?? ""
    return head + "~" + digest(name) + (ending.utf8.count <= 6 ? ending : "")
  }

  private static func digest(_ text: String) -> String {
    String(Digest.sha256Hex(Array(text.utf8)).prefix(10))
  }
}
