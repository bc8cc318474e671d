// SPDX-License-Identifier: Apache-2.0
// CountyAssignment: the counties of a run, however each school's was written.

import DataModel

/// Counties in the order of the results, and the county of each school.
struct CountyAssignment {
  let counties: [County]
  /// By entry, an index into `counties`.
  let countyOf: [Int]

  init(_ entries: [SchoolEntry]) {
    let names = CountyNames(entries)
    let keys = entries.map { Self.key($0, names) }
    let sorted = Set(keys).sorted { ($0.code, $0.name) < ($1.code, $1.name) }
    var position: [County: Int] = [:]
    for (index, key) in sorted.enumerated() { position[key] = index }
    let shown = Self.names(entries, keys)
    counties = sorted.map { key in
      key.code.isEmpty ? key : County(code: key.code, name: shown[key.code] ?? "")
    }
    countyOf = keys.map { position[$0] ?? 0 }
  }

  /// By its own code; else by the one code that bears its own name; else by its folder.
  private static func key(_ entry: SchoolEntry, _ names: CountyNames) -> County {
    if !entry.countyCode.isEmpty { return County(code: entry.countyCode, name: "") }
    let path = entry.pathCounty
    guard !entry.countyName.isEmpty else { return County(code: path.code, name: "") }
    if let code = names.code(of: entry.countyName, folder: path.code) {
      return County(code: code, name: "")
    }
    let own = CountyHint(name: entry.countyName)
    let isContradicted = own.relation(to: CountyHint(name: path.name)) == .other
    if !path.code.isEmpty, !isContradicted { return County(code: path.code, name: "") }
    return County(code: "", name: names.spelling(of: entry.countyName))
  }

  /// The name of each code: the roster's, else a form's, else the folder's.
  private static func names(_ entries: [SchoolEntry], _ keys: [County]) -> [String: String] {
    var best: [String: (rank: Int, name: String)] = [:]
    for (entry, key) in zip(entries, keys) where !key.code.isEmpty {
      let isOwn = entry.countyCode == key.code || entry.countyCode.isEmpty
      let isFolder = entry.pathCounty.code == key.code
      let name = isOwn && !entry.countyName.isEmpty ? entry.countyName : ""
      let rank = name.isEmpty ? 1 : entry.rosterCounty.name.isEmpty ? 2 : 3
      let shown = name.isEmpty && isFolder ? entry.pathCounty.name : name
      guard !shown.isEmpty, rank > best[key.code]?.rank ?? 0 else { continue }
      best[key.code] = (rank, shown)
    }
    return best.mapValues(\.name)
  }
}

/// Which codes bear a county's name.
private struct CountyNames {
  /// By folded name: codes that stand beside the name in one row or folder.
  private var certain: [String: Set<String>] = [:]
  /// Codes of the folders of schools that give the name alone.
  private var likely: [String: Set<String>] = [:]
  private var spellings: [String: String] = [:]

  init(_ entries: [SchoolEntry]) {
    for entry in entries {
      add(entry.countyCode, entry.countyName)
      add(entry.rosterCounty.code, entry.rosterCounty.name)
      add(entry.pathCounty.code, entry.pathCounty.name)
      guard entry.countyCode.isEmpty, !entry.countyName.isEmpty else { continue }
      let key = SubmissionPath.folded(entry.countyName)
      spellings[key] = spellings[key] ?? entry.countyName
      let names = CountyHint(name: entry.countyName)
      guard !entry.pathCounty.code.isEmpty,
        names.relation(to: CountyHint(name: entry.pathCounty.name)) != .other
      else { continue }
      likely[key, default: []].insert(entry.pathCounty.code)
    }
  }

  private mutating func add(_ code: String, _ name: String) {
    guard !code.isEmpty, !name.isEmpty else { return }
    certain[SubmissionPath.folded(name), default: []].insert(code)
  }

  /// The one code of the name; of several, the folder's.
  func code(of name: String, folder: String) -> String? {
    let key = SubmissionPath.folded(name)
    let codes = certain[key] ?? likely[key] ?? []
    if codes.count == 1 { return codes.first }
    return codes.contains(folder) ? folder : nil
  }

  /// One spelling for all names that are compared as equal.
  func spelling(of name: String) -> String {
    spellings[SubmissionPath.folded(name)] ?? name
  }
}
