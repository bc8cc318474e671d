// SPDX-License-Identifier: Apache-2.0
// StripPlot: values as dots on a line, with the lines that they are held against, as inline SVG.

import DataModel

/// One row of dots.
///
/// Thousands of dots are four paths: one for each colour. What they show is said in words too.
struct StripPlot {
  /// How a dot is coloured; the names are classes of the page's style.
  enum Tone: String, CaseIterable {
    case good
    case middling
    case bad
    case open
  }

  /// A line across the strip, such as a threshold.
  struct Mark {
    var name: String
    var value: Double
    var isFloor = false
  }

  var title: String
  var unit: String
  var digits: Int
  var dots: [(value: Double, tone: Tone)]
  var marks: [Mark]
  /// What the colours say, in words.
  var words = [Tone.good: "达标", .middling: "未达标但不低于底线", .bad: "低于底线"]

  private static let width = 640.0
  private static let height = 84.0
  private static let left = 12.0
  private static let top = 22.0
  private static let bottom = 60.0

  var html: String {
    let summary = self.summary
    guard let range else {
      return "<p class=\"none\">\(HTMLText.escaped(title))：没有可显示的数值。</p>"
    }
    var body = axis(range)
    for mark in marks { body += line(mark, range) }
    for tone in Tone.allCases {
      let path = path(tone, range)
      if !path.isEmpty { body += "<path class=\"dot \(tone.rawValue)\" d=\"\(path)\"/>" }
    }
    return ReportChart.figure(title, summary, style: "strip", width: 640, height: 84, body)
  }

  /// From the least to the greatest of dots and marks, with the top two hundredths cut off the way.
  private var range: ClosedRange<Double>? {
    let values = dots.map(\.value).filter(\.isFinite).sorted()
    guard let first = values.first else { return nil }
    // One school with a slip of the unit must not press all others into one point.
    let high = values[min(values.count - 1, values.count * 98 / 100)] * 1.05
    let ends = marks.map(\.value) + [high]
    let low = min(first, marks.map(\.value).min() ?? first, 0)
    let top = ends.max() ?? high
    return low...(top > low ? top : low + 1)
  }

  private func x(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return Self.left + min(1, max(0, share)) * (Self.width - 2 * Self.left)
  }

  private func path(_ tone: Tone, _ range: ClosedRange<Double>) -> String {
    var path = ""
    for (index, dot) in dots.enumerated() where dot.tone == tone && dot.value.isFinite {
      // Heights follow the order, so that the picture is the same on every machine.
      let height = Self.top + 4 + Double((index * 37) % 30)
      path += "M\(Self.text(x(dot.value, range), 1)) \(Self.text(height, 0))h0"
    }
    return path
  }

  private func line(_ mark: Mark, _ range: ClosedRange<Double>) -> String {
    let place = x(mark.value, range)
    let style = mark.isFloor ? "mark floor" : "mark"
    // A floor lies left of its threshold: so do the words.
    let anchor = mark.isFloor || place > Self.width * 3 / 4 ? "end" : "start"
    let text = HTMLText.escaped("\(mark.name) \(Self.text(mark.value, digits))")
    let label = place + (anchor == "end" ? -4 : 4)
    return
      "<path class=\"\(style)\" d=\"M\(Self.text(place, 1)) \(Self.text(Self.top, 0))V60\"/>"
      + "<text x=\"\(Self.text(label, 1))\" y=\"18\" text-anchor=\"\(anchor)\">"
      + "\(text)</text>"
  }

  private func axis(_ range: ClosedRange<Double>) -> String {
    let middle = (range.lowerBound + range.upperBound) / 2
    let ticks = [
      (range.lowerBound, "start", Self.left), (middle, "middle", Self.width / 2),
      (range.upperBound, "end", Self.width - Self.left),
    ]
    return "<path class=\"axis\" d=\"M12 60H628\"/>"
      + ticks.map { value, anchor, place in
        "<text x=\"\(Self.text(place, 0))\" y=\"76\" text-anchor=\"\(anchor)\">"
          + "\(Self.text(value, digits))</text>"
      }.joined()
  }

  private var summary: String {
    let values = dots.map(\.value).filter(\.isFinite).sorted()
    guard let first = values.first, let last = values.last else { return "没有数值" }
    let middle = values[values.count / 2]
    let counts = Tone.allCases.compactMap { tone -> String? in
      let count = dots.count { $0.tone == tone }
      return words[tone].flatMap { count == 0 ? nil : "\($0)\(count)" }
    }
    let range =
      "\(values.count)个值，最小\(Self.text(first, digits))，中位\(Self.text(middle, digits))，"
      + "最大\(Self.text(last, digits))\(unit)"
    return ([range] + (counts.isEmpty ? [] : [counts.joined(separator: "，")]))
      .joined(separator: "；")
  }

  /// Fixed decimals, without an exponent.
  static func text(_ value: Double, _ digits: Int) -> String {
    ExactNumber(approximate: value).rounded(digits: digits).text
  }
}
