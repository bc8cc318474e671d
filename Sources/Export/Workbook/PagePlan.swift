// SPDX-License-Identifier: Apache-2.0
// PagePlan: where a table that is too wide for a page is divided, and at which scale it is printed.

/// Divides columns over pages of A4 landscape.
struct PagePlan {
  /// Pixels across the page between the margins, less what programs measure differently.
  static let pagePixels = 1_045.0 * 0.97
  /// Smaller print would not be legible.
  static let smallestScale = 0.6
  /// Pixels of a character of column width with Calibri, the face that widths are counted in.
  static let characterPixels = 7.0
  /// How much wider columns become where that face is missing.
  static let substituteFactor = 1.4

  /// Widths in characters of the printed columns.
  var widths: [Double]
  /// Columns from the left that each page repeats.
  var frozenColumns: Int
  /// Columns (from 0) that stay on the page of the one before.
  var kept: Set<Int> = []

  static func pixels(_ width: Double) -> Double { width * characterPixels + 5 }

  /// One page, or several of about equal width.
  var pages: XlsxPages {
    // Fitting to one page is left to the program, which knows its own faces.
    guard !fits(scale: Self.smallestScale) else { return .fitted(tall: 0) }
    let fewest = division(Self.pagePixels / Self.smallestScale / Self.substituteFactor * 1.1)
    guard !fewest.breaks.isEmpty else { return .fitted(tall: 0) }
    var best = fewest
    var room = fewest.widest - 1
    while case let narrower = division(room), narrower.breaks.count == fewest.breaks.count,
      narrower.widest < best.widest
    {
      best = narrower
      room = narrower.widest - 1
    }
    let scale = Self.pagePixels / (best.widest * Self.substituteFactor) * 100
    return .broken(scale: Int(max(10, min(scale, 100))), before: best.breaks.map { $0 + 1 })
  }

  /// Whether all columns fit on one page at a scale.
  func fits(scale: Double) -> Bool {
    widths.reduce(0) { $0 + Self.pixels($1) } * scale <= Self.pagePixels
  }

  /// First columns (from 0) of all pages but the first, none wider than `capacity` where possible.
  private func division(_ capacity: Double) -> (breaks: [Int], widest: Double) {
    let frozen = widths.prefix(frozenColumns).reduce(0) { $0 + Self.pixels($1) }
    var breaks: [Int] = []
    var used = frozen
    var widest = frozen
    var column = min(frozenColumns, widths.count)
    while column < widths.count {
      var next = column + 1
      while next < widths.count, kept.contains(next) { next += 1 }
      let group = widths[column..<next].reduce(0) { $0 + Self.pixels($1) }
      if used + group > capacity, used > frozen {
        breaks.append(column)
        used = frozen
      }
      used += group
      widest = max(widest, used)
      column = next
    }
    return (breaks, widest)
  }
}
