// SPDX-License-Identifier: Apache-2.0
// CountyLookup: which county of an output a person means.

import DataModel

extension ResultFolder {
  /// The row of a county by its code, or by a name that only one has; an unknown one is bad usage.
  func county(_ wanted: String) throws -> OutputRow {
    let counties = try neededTable("county_verdicts").rows
    if let row = counties.first(where: { $0["county_code"] == wanted }) { return row }
    let named = counties.filter { $0["county_name"] == wanted }
    if let only = named.first, named.count == 1 { return only }
    var labels: [String: String] = [:]
    for row in counties {
      let label = "\(row["county_code"]) \(row["county_name"])"
      labels[row["county_code"]] = label
      labels[row["county_name"]] = label
    }
    let near = NearestNames.suggestions(wanted, among: labels.keys.sorted())
      .compactMap { labels[$0] }
    let chinese = near.isEmpty ? "" : "是否应为：\(near.joined(separator: "、"))"
    let english = near.isEmpty ? "" : "; did you mean: \(near.joined(separator: ", "))"
    throw RunFailure(
      .usage, chinese: "输出里没有区县“\(wanted)”。" + chinese,
      english: "the output has no county “\(wanted)”" + english)
  }
}
