// SPDX-License-Identifier: Apache-2.0
// CountyResults: what was evaluated of a county's schools, as columns that items read.

import DataModel
import Definitions

/// The result tables of one county.
struct CountyResults {
  let schools: [SchoolResult]
  /// By school.
  let parts: [[SchoolPartResult]]
  let indicators: [CountyIndicatorResult]
  let ledger: [LedgerEntry]
  /// Stages of schools in scope that gave no part.
  let silentStages: Set<String>
  /// Lines of declared ledgers.
  var tracked: [TrackedEntry] = []
  /// Without a previous run nobody knows which classes are new, and one that is too big has no state.
  var hasPreviousLedger = true
  /// Likewise of the lines of declared ledgers.
  var hasPreviousLines = true

  /// Values of a column; a stage that a silent school should have is one row without values.
  func column(_ table: EvaluationTable, _ field: Int) -> [FieldValue] {
    switch table {
    case .schools: zip(schools, parts).map { Self.school($0, $1, field) }
    case .parts: partColumn(field)
    case .disparities: indicators.map { Self.disparity($0, field) }
    case .oversizeClasses: ledger.map { oversize($0, field) }
    case .ledgers: tracked.map { tracked($0, field) }
    }
  }

  private static func text(_ text: String) -> FieldValue {
    text.isEmpty ? .missing(.blank) : .text(text)
  }

  private static func attribute(_ school: SchoolResult, _ field: Int) -> FieldValue {
    switch field {
    case 0: text(school.code)
    case 1: text(school.name)
    case 2: text(school.type)
    case 3: text(school.urbanRural)
    default: text(school.sponsor)
    }
  }

  private static func school(
    _ school: SchoolResult, _ parts: [SchoolPartResult], _ field: Int
  ) -> FieldValue {
    switch field {
    case 0...4: attribute(school, field)
    case 5: .yesNo(school.isInScope)
    case 6: .yesNo(!school.submissions.isEmpty)
    default: pupils(parts)
    }
  }

  /// Pupils of compulsory education; missing as soon as one part's are.
  static func pupils(_ parts: [SchoolPartResult]) -> FieldValue {
    sum(parts.map(\.pupils))
  }

  /// An input of a school: that of its parts together.
  static func whole(_ input: Int, _ parts: [SchoolPartResult]) -> FieldValue {
    sum(parts.compactMap { $0.inputs.indices.contains(input) ? $0.inputs[input].value : nil })
  }

  /// Missing as soon as one of the values is.
  private static func sum(_ values: [FieldValue]) -> FieldValue {
    guard !values.isEmpty else { return .missing(.notSubmitted) }
    var sum = ExactNumber.zero
    for value in values {
      guard let number = value.number else { return value }
      sum = sum + number
    }
    return .number(sum)
  }

  private func partColumn(_ field: Int) -> [FieldValue] {
    var values: [FieldValue] = []
    for (school, parts) in zip(schools, parts) {
      values += parts.map { Self.part($0, of: school, field) }
    }
    for stage in silentStages.sorted() {
      values.append(
        field == 5 ? .text(stage) : field == 6 ? .yesNo(true) : .missing(.notSubmitted))
    }
    return values
  }

  private static func part(
    _ part: SchoolPartResult, of school: SchoolResult, _ field: Int
  ) -> FieldValue {
    switch field {
    case 0...4: return attribute(school, field)
    case 5: return .text(part.stage)
    case 6: return .yesNo(part.isInScope)
    case 7: return verdict(part.verdict)
    case 8:
      return part.verdict == .undecided
        ? .missing(.undefined) : .number(ExactNumber(part.count(.met)))
    default:
      let input = field - EvaluationTable.parts.columns.count
      if part.inputs.indices.contains(input) { return part.inputs[input].value }
      let indicator = input - part.inputs.count
      return part.indicators.indices.contains(indicator)
        ? part.indicators[indicator].value : .missing(.undefined)
    }
  }

  private static func verdict(_ verdict: Verdict) -> FieldValue {
    switch verdict {
    case .pass: .yesNo(true)
    case .fail: .yesNo(false)
    case .undecided: .missing(.undefined)
    case .excluded: .missing(.notApplicable)
    }
  }

  private static func disparity(_ result: CountyIndicatorResult, _ field: Int) -> FieldValue {
    switch field {
    case 0: .text(result.stage)
    case 1: .text(result.indicator)
    case 2: result.variation.map { .number(ExactNumber(approximate: $0)) } ?? .missing(.undefined)
    default:
      result.status == .undecided ? .missing(.undefined) : .yesNo(result.status == .met)
    }
  }

  private func oversize(_ entry: LedgerEntry, _ field: Int) -> FieldValue {
    switch field {
    case 0: return Self.text(entry.schoolCode)
    case 1: return Self.text(entry.schoolName)
    case 2: return Self.text(entry.stage)
    case 3: return Self.text(entry.grade)
    case 4: return Self.text(entry.className)
    case 5: return .number(ExactNumber(entry.pupils))
    case 6: return .number(ExactNumber(entry.limit))
    default:
      switch entry.state {
      case .new: return .text("新增")
      case .open: return hasPreviousLedger ? .text("未消除") : .missing(.undefined)
      case .closed: return .text("已消除")
      }
    }
  }

  private func tracked(_ entry: TrackedEntry, _ field: Int) -> FieldValue {
    switch field {
    case 0: return Self.text(entry.ledger)
    case 1: return Self.text(entry.schoolCode)
    case 2: return Self.text(entry.schoolName)
    case 3: return Self.text(entry.key)
    default:
      switch entry.state {
      case .new: return .text("新增")
      case .open: return hasPreviousLines ? .text("未销号") : .missing(.undefined)
      case .closed: return .text("已销号")
      case .lost: return .text("漏报")
      case .undecided: return .missing(.undefined)
      }
    }
  }
}
