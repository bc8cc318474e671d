// SPDX-License-Identifier: Apache-2.0
// HandMadeOutputTests: plans and explanations from tables written by hand, for what the examples lack.

import DataModel
import Foundation
import PipelineRunner
import TestSupport
import Testing

/// The smallest output folder that plans can be made from: one county, one stage.
private struct HandMadeOutput {
  let folder: TemporaryFolder
  var path: String { folder.path }

  /// `schools`: code, pupils, then the numerator of each indicator, "" where undecided; per 1.
  init(
    indicators: [(id: String, isWhole: Bool, threshold: String, limit: String)],
    schools: [[String]], composite: (limit: String, variation: String)? = nil,
    concession: String = ""
  ) throws {
    folder = try TemporaryFolder()
    try write(
      "manifest.json",
      #"{"format":"junheng-manifest/1","year":2025,"run_id":"x","pipeline":{"id":"p","name":"流程"}}"#
    )
    try write("data/county_verdicts.csv", "county_code,county_name\r\n990121,示例县\r\n")
    try write("data/stages.csv", "stage,weight,required\r\n小学,1,\(indicators.count - 1)\r\n")
    try write(
      "data/schools.csv",
      "county_code,school_code,school_name,in_scope\r\n"
        + schools.map { "990121,\($0[0]),学校\($0[0]),true\r\n" }.joined())
    try write(
      "data/school_parts.csv",
      "school_code,stage,pupils\r\n" + schools.map { "\($0[0]),小学,\($0[1])\r\n" }.joined())
    var declared = "indicator,stage,name,numerator,denominator,per,counts_whole,digits,inputs,"
    declared += "threshold,numerator_unit,in_verdict,in_composite\r\n"
    var limits = "county_code,stage,indicator,cv,limit,status\r\n"
    var rows = "county_code,school_code,school_name,stage,indicator,name,numerator,denominator,"
    rows += "value,threshold,floor,status,shortfall,shortfall_unit,concession_clause,reason\r\n"
    for (index, entry) in indicators.enumerated() {
      declared += "\(entry.id),小学,指标\(entry.id),资源,学生,1,\(entry.isWhole),2,,\(entry.threshold),个,"
      declared += "true,true\r\n"
      limits += "990121,小学,\(entry.id),,\(entry.limit),undecided\r\n"
      for school in schools {
        rows += Self.row(school, index, entry.id, entry.threshold, concession)
      }
    }
    if let composite {
      limits += "990121,小学,composite,\(composite.variation),\(composite.limit),above\r\n"
    }
    try write("data/indicators.csv", declared)
    try write("data/county_indicators.csv", limits)
    try write("data/school_indicators.csv", rows)
  }

  private static func row(
    _ school: [String], _ index: Int, _ id: String, _ threshold: String, _ concession: String
  ) -> String {
    let head = "990121,\(school[0]),学校\(school[0]),小学,\(id),指标\(id),"
    let amount = school[index + 2]
    guard let numerator = Double(amount), let pupils = Double(school[1]) else {
      return head + ",\(school[1]),,\(threshold),,undecided,,,,缺资源\r\n"
    }
    let value = numerator / pupils
    let wanted = (Double(threshold) ?? 0) * pupils
    let isMet = numerator >= wanted
    let floor = Double(threshold).map { $0 * 0.85 }
    let status =
      threshold.isEmpty ? "measured" : isMet ? "met" : value >= (floor ?? 0) ? "floor" : "below"
    return head
      + "\(amount),\(school[1]),\(value),\(threshold),\(floor.map { "\($0)" } ?? ""),\(status),"
      + "\(isMet ? "" : "\(wanted - numerator)"),个,\(concession),\r\n"
  }

  private func write(_ name: String, _ text: String) throws {
    try folder.write(name, Array(text.utf8))
  }
}

@Suite("Plans and explanations from tables written by hand")
struct HandMadeOutputTests {
  private func plan(_ output: HandMadeOutput) throws -> [String: Any] {
    let plan = try CountyPlanner(outputFolder: output.path, county: "示例县").plan()
    let object = try JSONSerialization.jsonObject(with: Data(CountyPlanData.json(plan).utf8))
    return try #require(object as? [String: Any])
  }

