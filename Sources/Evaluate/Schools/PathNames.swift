// SPDX-License-Identifier: Apache-2.0
// PathNames: the school that a submission's file or folder is named after.

/// Looks for the name of a school of the county in a path whose file says nothing of its school itself.
struct PathNames {
  /// What may stand before a name in a file's name: 2025年示例小学.
  private static let heads: Set<Character> = ["年", "度", "期", "月", "日", "件", "表", "号"]
  /// What makes another place of a name: 示例小学东校区.
  private static let others = [
    "附属", "附设", "幼儿园", "教学点", "分校", "分部", "东校", "西校", "南校", "北校", "新校", "老校", "校区",
    "中学", "小学", "初中", "高中",
  ]
  private static let endings = ["小学", "中学", "学校", "完小", "教学点", "分校", "校区", "幼儿园", "村小"]
  private static let longestPath = 400

  private let path: SubmissionPath

  init(_ path: SubmissionPath) {
    self.path = path
  }

  /// The one school meant; nil where none is, or several may be.
  func school(in directory: SchoolDirectory) -> Int? {
    guard path.stem.utf8.count <= Self.longestPath else { return nil }
    let stem = SubmissionPath.folded(path.stem)
    let held = directory.schools(namedIn: stem).filter { index in
      directory.entries[index].county.relation(to: path.county) != .other
    }
    // 示例小学 stands in 示例小学北校 too, if that is the name of another.
    let names = held.map { SubmissionPath.folded(directory.entries[$0].name) }
    let named = held.indices.filter { index in
      !names.contains { $0 != names[index] && $0.contains(names[index]) }
    }
    guard named.isEmpty else {
      return named.count == 1 && Self.isWhole(names[named[0]], in: stem, of: path.county)
        ? held[named[0]] : nil
    }
    guard !mayNameAnother(stem) else { return nil }
    for folder in path.folders where folder.utf8.count <= Self.longestPath {
      let name = folder.drop { $0.isASCII && ($0.isNumber || "_-. ".contains($0)) }
      if case .one(let school) = directory.find(name: String(name), county: path.county) {
        return school
      }
    }
    return nil
  }

  /// The folded name stands in the folded text, and nothing beside it makes another name of it.
  static func isWhole(_ name: String, in text: String, of county: CountyHint) -> Bool {
    guard let range = text.firstRange(of: name) else { return false }
    let before = text[..<range.lowerBound]
    let after = text[range.upperBound...]
    guard !others.contains(where: after.hasPrefix) else { return false }
    guard let last = before.last, last.isLetter else { return true }
    let place = SubmissionPath.folded(county.name)
    return heads.contains(last) || !place.isEmpty && before.hasSuffix(place)
  }

  /// 某村小学教师表 lies in the folder of 中心小学 and is another's: 小学 stands behind a word there.
  private func mayNameAnother(_ stem: String) -> Bool {
    Self.endings.contains { ending in
      var rest = stem[...]
      while let range = rest.firstRange(of: ending) {
        let before = stem[..<range.lowerBound].last
        if let before, before.isLetter || before.isNumber, !Self.heads.contains(before) {
          return true
        }
        rest = rest[range.upperBound...]
      }
      return false
    }
  }
}
