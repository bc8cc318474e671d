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
      CountyTables.ledger(context), SubmissionTables.submissions(context),
      SubmissionTables.lineage(context), FindingTable.table(context),
    ]
  }
}
