// SPDX-License-Identifier: Apache-2.0
// TemplateOwner: who a blank workbook is made for, and where in the output folder it goes.

package import Definitions

/// Who fills a blank workbook in.
package struct TemplateOwner: Hashable, Sendable {
  /// Whose forms the workbook holds.
  package var level: FormLevel
  /// What is known of the school or county, by the id of the subject field (`school_code` …);
  /// empty in a workbook for anybody.
  package var identity: [String: String]
  /// Relative to the output folder.
  package var path: String

  package init(level: FormLevel, identity: [String: String] = [:], path: String) {
    self.level = level
    self.identity = identity
    self.path = path
  }

  /// The subject fields that say whose a form is; any other is a value like the rest.
  static func identityFields(_ level: FormLevel) -> [String] {
    let county = ["county_code", "county_name"]
    return level == .school ? ["school_code", "school_name"] + county : county
  }

  /// `示例小学`, `示例县`; "" for anybody.
  var name: String { identity[level == .school ? "school_name" : "county_name"] ?? "" }
  var code: String { identity[level == .school ? "school_code" : "county_code"] ?? "" }
}

/// The workbooks of a roster, or the one for anybody.
package enum TemplateOwners {
  /// `schools`: the identities of the roster's rows, in its order; nil without a roster.
  ///
  /// A county has one workbook, for its own forms. Names and folders are those under which schools hand
  /// in: `990121_示例县/2199000001_示例小学.xlsx`.
  package static func list(
    schools: [[String: String]]?, levels: Set<FormLevel>, pipeline: String
  ) -> [TemplateOwner] {
    var owners: [TemplateOwner] = []
    guard let schools else {
      let name = FileNames.safe(pipeline)
      if levels.contains(.school) {
        owners.append(TemplateOwner(level: .school, path: "\(name)_学校填报表.xlsx"))
      }
      if levels.contains(.county) {
        owners.append(TemplateOwner(level: .county, path: "\(name)_县级填报表.xlsx"))
      }
      return owners
    }
    var counties: [TemplateOwner] = []
    for school in schools {
      let folder = joined([school["county_code"], school["county_name"]])
      let prefix = folder.isEmpty ? "" : folder + "/"
      if levels.contains(.school) {
        let name = joined([school["school_code"], school["school_name"]])
        owners.append(
          TemplateOwner(level: .school, identity: school, path: "\(prefix)\(name).xlsx"))
      }
      let county = school.filter { TemplateOwner.identityFields(.county).contains($0.key) }
      if levels.contains(.county), !county.isEmpty,
        !counties.contains(where: { $0.identity == county })
      {
        counties.append(
          TemplateOwner(
            level: .county, identity: county, path: "\(prefix)\(folder)_县级填报表.xlsx"))
      }
    }
    return unique(owners + counties)
  }

  private static func joined(_ parts: [String?]) -> String {
    let filled = parts.compactMap { $0 }.filter { !$0.isEmpty }
    return filled.isEmpty ? "" : FileNames.safe(filled.joined(separator: "_"))
  }

  /// Two rows of the same school get two files: the roster's mistake must not lose one.
  private static func unique(_ owners: [TemplateOwner]) -> [TemplateOwner] {
    var taken: Set<String> = []
    return owners.map { owner in
      var owner = owner
      let base = String(owner.path.dropLast(".xlsx".count))
      var number = 2
      while !taken.insert(owner.path.lowercased()).inserted {
        owner.path = "\(base)-\(number).xlsx"
        number += 1
      }
      return owner
    }
  }
}
