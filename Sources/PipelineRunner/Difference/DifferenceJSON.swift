// SPDX-License-Identifier: Apache-2.0
// DifferenceJSON: the changes between two runs for programs: one JSON document, or one CSV row each.

import DataModel
import Export
import FileFormats

extension RunDifference {
  /// Keys as Documentation/Reference/Outputs.md lists them; numbers as in the tables, null where missing.
  package var json: String {
    JSONValue.object([
      ("before", Self.run(before)), ("after", Self.run(after)),
      (
        "counts",
        .object(ChangedThing.allCases.map { ($0.rawValue, .integer(count($0))) })
      ),
      ("not_compared", .array(notCompared.map { .string($0) })),
      ("changes", .array(changes.enumerated().map { object($1, number: $0) })),
    ]).document
  }

  private static func run(_ folder: ResultFolder) -> JSONValue {
    .object([
      ("path", .string(folder.path)), ("run_id", .string(folder.runIdentifier)),
      ("year", .integer(folder.year)), ("pipeline", .string(folder.pipeline)),
    ])
  }

  private static func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }

  private func object(_ change: Change, number: Int) -> JSONValue {
    let subject = change.subject
    return .object([
      ("number", .integer(number)), ("thing", .string(change.thing.rawValue)),
      ("county_code", Self.text(subject.countyCode)),
      ("county_name", Self.text(names[subject.countyCode] ?? "")),
      ("school_code", Self.text(subject.schoolCode)),
      ("school_name", Self.text(names[subject.schoolCode] ?? "")),
      ("campus", Self.text(subject.campus)), ("stage", Self.text(subject.stage)),
      ("item", .string(change.item)), ("name", .string(change.name)),
      ("before", Self.state(change.before, change.thing)),
      ("after", Self.state(change.after, change.thing)),
      ("unit", Self.text(change.unit)), ("note", Self.text(change.note)),
      ("read_before", .array(change.placesBefore.map(Self.place))),
      ("read_after", .array(change.placesAfter.map(Self.place))),
      ("because", .array(change.causes.map { .integer($0) })),
    ])
  }

  private static func state(_ state: ChangeState?, _ thing: ChangedThing) -> JSONValue {
    guard let state else { return .null }
    return .object([
      ("value", thing.isFigure ? figure(state.value) : text(state.value)),
      ("status", text(state.status)),
    ])
  }

  /// An answer in words stays words.
  private static func figure(_ value: String) -> JSONValue {
    ExactNumber(decimal: value) == nil ? text(value) : ExplanationJSON.number(value)
  }

  private static func place(_ place: ChangePlace) -> JSONValue {
    .object([
      ("file", text(place.file)), ("sheet", text(place.sheet)), ("cell", text(place.cell)),
      ("raw", text(place.raw)),
      ("normalized_by", .array(place.steps.split(separator: ";").map { .string(String($0)) })),
    ])
  }

  // MARK: - CSV

  private static let columns = [
    "number", "thing", "county_code", "county_name", "school_code", "school_name", "campus",
    "stage", "item", "name", "before", "after", "before_status", "after_status", "unit",
    "because", "file", "sheet", "cell", "note",
  ]

  /// A row for each change; `because` holds the numbers of the rows it comes from, `;` between them.
  package var csv: [UInt8] {
    var writer = CSVWriter()
    writer.append(Self.columns)
    for (number, change) in changes.enumerated() {
      let subject = change.subject
      let place = change.placesAfter.first ?? change.placesBefore.first
      writer.append([
        String(number), change.thing.rawValue, subject.countyCode,
        names[subject.countyCode] ?? "", subject.schoolCode, names[subject.schoolCode] ?? "",
        subject.campus, subject.stage, change.item, change.name, change.before?.value ?? "",
        change.after?.value ?? "", change.before?.status ?? "", change.after?.status ?? "",
        change.unit, change.causes.map { String($0) }.joined(separator: ";"),
        place?.file ?? "", place?.sheet ?? "", place?.cell ?? "", change.note,
      ])
    }
    return writer.bytes
  }
}
