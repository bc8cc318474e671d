// SPDX-License-Identifier: Apache-2.0
// QualityBalancePipelineTests: the real pipeline loads, lints clean and states the published figures.

import DataModel
import Definitions
import Formula
import Testing

@Suite struct QualityBalancePipelineTests {
  /// Loaded once for all tests of the suite.
  static let report = DefinitionLint.run(pipelineFolder: folder)

  private static let folder: String = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return root.joined(separator: "/") + "/Pipelines/quality-balance-2017"
  }()

  @Test func `the real pipeline lints clean`() {
    for error in Self.report.errors { Issue.record("\(error.text(.english))") }
    #expect(Self.report.definitions != nil)
    #expect(Self.report.exampleCount > 150)
  }

  /// Published thresholds and their 85 % floors (oracle O13).
  @Test(arguments: [
    ("小学", ["3.57", "0.85", "0.765", "3.825", "6.375", "1700", "1.955"]),
    ("初中", ["4.505", "0.85", "0.765", "4.93", "8.67", "2125", "2.04"]),
  ])
  func `every floor is exactly 85 percent of its threshold`(
    _ stage: String, _ floors: [String]
  ) throws {
    let set = try #require(Self.report.definitions)
    #expect(set.indicators.map(\.id) == ["R1", "R2", "R3", "R4", "R5", "R6", "R7"])
    for (indicator, published) in zip(set.indicators, floors) {
      let threshold = try #require(set.standard.thresholds[indicator.id]?.byStage[stage])
      let floor = threshold * set.standard.schoolVerdict.floorShare
      #expect(floor.isExact)
      #expect(floor == ExactNumber(decimal: published), "\(indicator.id)")
    }
  }

  @Test func `a caption has one meaning and instructions are declared`() throws {
    let vocabulary = try #require(Self.report.definitions).vocabulary
    let words = vocabulary.captions
    let all =
      words.labels + words.values + words.labelsOrValues + words.otherValues + words.units
      + words.serials + words.remarks
    #expect(Set(all).count == all.count)
    #expect(words.values.contains("填报值") && words.labels.contains("指标名称"))
    #expect(words.otherValues.contains("上年实际") && words.labelsOrValues.contains("填报内容"))
    #expect(vocabulary.headerInstructions.contains("*位"))
  }

  @Test func `the weights of the stages are those of the split`() throws {
    let stages = try #require(Self.report.definitions).standard.stages
    #expect(stages.map(\.id) == ["小学", "初中", "高中"])
    #expect(stages.map(\.weight.text) == ["1", "1.1", "1.32"])
    #expect(stages.map(\.isJudged) == [true, true, false])
  }

  @Test func `一亩 is exactly 2000 thirds of a square metre`() throws {
    let units = try #require(Self.report.definitions).units
    #expect(units.factor(from: "亩", to: "㎡") == ExactNumber(2000, over: 3))
    #expect(units.factor(from: "平方米", to: "㎡") == .one)
    #expect(units.factor(from: "万元", to: "元") == ExactNumber(10_000))
    #expect(units.factor(from: "个", to: "间") == .one)
    #expect(units.factor(from: "元", to: "㎡") == nil)
  }

  @Test(arguments: [
    ("小学", "小学"), ("初级中学", "初中"), ("九年一贯制学校", "小学;初中"), ("完全中学", "初中;高中"),
    ("十二年一贯制学校", "小学;初中;高中"), ("小学教学点", "小学"), ("幼儿园", ""),
  ])
  func `a school type names its stages`(_ type: String, _ stages: String) throws {
    let list = try #require(Self.report.definitions?.codeLists["school_type"])
    #expect(list.entry(named: type)?.attributes["stages"] == stages)
  }

  @Test func `identity and telephone numbers are sensitive in every form`() throws {
    let set = try #require(Self.report.definitions)
    for form in set.forms + [set.rosterForm] {
      for field in form.fields where field.kind == .identityNumber || field.id == "telephone" {
        #expect(field.isSensitive, "\(form.id).\(field.id)")
      }
    }
  }

  @Test func `every form ends with the subject of its rows`() throws {
    let set = try #require(Self.report.definitions)
    for form in set.forms + [set.rosterForm] {
      let school = form.level == .school ? ["school_code", "school_name"] : []
      let subject = school + ["county_code", "county_name", "serial", "campus"]
      #expect(Array(form.fields.map(\.id).suffix(subject.count)) == subject, "\(form.id)")
    }
  }

  @Test func `the bands of class size are those of the form`() throws {
    let size = try #require(Self.report.definitions).standard.classSize
    #expect(
      size.bands.map(\.label) == [
        "≤25", "26-30", "31-35", "36-40", "41-45", "46-50", "51-55", "56-60", "61-65", "66+",
      ])
    #expect(size.limits == ["小学": 45, "初中": 50])
  }

  @Test func `what is not confirmed is listed`() throws {
    let items = Self.report.unconfirmed
    #expect(items.contains { $0.item == "差异系数限值" })
    #expect(items.contains { $0.item == "计量单位" })
    #expect(items.allSatisfy { $0.source.label.hasSuffix("〔未核实〕") })
  }
}
