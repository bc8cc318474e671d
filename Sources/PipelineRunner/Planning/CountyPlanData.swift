// SPDX-License-Identifier: Apache-2.0
// CountyPlanData: a county's plan as JSON and as CSV, with stable keys.

import DataModel
import Evaluate
import Export
import FileFormats

/// Writes the keys and columns that Documentation/Reference/Outputs.md lists.
package enum CountyPlanData {
  /// Indented, with a final line end.
  package static func json(_ plan: CountyPlan) -> String {
    JSONValue.object([
      ("year", .integer(plan.year)), ("run_id", .string(plan.runIdentifier)),
      ("county_code", .string(plan.countyCode)), ("county_name", .string(plan.countyName)),
      ("aim", .string(plan.isVerdictOnly ? "verdict" : "thresholds_and_cv")),
      (
        "totals",
        .array(
          plan.totals.map { total in
            .object([
              ("indicator", .string(total.indicator)), ("name", .string(total.name)),
              ("added", .number(total.added)), ("unit", .string(total.unit)),
            ])
          })
      ),
      ("indicators", .array(plan.indicators.map(indicator))),
      (
        "left_at_floor",
        .array(
          plan.leftAtFloor.map { entry in
            .object([
              ("school_code", .string(entry.code)), ("school_name", .string(entry.name)),
              ("stage", .string(entry.stage)), ("indicator", .string(entry.indicator)),
            ])
          })
      ),
      ("excluded_parts", .integer(plan.excluded)),
      (
        "schools_without_figures",
        .array(
          plan.silent.map {
            .object([("school_code", .string($0.code)), ("school_name", .string($0.name))])
          })
      ),
    ]).document
  }

  private static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

  private static func indicator(_ entry: PlannedIndicator) -> JSONValue {
    let addition = entry.addition
    return .object([
      ("stage", .string(entry.stage)), ("indicator", .string(entry.indicator)),
      ("name", .string(entry.name)), ("unit", .string(entry.quantityUnit)),
      ("threshold", number(entry.threshold)), ("cv_limit", number(entry.limit)),
      ("cv_now", number(addition.variationNow)),
      ("cv_at_thresholds", number(addition.variationAtThresholds)),
      ("cv_after", number(addition.variation)), ("added", .number(addition.total)),
      ("cv_binds", .boolean(addition.limitBinds)), ("feasible", .boolean(addition.isFeasible)),
      ("certainty", .string(addition.certainty.rawValue)), ("parts", .integer(entry.decided)),
      (
        "schools",
        .array(
          entry.schools.map { school in
            .object([
              ("school_code", .string(school.code)), ("school_name", .string(school.name)),
              ("status", .string(school.status)), ("pupils", .number(school.pupils)),
              ("now", .number(school.amount)), ("added", .number(school.added)),
              ("for_threshold", .number(school.forThreshold)), ("value", .number(school.value)),
              ("new_value", .number(school.newValue)),
            ])
          })
      ),
      (
        "undecided",
        .array(
          entry.undecided.map {
            .object([
              ("school_code", .string($0.code)), ("school_name", .string($0.name)),
              ("reason", .string($0.reason)),
            ])
          })
      ),
    ])
  }

  static let columns = [
    "county_code", "stage", "indicator", "name", "school_code", "school_name", "status", "pupils",
    "now", "added", "for_threshold", "for_cv", "unit", "value", "new_value", "certainty", "note",
  ]

  /// A row for each school part that must add something, and for each that could not be planned for.
  package static func csv(_ plan: CountyPlan) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(columns)
    for entry in plan.indicators {
      let head = [plan.countyCode, entry.stage, entry.indicator, entry.name]
      for school in entry.schools {
        let numbers = [
          school.pupils, school.amount, school.added, school.forThreshold,
          max(0, school.added - school.forThreshold),
        ].map { DecimalText.shortest($0) }
        let values = [school.value, school.newValue].map { DecimalText.shortest($0) }
        writer.append(
          head + [school.code, school.name, school.status] + numbers + [entry.quantityUnit]
            + values + [entry.addition.certainty.rawValue, ""])
      }
      for open in entry.undecided {
        let empty = [String](repeating: "", count: 5)
        writer.append(
          head + [open.code, open.name, "undecided"] + empty + [entry.quantityUnit]
            + ["", "", "", open.reason])
      }
    }
    return writer.bytes
  }
}
