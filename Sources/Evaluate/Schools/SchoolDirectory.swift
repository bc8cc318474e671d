// SPDX-License-Identifier: Apache-2.0
// SchoolDirectory: the schools while they are being collected, found by code or by name.

import DataModel

/// What is known of a school so far; "" = not known.
struct SchoolEntry: Hashable, Sendable {
  var code: String
  var name = ""
  /// The name on the school's own basic form, where it differs in role from the roster's.
  var countyCode = ""
  var countyName = ""
  var type = ""
  var urbanRural = ""
  var sponsor = ""
  var isOnRoster = false
  /// The county as the path of its first submission tells it.
  var pathCountyCode = ""
  var pathCountyName = ""
  var submissions: [Int] = []
}

/// Schools by code and by folded name.
struct SchoolDirectory: Sendable {
  private(set) var entries: [SchoolEntry] = []
  private var byCode: [String: Int] = [:]
  private var byName: [String: [Int]] = [:]

  func find(code: String) -> Int? { byCode[code] }

  /// The school with this code, added when new.
  mutating func add(code: String) -> Int {
    if let index = byCode[code] { return index }
    byCode[code] = entries.count
    entries.append(SchoolEntry(code: code))
    return entries.count - 1
  }

  /// Makes a school findable by this name too.
  mutating func register(name: String, for school: Int) {
    guard !name.isEmpty else { return }
    let key = SubmissionPath.folded(name)
    if byName[key]?.contains(school) != true { byName[key, default: []].append(school) }
  }

  /// The one school of this name; of several, the one in the county that the path tells.
  func find(name: String, countyCode: String) -> Int? {
    guard !name.isEmpty, let found = byName[SubmissionPath.folded(name)] else { return nil }
    if found.count == 1 { return found[0] }
    let near = found.filter {
      !countyCode.isEmpty
        && (entries[$0].countyCode == countyCode || entries[$0].pathCountyCode == countyCode)
    }
    return near.count == 1 ? near[0] : nil
  }

  mutating func update(_ school: Int, _ change: (inout SchoolEntry) -> Void) {
    change(&entries[school])
  }
}
