// SPDX-License-Identifier: Apache-2.0
// SchoolDirectory: the schools while they are being collected, found by code or by name.

import DataModel

/// What is known of a school so far; "" = not known.
struct SchoolEntry: Hashable, Sendable {
  /// Where a name comes from; a later case outranks an earlier one.
  enum NameSource: Int, Hashable, Sendable {
    case list
    case basicForm
    case roster
  }

  var code: String
  /// False where the code is no school code: as miswritten, or made up for a roster row without one.
  var hasCode = true
  var name = ""
  var nameSource = NameSource.list
  var countyCode = ""
  var countyName = ""
  var type = ""
  var urbanRural = ""
  var sponsor = ""
  var isOnRoster = false
  /// As the roster has them, whatever the forms say.
  var rosterType = ""
  var rosterCounty = CountyHint()
  var rosterPlace = Place()
  /// False for a place that is no school of its own (是否计校数 = 0), and the code of the one it is of.
  var isCounted = true
  var parentCode = ""
  /// 校区 that this is, "" where it is a school in one place, and whether its type is its own.
  var campus = ""
  var hasOwnType = true
  /// 校区 that the roster gives, in its order.
  var campuses: [CampusWords] = []
  /// The county as the path of its first submission tells it.
  var pathCounty = CountyHint()
  var submissions: [Int] = []

  /// The county by all that is known: the school's own before the folder's.
  var county: CountyHint {
    let own = CountyHint(code: countyCode, name: countyName)
    return own.isEmpty ? pathCounty : own
  }
}

/// Schools by code and by folded name.
struct SchoolDirectory: Sendable {
  /// What a name leads to.
  enum NameMatch: Equatable {
    case one(Int)
    case several
    /// Only schools of other counties bear the name.
    case elsewhere
    case none
  }

  private(set) var entries: [SchoolEntry] = []
  private var byCode: [String: Int] = [:]
  private var byName: [String: [Int]] = [:]
  private var byLooseName: [String: [Int]] = [:]
  /// Schools by the folded name that they have now or had before, and the characters of the longest.
  private var byOwnName: [String: [Int]] = [:]
  private var longestName = 0

  /// A shorter name may stand in any text.
  private static let shortestName = 4

  func find(code: String) -> Int? { byCode[code] }

  /// The school with this code, added when new.
  mutating func add(code: String) -> Int {
    if let index = byCode[code] { return index }
    byCode[code] = entries.count
    entries.append(SchoolEntry(code: code))
    return entries.count - 1
  }

  /// Gives a school of the roster that had none its code.
  mutating func adopt(code: String, for school: Int) {
    byCode[entries[school].code] = nil
    byCode[code] = school
    entries[school].code = code
    entries[school].hasCode = true
  }

  /// Makes a school findable by this name too.
  mutating func register(name: String, for school: Int) {
    guard !name.isEmpty else { return }
    let key = SubmissionPath.folded(name)
    guard byName[key]?.contains(school) != true else { return }
    byName[key, default: []].append(school)
    let loose = SchoolName.loose(name)
    if byLooseName[loose]?.contains(school) != true {
      byLooseName[loose, default: []].append(school)
    }
  }

  func isNamed(_ school: Int, _ name: String) -> Bool {
    byName[SubmissionPath.folded(name)]?.contains(school) == true
  }

  /// True where the name is the school's but for a stage part or the way to write a number.
  func isLooselyNamed(_ school: Int, _ name: String) -> Bool {
    byLooseName[SchoolName.loose(name)]?.contains(school) == true
  }

  /// Schools of the county whose names are near to this one, each with its code; at most three.
  func suggestion(for name: String, county: CountyHint) -> String {
    guard !name.isEmpty, name.utf8.count <= 200 else { return "" }
    let near = entries.lazy.filter { entry in
      !entry.name.isEmpty && entry.name.utf8.count <= 200
        && entry.county.relation(to: county) == .same
        && SchoolName.areNear(entry.name, name)
    }
    return near.prefix(3).map { $0.hasCode ? "\($0.name)（\($0.code)）" : $0.name }
      .joined(separator: "、")
  }

  /// The one school of this name that may lie in the county; of several, the one that surely does.
  func find(
    name: String, county: CountyHint, where isWanted: (SchoolEntry) -> Bool = { _ in true }
  ) -> NameMatch {
    let strict = byName[SubmissionPath.folded(name)]
    let found = (strict ?? byLooseName[SchoolName.loose(name)] ?? [])
      .filter { isWanted(entries[$0]) }
    guard !name.isEmpty, !found.isEmpty else { return .none }
    let possible = found.filter { entries[$0].county.relation(to: county) != .other }
    if possible.count == 1 { return .one(possible[0]) }
    let near = possible.filter { entries[$0].county.relation(to: county) == .same }
    if near.count == 1 { return .one(near[0]) }
    return possible.isEmpty ? .elsewhere : .several
  }

  /// The schools whose own name stands in a folded text, in their order.
  ///
  /// Looked up by the parts of the text: a province has thousands of schools, and a title few characters.
  func schools(namedIn text: String) -> [Int] {
    let scalars = text.unicodeScalars
    var found: Set<Int> = []
    for start in scalars.indices {
      var end = start
      var length = 0
      while end < scalars.endIndex, length < longestName {
        end = scalars.index(after: end)
        length += 1
        guard length >= Self.shortestName, let named = byOwnName[String(scalars[start..<end])]
        else { continue }
        let name = scalars[start..<end]
        found.formUnion(
          named.filter {
            SubmissionPath.folded(entries[$0].name).unicodeScalars.elementsEqual(name)
          })
      }
    }
    return found.sorted()
  }

  mutating func update(_ school: Int, _ change: (inout SchoolEntry) -> Void) {
    let before = entries[school].name
    change(&entries[school])
    guard entries[school].name != before else { return }
    let name = SubmissionPath.folded(entries[school].name)
    longestName = max(longestName, name.unicodeScalars.count)
    if byOwnName[name]?.contains(school) != true { byOwnName[name, default: []].append(school) }
  }
}
