// SPDX-License-Identifier: Apache-2.0
// CellScanner: the fast way through the usual forms of a cell.

import DataModel
import FileFormats

/// Placeholder of the first version: takes nothing, so that every cell goes the general way.
struct CellScanner {
  /// Formulas without a result that were passed since the last reset.
  var uncached = 0

  mutating func scan(
    _ reader: inout XMLReader, row: Int, column: inout Int, isOrdered: inout Bool,
    decoder: CellDecoder, cells: inout [Cell]
  ) throws(XMLError) {}
}
