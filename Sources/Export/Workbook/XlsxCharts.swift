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
      if chart.kind == .columns {
        chart_set_series_overlap(made, chart.isOverlapped ? 100 : 0)
        chart_set_series_gap(made, chart.isOverlapped ? 30 : 80)
      }
    }
    setWords(of: made, chart)
    setAxes(of: made, chart)
    let (row, column) = position(cell)
    try withCopies([chart.description]) { copies in
      var options = lxw_chart_options()
      options.x_scale = chart.scale.width
      options.y_scale = chart.scale.height
      // Clear of the edge, where a page may end.
      options.x_offset = 4
      options.y_offset = 4
      options.description = copies[0]
      try check(
        worksheet_insert_chart_opt(sheet.pointer, row, column, made, &options), "insert chart")
    }
  }

  /// A font of the chart while the body runs: the library copies it.
  private func withFont(
    _ face: CellStyle.Face, size: Double, isBold: Bool = false, rotation: Int32 = 0,
    _ body: (UnsafeMutablePointer<lxw_chart_font>) -> Void
  ) {
    var name = Array(face.rawValue.utf8CString)
    name.withUnsafeMutableBufferPointer { buffer in
      var font = lxw_chart_font()
      font.name = buffer.baseAddress
      font.size = size
      font.bold = isBold ? 1 : 0
      font.rotation = rotation
      body(&font)
    }
  }

  /// Title and legend.
  private func setWords(of made: UnsafeMutablePointer<lxw_chart>, _ chart: XlsxChart) {
    chart_title_set_name(made, chart.title)
    withFont(.hei, size: chart.scale.width > 1.5 ? 14 : 11, isBold: true) {
      chart_title_set_name_font(made, $0)
    }
    guard chart.series.count > 1 else {
      chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      return
    }
    chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    withFont(.song, size: 9) { chart_legend_set_font(made, $0) }
    // A line over columns is the trend of a series nobody sees: only the line is named.
    let unseen = chart.series.indices.filter { chart.kind == .columns && chart.series[$0].isLine }
    guard !unseen.isEmpty else { return }
    var list = unseen.map { Int16($0) } + [-1]
    chart_legend_delete_series(made, &list)
  }

  private func setAxes(of made: UnsafeMutablePointer<lxw_chart>, _ chart: XlsxChart) {
    let (across, up) = (made.pointee.x_axis, made.pointee.y_axis)
    chart_axis_set_name(across, chart.categoryAxis)
    chart_axis_set_name(up, chart.valueAxis)
    withFont(.song, size: 9) {
      chart_axis_set_name_font(across, $0)
      chart_axis_set_name_font(up, $0)
      chart_axis_set_num_font(up, $0)
    }
    withFont(.song, size: 8, rotation: chart.isCrowded ? -60 : 0) {
      chart_axis_set_num_font(across, $0)
    }
    if chart.isCrowded { chart_axis_set_interval_unit(across, 1) }
    if chart.hidesCategories {
      chart_axis_set_label_position(across, UInt8(LXW_CHART_AXIS_LABEL_POSITION_NONE.rawValue))
    }
    chart_axis_set_num_format(up, chart.numberFormat)
    chart_axis_set_min(up, 0)
    if let maximum = chart.maximum { chart_axis_set_max(up, maximum) }
    var line = lxw_chart_line()
    line.color = 0xD9D9D9
    line.width = 0.5
    chart_axis_major_gridlines_set_line(up, &line)
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
    if series.isDashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
    switch (kind, series.isLine) {
    case (.columns, false): chart_series_set_fill(added, &fill)
    case (.columns, true):
      fill.none = 1
      chart_series_set_fill(added, &fill)
      // The library has no chart of columns and lines; the trend of level values is a level line.
      chart_series_set_trendline(added, UInt8(LXW_CHART_TRENDLINE_TYPE_LINEAR.rawValue), 0)
      chart_series_set_trendline_name(added, series.name)
      chart_series_set_trendline_forecast(added, 0.5, 0.5)
      chart_series_set_trendline_line(added, &line)
    case (.lines, true):
      chart_series_set_line(added, &line)
      chart_series_set_marker_type(added, UInt8(LXW_CHART_MARKER_NONE.rawValue))
    case (.lines, false):
      chart_series_set_marker_type(added, UInt8(markers[place % markers.count].rawValue))
      chart_series_set_marker_size(added, 8)
      chart_series_set_marker_fill(added, &fill)
      chart_series_set_marker_line(added, &line)
      line.none = series.isJoined ? 0 : 1
      chart_series_set_line(added, &line)
    }
  }
}

extension XlsxFile {
  /// Rows behind which a new page begins.
  func breakPages(after rows: [Int], on sheet: XlsxSheet) throws {
    // The list ends with a 0.
    var breaks = rows.prefix(1_000).map { lxw_row_t($0) } + [0]
    try check(worksheet_set_h_pagebreaks(sheet.pointer, &breaks), "set page breaks")
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
