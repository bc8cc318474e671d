// SPDX-License-Identifier: Apache-2.0
// DataTables: the list of machine-readable tables.

/// All tables of the contract.
enum DataTables {
  static func all(_ context: ExportContext) -> [DataTable] {
    [
      SchoolTables.schools(context), SchoolTables.parts(context),
      SchoolTables.indicators(context), SchoolTables.verdicts(context),
      CountyTables.indicators(context), ItemTables.items(context), CountyTables.verdicts(context),
      ItemTables.details(context), ItemTables.values(context), ItemTables.groups(context),
      ItemTables.ledgers(context),
      CountyTables.ledger(context), SubmissionTables.submissions(context),
      SubmissionTables.lineage(context), DeclarationTables.indicators(context),
      DeclarationTables.inputs(context), DeclarationTables.stages(context),
      ReasonTables.terms(context), ReasonTables.contributions(context),
      YearTables.grades(context), YearTables.promotions(context), YearTables.trends(context),
      YearTables.rollups(context), FindingTable.table(context),
      CleaningTables.schools(context), CleaningTables.closed(context),
      CleaningTables.explanations(context), CleaningTables.corrections(context),
    ]
  }
}