  private func indicators(_ plan: [String: Any]) throws -> [[String: Any]] {
    try #require(plan["indicators"] as? [[String: Any]])
  }

  @Test func `whole units for a 差异系数 are handed out until it is in its limit`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", true, "1", "0.25")], schools: [["1", "10", "10"], ["2", "10", "30"]])
    let entry = try #require(try indicators(plan(output)).first)
    #expect(entry["added"] as? Double == 8)
    #expect(entry["cv_after"] as? Double == 0.25)
    #expect(entry["certainty"] as? String == "exact")
    #expect(entry["cv_binds"] as? Bool == true)
  }

  @Test func `a single school needs its threshold and nothing more`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "2.5", "0.1")], schools: [["1", "10", "10"]])
    let entry = try #require(try indicators(plan(output)).first)
    #expect(entry["added"] as? Double == 15)
    #expect(entry["cv_after"] as? Double == 0)
  }

  @Test func `an undecided school is left out and named with its reason`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "1", "0.5")], schools: [["1", "10", ""], ["2", "10", "5"]])
    let entry = try #require(try indicators(plan(output)).first)
    #expect(entry["added"] as? Double == 5)
    #expect((entry["undecided"] as? [[String: String]])?.first?["reason"] == "缺资源")
    let text = CountyPlanText.text(
      try CountyPlanner(outputFolder: output.path, county: "990121").plan(), language: .chinese)
    #expect(text.contains("缺资源") && text.contains("暂计"))
  }

  /// Two schools at 1 and 9, at 1 and 7: CVs 0.8 and 0.75, of which 0.5 is asked in the mean.
  @Test func `a limit on the mean of several lowers them to one level`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "", ""), ("B", false, "", "")],
      schools: [["1", "10", "10", "10"], ["2", "10", "90", "70"]], composite: ("0.5", "0.775"))
    let plan = try plan(output)
    let composite = try #require((plan["composites"] as? [[String: Any]])?.first)
    let after = try #require(composite["cv_after"] as? Double)
    #expect(after <= 0.5 && after > 0.4999)
    #expect(composite["binds"] as? Bool == true)
    for entry in try indicators(plan) {
      #expect(entry["certainty"] as? String == "heuristic")
      #expect(abs((entry["cv_after"] as? Double ?? 1) - 0.5) < 1e-4)
    }
  }

  @Test func `a limit on the mean that is kept asks for nothing`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "", ""), ("B", false, "", "")],
      schools: [["1", "10", "10", "10"], ["2", "10", "90", "70"]], composite: ("0.78", "0.775"))
    #expect(try indicators(plan(output)).allSatisfy { $0["added"] as? Double == 0 })
  }

  @Test func `with undecided schools the mean of several is not planned for`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "", ""), ("B", false, "", "")],
      schools: [["1", "10", "10", ""], ["2", "10", "90", "70"]], composite: ("0.5", "0.8"))
    let composite = try #require((try plan(output)["composites"] as? [[String: Any]])?.first)
    #expect(composite["cv_after"] is NSNull)
  }

  @Test func `what a concession counts is told with its clause`() throws {
    let output = try HandMadeOutput(
      indicators: [("A", false, "1", "0.5")], schools: [["1", "10", "12"]], concession: "过渡期放宽（某条）")
    let explanations = try ExplanationQuery(
      outputFolder: output.path, school: "1", stage: nil, indicator: "A"
    ).explanations()
    let text = ExplanationText.text(explanations, language: .chinese)
    #expect(text.contains("= 12 ÷ 10 = 1.20"))
    #expect(text.contains("放宽      过渡期放宽（某条）"))
  }

  @Test(arguments: ["", "{}", #"{"format":"other/1","year":2025}"#])
  func `a folder with another manifest is no output`(manifest: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("manifest.json", Array(manifest.utf8))
    #expect(throws: RunFailure.self) {
      try CountyPlanner(outputFolder: folder.path, county: "990121")
    }
  }
}
