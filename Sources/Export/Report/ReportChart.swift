// SPDX-License-Identifier: Apache-2.0
// ReportChart: what every chart of the page has: a caption, a title, a description, and texts in SVG.

/// A picture with its words.
///
/// The caption says above the picture what `desc` says to those who do not see it, so nothing is told by
/// colours or places alone.
enum ReportChart {
  /// `style`: a class of the page's style, for the size of letters on narrow screens.
  static func figure(
    _ title: String, _ summary: String, style: String, width: Int, height: Int, _ body: String
  ) -> String {
    let name = HTMLText.escaped(title)
    let words = HTMLText.escaped(summary)
    return """
      <figure class="\(style)"><figcaption>\(name)<span>\(words)</span></figcaption>
      <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(name)">\
      <title>\(name)</title><desc>\(words)</desc>\(body)</svg></figure>
      """
  }

  static func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", style: String = ""
  ) -> String {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    return "<text\(style) x=\"\(StripPlot.text(x, 1))\" y=\"\(StripPlot.text(y, 1))\""
      + " text-anchor=\"\(anchor)\">\(HTMLText.escaped(text))</text>"
  }

  static func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ style: String
  ) -> String {
    "<path class=\"\(style)\" d=\"M\(place(from))L\(place(to))\"/>"
  }

  static func place(_ point: (x: Double, y: Double)) -> String {
    "\(StripPlot.text(point.x, 1)) \(StripPlot.text(point.y, 1))"
  }

  /// Round steps from 0 that reach `top`: at most six.
  static func ticks(to top: Double) -> [Double] {
    guard top > 0, top.isFinite else { return [0] }
    var step = 1e-6
    while step < 1e15 {
      for factor in [1.0, 2, 5] where top / (step * factor) <= 5 {
        let size = step * factor
        return (0...Int((top / size).rounded(.down))).map { Double($0) * size }
      }
      step *= 10
    }
    return [0]
  }

  /// A text of at most `length` characters.
  static func short(_ text: String, _ length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }
}
