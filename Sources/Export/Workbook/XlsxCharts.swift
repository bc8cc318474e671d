// SPDX-License-Identifier: Apache-2.0
// XlsxCharts: charts of a workbook, large enough for a page of their own.

import CXlsxWriter
import DataModel

extension XlsxFile {
  /// Puts a chart on a sheet, as large as a page of A4 landscape.
  func insert(_ chart: XlsxChart, at cell: CellReference, on sheet: XlsxSheet) throws {
    let kind = chart.kind == .columns ? LXW_CHART_COLUMN : LXW_CHART_LINE
    guard let made = workbook_add_chart(book, UInt8(kind.rawValue)) else {
      throw XlsxError(operation: "add chart", path: path, reason: "out of memory")
    }
    for (place, series) in chart.series.enumerated() {
      guard let added = chart_add_series(made, series.categories, series.values) else {
        throw XlsxError(operation: "add series", path: path, reason: series.values)
      }
      chart_series_set_name(added, series.name)
      Self.paint(added, series, chart.kind, place)
    }
    chart_title_set_name(made, chart.title)
    if chart.series.count > 1 {
      chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    } else {
      chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
    setAxes(of: made, chart)
    let (row, column) = position(cell)
    try withCopies([chart.description]) { copies in
      var options = lxw_chart_options()
      // Of 480 × 288 pixels.
      options.x_scale = 2.2
      options.y_scale = 2.1
      options.description = copies[0]
      try check(
        worksheet_insert_chart_opt(sheet.pointer, row, column, made, &options), "insert chart")
    }
  }

  private func setAxes(of made: UnsafeMutablePointer<lxw_chart>, _ chart: XlsxChart) {
    chart_axis_set_name(made.pointee.x_axis, chart.categoryAxis)
    if chart.isCrowded {
      var font = lxw_chart_font()
      font.rotation = -60
      chart_axis_set_num_font(made.pointee.x_axis, &font)
      chart_axis_set_interval_unit(made.pointee.x_axis, 1)
    }
    chart_axis_set_name(made.pointee.y_axis, chart.valueAxis)
    chart_axis_set_num_format(made.pointee.y_axis, chart.numberFormat)
    chart_axis_set_min(made.pointee.y_axis, 0)
    if let maximum = chart.maximum { chart_axis_set_max(made.pointee.y_axis, maximum) }
  }

  /// Shapes that stay apart where colours are printed grey.
  private static let markers = [
    LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_DIAMOND,
    LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_STAR, LXW_CHART_MARKER_X,
    LXW_CHART_MARKER_PLUS,
  ]

  private static func paint(
    _ added: UnsafeMutablePointer<lxw_chart_series>, _ series: XlsxChart.Series,
    _ kind: XlsxChart.Kind, _ place: Int
  ) {
    var fill = lxw_chart_fill()
    fill.color = series.color
    var line = lxw_chart_line()
    line.color = series.color
    line.width = 2
    switch (kind, series.isLine) {
    case (.columns, _): chart_series_set_fill(added, &fill)
    case (.lines, true):
      chart_series_set_line(added, &line)
      chart_series_set_marker_type(added, UInt8(LXW_CHART_MARKER_NONE.rawValue))
    case (.lines, false):
      chart_series_set_marker_type(added, UInt8(markers[place % markers.count].rawValue))
      chart_series_set_marker_size(added, 8)
      chart_series_set_marker_fill(added, &fill)
      chart_series_set_marker_line(added, &line)
      line.none = 1
      chart_series_set_line(added, &line)
    }
  }
}

/// Writes one chart on a sheet that is printed on one page, so that it is never cut in two.
struct ChartSheet {
  static let crowded = 12

  let file: XlsxFile
  let styles: SheetStyles
  let header: String

  /// `source`: the sheet with the figures.
  func write(_ chart: XlsxChart, name: String, source: String) throws {
    var sheet = try SheetWriter(file, styles, name: name)
    try sheet.note("数据见“\(source)”。")
    try file.insert(chart, at: CellReference(row: 2, column: 1), on: sheet.sheet)
    try file.setPrint(
      sheet.sheet, XlsxPrint(header: header, pages: .fitted(tall: 1)))
  }
}
