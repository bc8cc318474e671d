// SPDX-License-Identifier: Apache-2.0
// ListRowKind: what a row of the sheet is to the list being read.

import DataModel

/// What a row of the sheet is to the table.
enum ListRowKind {
  case empty
  case columnNumbers
  case repeatedHeader
  case newHeader(FoundHeader)
  case total
  case unitRow
  case group(Cell)
  case serialOnly
  case outside(endsData: Bool)
  case record(RowShape)
}
