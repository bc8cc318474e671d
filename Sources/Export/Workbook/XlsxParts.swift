// SPDX-License-Identifier: Apache-2.0
// XlsxParts: what `XlsxFile` is told besides cells: properties, colour rules, charts, errors.

import DataModel

/// libxlsxwriter refused a call.
package struct XlsxError: Error, Hashable, CustomStringConvertible {
  package var operation: String
  package var path: String
  package var reason: String

  package var description: String { "\(operation) in \(path): \(reason)" }
}

/// What the file says of itself.
struct XlsxProperties {
  var title: String
  var subject: String
  var keywords: String
  var comments: String
  /// Seconds since 1970: fixed, so that two writes give the same bytes.
  var created: Int
}

/// How a sheet is printed.
struct XlsxPrint {
  var isLandscape = true
  /// Shown at the top right of every page.
  var header: String
  var pages = XlsxPages.fitted(tall: 0)
  /// Rows from the top and columns from the left that every page repeats.
  var repeatedRows = 0
  var repeatedColumns = 0
  /// What is printed; nil: everything.
  var area: CellRange?
}

/// How a sheet is spread over pages.
enum XlsxPages: Hashable {
  /// One page wide, and as many tall; 0: as many as it takes.
  case fitted(tall: Int)
  /// At a scale in percent, with a new page before each of these columns.
  ///
  /// Programs ignore breaks on sheets that are fitted to a number of pages.
  case broken(scale: Int, before: [Int])
}

/// A colour rule: cells of the range for which the formula holds.
struct XlsxColorRule {
  var range: CellRange
  /// Relative to the range's first cell, with the leading `=`.
  var formula: String
  var colors: StatusColors
  /// The number format of cells for which the formula holds, such as one with a sign; nil: their own.
  var numberFormat: String?
}

/// A chart over ranges of the same file.
struct XlsxChart {
  enum Kind {
    case columns
    /// Markers, joined only where a series says so.
    case lines
  }

  struct Series {
    var name: String
    /// `='表'!$A$2:$A$9`.
    var categories: String
    var values: String
    var color: UInt32
    /// A plain line without markers, such as a limit; over columns it must be level.
    var isLine = false
    /// In a chart of lines: markers are joined.
    var isJoined = false
    /// Of dashes, to stay apart from another line.
    var isDashed = false
  }

  var kind: Kind
  var title: String
  var categoryAxis: String
  var valueAxis: String
  var numberFormat: String
  /// Upper end of the value axis; nil: as the values need.
  var maximum: Double?
  var series: [Series]
  /// The names of many categories are slanted, or some would be left out.
  var isCrowded = false
  /// For people who cannot see it.
  var description: String
  /// Of 480 × 288 pixels; the default is a page of A4 landscape.
  var scale = (width: 2.2, height: 2.1)
  /// Columns of several series stand in each other's place: each category has one of them.
  var isOverlapped = false
  /// Too many categories to be named.
  var hidesCategories = false
}
