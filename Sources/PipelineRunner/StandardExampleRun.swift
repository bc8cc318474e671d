// SPDX-License-Identifier: Apache-2.0
// StandardExampleRun: judges the hand-worked cases of a pipeline and compares what comes out.

import DataModel
import Definitions
import Evaluate

/// Runs the files in a pipeline's folder `examples`.
struct StandardExampleRun {
  private let definitions: DefinitionSet
  private(set) var errors: [DefinitionError]
  /// Parts and counties that were judged.
  private(set) var count = 0

  init(_ definitions: DefinitionSet, pipelineFolder: String) {
    self.definitions = definitions
    let loaded = StandardExampleLoader.load(
      pipelineFolder: pipelineFolder, definitions: definitions)
    errors = loaded.errors
    for file in loaded.files {
      let judge = PartJudge(definitions: definitions, year: file.year)
      for part in file.parts { run(part, judge) }
      for county in file.counties { run(county, judge) }
    }
  }

  private mutating func report(_ place: DefinitionPlace, _ chinese: String, _ english: String) {
    errors.append(DefinitionError(at: place, chinese: chinese, english: english))
  }

  // MARK: - Parts

  private mutating func run(_ example: PartExample, _ judge: PartJudge) {
    count += 1
    compare(example, with: Self.part(example, index: 0, judge))
  }

  private static func school(_ example: PartExample) -> SchoolResult {
    SchoolResult(
      county: 0, code: "", name: example.attributes["学校名称"] ?? example.name,
      type: example.attributes["办学类型"] ?? "",
      urbanRural: example.attributes["城乡类型"] ?? "",
      sponsor: example.attributes["举办者"] ?? "")
  }

  private static func part(
    _ example: PartExample, index: Int, _ judge: PartJudge
  ) -> SchoolPartResult {
    judge.part(
      of: school(example), index: index, stage: example.stage,
      inputs: example.inputs.map { $0.map { .number($0) } ?? .missing(.blank) })
  }

  private mutating func compare(_ example: PartExample, with part: SchoolPartResult) {
    for expected in example.expected {
      if let result = part.indicators.first(where: { $0.indicator == expected.name }) {
        compare(expected, single: "status", example.name) { Self.text($0, of: result) }
      } else {
        compare(
          ExpectedResult(
            name: example.name, text: nil, children: [expected], place: expected.place),
          single: "", ""
        ) { Self.text($0, of: part) }
      }
    }
  }

  private static func text(_ name: String, of part: SchoolPartResult) -> String? {
    switch name {
    case "verdict": part.verdict.rawValue
    case "reason": part.explanation
    default: IndicatorStatus(rawValue: name).map { String(part.count($0)) }
    }
  }

  private static func text(_ name: String, of result: IndicatorResult) -> String? {
    switch name {
    case "status": result.status.rawValue
    case "value": result.value.outputText
    case "numerator": result.numerator.outputText
    case "denominator": result.denominator.outputText
    case "threshold": result.threshold?.text ?? ""
    case "floor": result.floor?.text ?? ""
    case "shortfall": result.shortfall?.text ?? ""
    case "rounding_sensitive": String(result.isRoundingSensitive)
    case "concession": result.concession
    case "reason": result.reason
    default: nil
    }
  }

  // MARK: - Counties

  private mutating func run(_ example: CountyExample, _ judge: PartJudge) {
    count += 1
    let schools = example.parts.map { Self.school($0) }
    let parts = example.parts.enumerated().map { Self.part($1, index: $0, judge) }
    for (own, part) in zip(example.parts, parts) { compare(own, with: part) }
    let county = judge.county(parts, of: schools)
    for expected in example.expected {
      if definitions.standard.stages.contains(where: { $0.id == expected.name }) {
        for figure in expected.children {
          let result = county.figures.first {
            $0.stage == expected.name && $0.indicator == figure.name
          }
          compare(figure, single: "status", example.name) { name in
            result.flatMap { Self.text(name, of: $0) }
          }
        }
      } else {
        compare(
          ExpectedResult(
            name: example.name, text: nil, children: [expected], place: expected.place),
          single: "", ""
        ) { $0 == "resources" ? county.verdict.resources.rawValue : nil }
      }
    }
  }

  private static func text(_ name: String, of result: CountyIndicatorResult) -> String? {
    switch name {
    case "status": result.status.rawValue
    case "parts": String(result.parts)
    case "undecided": String(result.undecided)
    case "pupils": result.pupils.text
    case "mean": result.mean.map { DecimalText.shortest($0) } ?? ""
    case "stddev": result.deviation.map { DecimalText.shortest($0) } ?? ""
    case "cv": result.variation.map { DecimalText.shortest($0) } ?? ""
    case "limit": result.limit.map { DecimalText.shortest($0) } ?? ""
    default: nil
    }
  }

  // MARK: - Comparing

  /// `single`: what a word without a group means.
  private mutating func compare(
    _ expected: ExpectedResult, single: String, _ owner: String, actual: (String) -> String?
  ) {
    let wanted =
      expected.text.map { [(single, $0, expected.place)] }
      ?? expected.children.map { ($0.name, $0.text ?? "", $0.place) }
    let subject = [owner, expected.name].filter { !$0.isEmpty }.joined(separator: " ")
    for (name, text, place) in wanted {
      guard let found = actual(name) else {
        report(place, "\(subject)：没有可比的 \(name)", "\(subject): there is no \(name) to compare")
        continue
      }
      guard !Self.agrees(text, found) else { continue }
      report(
        place, "\(subject) 的 \(name) 应为 \(text)，实为 \(found)",
        "the \(name) of \(subject) should be \(text) and is \(found)")
    }
  }

  /// Exact numbers must be the same; what binary fractions give, to 1e-9.
  private static func agrees(_ expected: String, _ found: String) -> Bool {
    if expected == found { return true }
    guard let one = Double(expected), let other = Double(found) else { return false }
    return abs(one - other) <= 1e-9
  }
}

extension SchoolPartResult {
  fileprivate var explanation: String { reason.isEmpty ? excludedReason : reason }
}
