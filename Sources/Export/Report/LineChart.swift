// SPDX-License-Identifier: Apache-2.0
// LineChart: figures over the years, a line for each county, against their limit, as inline SVG.

import DataModel

/// Lines over years.
///
/// A year without a figure breaks the line: nothing is drawn where nothing is known. Years stand as far
/// apart as they are.
struct LineChart {
  struct Line {
    var name: String
    /// By year of the chart.
    var values: [Double?]
    var tone: StripPlot.Tone
  }

  var title: String
  var unit = ""
  var digits: Int
  var years: [Int]
  var lines: [Line]
  var limit: Double?
  /// The least that the scale reaches.
  var top = 0.0
  /// What the colours say, in words.
  var words: [StripPlot.Tone: String]

  private static let width = 360.0
  private static let left = 36.0
  private static let right = 262.0
  private static let upper = 14.0
  private static let lower = 190.0
  /// More names do not fit beside the lines.
  private static let mostNames = 10
  private static let nameHeight = 15.0

  var html: String {
    guard let highest = lines.flatMap(\.values).compactMap({ $0 }).max() else { return "" }
    let reach = max(highest, limit ?? 0, top)
    let scale = reach > 0 ? max(top, reach * (reach > top ? 1.06 : 1)) : 1
    var body = axes(scale)
    if let limit { body += mark(limit, scale) }
    // What is above the limit is drawn last, over all others.
    let order: [StripPlot.Tone] = [.open, .good, .middling, .bad]
    for tone in order {
      for line in lines where line.tone == tone { body += path(line, scale) }
    }
    body += names(scale)
    return ReportChart.figure(title, summary, style: "lines", width: 360, height: 214, body)
  }

  private func x(_ index: Int) -> Double {
    guard let first = years.first, let last = years.last, last > first else {
      return (Self.left + Self.right) / 2
    }
    let share = Double(years[index] - first) / Double(last - first)
    return Self.left + 6 + share * (Self.right - Self.left - 12)
  }

  private func y(_ value: Double, _ scale: Double) -> Double {
    Self.lower - min(1, max(0, value / scale)) * (Self.lower - Self.upper)
  }

  private func axes(_ scale: Double) -> String {
    let ticks = ReportChart.ticks(to: scale)
    let step = ticks.count > 1 ? ticks[1] : 1
    let digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3
    var body = ""
    for tick in ticks {
      let height = y(tick, scale)
      body += ReportChart.line((Self.left, height), (Self.right, height), "axis")
      body += ReportChart.text(
        StripPlot.text(tick, digits), x: Self.left - 4, y: height + 4, anchor: "end")
    }
    for index in shownYears {
      body += ReportChart.text(String(years[index]), x: x(index), y: 207, anchor: "middle")
    }
    return body
  }

  /// Years that stand at least a label apart, the last among them.
  private var shownYears: [Int] {
    var shown: [Int] = []
    for index in years.indices.reversed() {
      if let last = shown.last, x(last) - x(index) < 32 { continue }
      shown.append(index)
    }
    return shown.reversed()
  }

  private func mark(_ limit: Double, _ scale: Double) -> String {
    let height = y(limit, scale)
    return ReportChart.line((Self.left, height), (Self.right, height), "mark floor")
      + ReportChart.text(
        "上限 " + StripPlot.text(limit, 2), x: Self.left + 4, y: height - 4, style: "strong")
  }

  private func path(_ line: Line, _ scale: Double) -> String {
    var path = ""
    var isOpen = false
    var dots = ""
    for (index, value) in line.values.enumerated() {
      guard let value, value.isFinite else {
        isOpen = false
        continue
      }
      let place = ReportChart.place((x(index), y(value, scale)))
      path += (isOpen ? "L" : "M") + place
      dots += "M\(place)h0"
      isOpen = true
    }
    let name = HTMLText.escaped(line.name + "：" + told(line))
    return "<g class=\"\(line.tone.rawValue)\"><title>\(name)</title>"
      + "<path class=\"line\" d=\"\(path)\"/><path class=\"dot\" d=\"\(dots)\"/></g>"
  }

  private func told(_ line: Line) -> String {
    zip(years, line.values).map { year, value in
      "\(year)年" + (value.map { StripPlot.text($0, digits) + unit } ?? "无数据")
    }.joined(separator: "，")
  }

  // MARK: Names

  /// Those of all lines, or of those that stand out, each beside its end and none over another.
  private func names(_ scale: Double) -> String {
    let ends = lines.compactMap { line -> (line: Line, y: Double, x: Double)? in
      guard let index = line.values.lastIndex(where: { $0 != nil }), let value = line.values[index]
      else { return nil }
      return (line, y(value, scale), x(index))
    }
    var shown = ends
    if shown.count > Self.mostNames {
      let bad = ends.filter { $0.line.tone == .bad }
      shown = Array(bad.sorted { $0.y < $1.y }.prefix(Self.mostNames))
    }
    shown.sort { $0.y < $1.y }
    var heights = shown.map(\.y)
    for index in heights.indices.dropFirst() {
      heights[index] = max(heights[index], heights[index - 1] + Self.nameHeight)
    }
    // What was pushed below the chart pushes back.
    var floor = Self.lower + 4
    for index in heights.indices.reversed() {
      heights[index] = min(heights[index], floor)
      floor = heights[index] - Self.nameHeight
    }
    return zip(shown, heights).map { end, height in
      ReportChart.line((end.x + 4, end.y), (Self.right + 6, height), "lead")
        + ReportChart.text(
          ReportChart.short(end.line.name, 8), x: Self.right + 9, y: height + 4,
          style: end.line.tone.rawValue)
    }.joined()
  }

  private var summary: String {
    guard let first = years.first, let last = years.last else { return "没有数值" }
    let now = lines.compactMap { line in line.values.last.flatMap { $0 }.map { (line.name, $0) } }
    var sentences = ["\(first)—\(last)年，\(lines.count)个区县"]
    if let least = now.min(by: { $0.1 < $1.1 }), let most = now.max(by: { $0.1 < $1.1 }) {
      func text(_ end: (String, Double)) -> String {
        "\(StripPlot.text(end.1, digits))\(unit)（\(end.0)）"
      }
      sentences.append("\(last)年最低\(text(least))，最高\(text(most))")
    }
    let counts = StripPlot.Tone.allCases.compactMap { tone -> String? in
      let count = lines.count { $0.tone == tone }
      return words[tone].flatMap { count == 0 ? nil : "\($0)\(count)" }
    }
    if !counts.isEmpty { sentences.append(counts.joined(separator: "，")) }
    return sentences.joined(separator: "；")
  }
}
