// SPDX-License-Identifier: Apache-2.0
// BandChart: how many classes are of each size, a bar for each band, as inline SVG.

import DataModel

/// Bars from the smallest band to the largest, with the line that is the limit.
struct BandChart {
  struct Bar {
    var name: String
    var count: Int
    var tone: StripPlot.Tone
  }

  var title: String
  var bars: [Bar]
  /// The limit and how many bars stand before it; nil where it lies within a band.
  var limit: (text: String, after: Int)?

  private static let left = 74.0
  private static let right = 272.0
  private static let top = 8.0
  private static let step = 20.0

  private var all: Int { bars.reduce(0) { $0 + $1.count } }

  var html: String {
    let most = max(1, bars.map(\.count).max() ?? 0)
    var body = ""
    for (index, bar) in bars.enumerated() {
      let y = Self.top + Double(index) * Self.step + (isAfterLimit(index) ? 18 : 0)
      let length = Double(bar.count) / Double(most) * (Self.right - Self.left)
      body += ReportChart.text(bar.name, x: Self.left - 6, y: y + 14, anchor: "end")
      body +=
        "<g class=\"\(bar.tone.rawValue)\"><title>"
        + HTMLText.escaped("\(bar.name)：\(told(bar))") + "</title>"
        + "<path class=\"bar\" d=\"M\(StripPlot.text(Self.left, 0)) \(StripPlot.text(y + 3, 0))"
        + "h\(StripPlot.text(length, 1))v14h-\(StripPlot.text(length, 1))z\"/></g>"
      body += ReportChart.text(told(bar), x: Self.left + length + 5, y: y + 14)
    }
    if let limit {
      let y = Self.top + Double(limit.after) * Self.step + 13
      body += ReportChart.line((Self.left - 62, y), (Self.right + 80, y), "mark floor")
      body += ReportChart.text(
        limit.text, x: Self.right + 80, y: y - 4, anchor: "end", style: "strong")
    }
    let height = Int(Self.top + Double(bars.count) * Self.step) + 26
    return ReportChart.figure(title, summary, style: "lines", width: 360, height: height, body)
  }

  private func isAfterLimit(_ index: Int) -> Bool { limit.map { index >= $0.after } ?? false }

  private func told(_ bar: Bar) -> String {
    "\(bar.count)" + (bar.count == 0 ? "" : "（\(Self.share(bar.count, of: all))）")
  }

  private var summary: String {
    let over = bars.reduce(0) { $0 + ($1.tone == .bad ? $1.count : 0) }
    return "共\(all)个班，超过上限\(over)个（\(Self.share(over, of: all))）"
  }

  /// In percent, one decimal.
  static func share(_ part: Int, of all: Int) -> String {
    all == 0 ? "0%" : ExactNumber(part * 100, over: all).rounded(digits: 1).text + "%"
  }
}
