// SPDX-License-Identifier: Apache-2.0
// DataTables: the list of machine-readable tables, and how they hang together.

/// All tables of the contract.
enum DataTables {
  static func all(_ context: ExportContext) -> [DataTable] {
    tables(context).map { table in
      var table = table
      table.references = references(of: table.name, context)
      return table
    }
  }

  private static func tables(_ context: ExportContext) -> [DataTable] {
    [
      SchoolTables.schools(context), SchoolTables.parts(context),
      SchoolTables.indicators(context), SchoolTables.verdicts(context),
      CountyTables.indicators(context), ItemTables.items(context), CountyTables.verdicts(context),
      ItemTables.details(context), ItemTables.values(context), ItemTables.groups(context),
      ItemTables.ledgers(context),
      CountyTables.ledger(context), CountyTables.sizes(context),
      SubmissionTables.submissions(context),
      SubmissionTables.lineage(context), DeclarationTables.indicators(context),
      DeclarationTables.inputs(context), DeclarationTables.stages(context),
      ReasonTables.terms(context), ReasonTables.contributions(context),
      YearTables.grades(context), YearTables.promotions(context), YearTables.trends(context),
      YearTables.rollups(context), FindingTable.table(context),
      CleaningTables.schools(context), CleaningTables.closed(context),
      CleaningTables.explanations(context), CleaningTables.corrections(context),
    ]
  }

  /// Only what always holds: ledgers, findings and lists may name schools that are no longer there.
  private static func references(
    of table: String, _ context: ExportContext
  ) -> [DataReference] {
    let school = DataReference(SchoolTables.key(["school_code"], context), in: "schools")
    let part = DataReference(
      SchoolTables.key(["school_code", "stage"], context), in: "school_parts")
    let county = DataReference(["county_code"], in: "county_verdicts")
    let input = DataReference(["field"], in: "inputs", ["input"])
    let indicator = DataReference(["indicator", "stage"], in: "indicators")
    return switch table {
    case "schools": [county]
    case "school_parts": [county, school, DataReference(["stage"], in: "stages")]
    case "school_indicators", "cv_contributions": [county, part, indicator]
    case "school_verdicts": [county, part]
    case "lineage", "input_terms": [part, input]
    case "grades": [county, school]
    case "county_indicators", "county_groups", "county_values": [county]
    case "class_sizes": [county, DataReference(["stage"], in: "stages")]
    case "county_items":
      [county, DataReference(["county_code", "group"], in: "county_groups")]
    case "county_item_details":
      [county, DataReference(["county_code", "item"], in: "county_items")]
    case "indicators": [DataReference(["stage"], in: "stages")]
    case "school_states": [DataReference(["school_code"], in: "schools")]
    default: []
    }
  }
}
