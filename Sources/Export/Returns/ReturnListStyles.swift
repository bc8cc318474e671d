// SPDX-License-Identifier: Apache-2.0
// ReturnListStyles: the formats of the list of problems, added to the style sheet it comes into.

import DataModel

/// Numbers of the formats of the list.
struct ReturnListStyles {
  let title: Int
  let note: Int
  let header: Int
  let text: Int
  let centered: Int
  let link: Int
  /// Where the school writes.
  let answer: Int
  let marks: [Severity: Int]

  init(_ styles: inout StylesPatch) throws {
    let plain = Self.font(&styles, size: 10)
    let small = Self.font(&styles, size: 10, color: "FF404040")
    let bold = Self.font(&styles, size: 10, face: "黑体", isBold: true)
    let large = Self.font(&styles, size: 16, face: "黑体", isBold: true)
    let blue = Self.font(&styles, size: 10, color: "FF0563C1", isUnderlined: true)
    let frame = Self.frame(&styles)
    let head = Self.fill(&styles, "FFDDEBF7")
    let open = Self.fill(&styles, "FFF7FBF2")
    title = Self.format(&styles, font: large, horizontal: "left", wraps: false)
    note = Self.format(&styles, font: small, horizontal: "left")
    header = Self.format(&styles, font: bold, fill: head, border: frame, horizontal: "center")
    text = Self.format(&styles, font: plain, border: frame, horizontal: "left")
    centered = Self.format(&styles, font: plain, border: frame, horizontal: "center")
    link = Self.format(&styles, font: blue, border: frame, horizontal: "center")
    answer = Self.format(&styles, font: plain, fill: open, border: frame, horizontal: "left")
    var marks: [Severity: Int] = [.note: centered]
    for severity in [Severity.mustCorrect, .mustExplain] {
      let fill = try styles.markFill(severity) ?? 0
      marks[severity] = Self.format(
        &styles, font: plain, fill: fill, border: frame, horizontal: "center")
    }
    self.marks = marks
  }

  private static func font(
    _ styles: inout StylesPatch, size: Int, face: String = "宋体", color: String? = nil,
    isBold: Bool = false, isUnderlined: Bool = false
  ) -> Int {
    let content =
      (isBold ? styles.tag("b", "") : "") + (isUnderlined ? styles.tag("u", "") : "")
      + styles.tag("sz", "", " val=\"\(size)\"")
      + (color.map { styles.tag("color", "", " rgb=\"\($0)\"") } ?? "")
      + styles.tag("name", "", " val=\"\(face)\"") + styles.tag("family", "", " val=\"3\"")
      + styles.tag("charset", "", " val=\"134\"")
    return styles.add("fonts", styles.tag("font", content))
  }

  private static func frame(_ styles: inout StylesPatch) -> Int {
    let color = styles.tag("color", "", " rgb=\"FFA6A6A6\"")
    let sides = ["left", "right", "top", "bottom"].map {
      styles.tag($0, color, " style=\"thin\"")
    }
    return styles.add("borders", styles.tag("border", sides.joined() + styles.tag("diagonal", "")))
  }

  private static func fill(_ styles: inout StylesPatch, _ color: String) -> Int {
    let pattern = styles.tag(
      "patternFill",
      styles.tag("fgColor", "", " rgb=\"\(color)\"") + styles.tag("bgColor", "", " indexed=\"64\""),
      " patternType=\"solid\"")
    return styles.add("fills", styles.tag("fill", pattern))
  }

  /// Cells are texts: nothing that stands in them is taken for a number or a formula.
  private static func format(
    _ styles: inout StylesPatch, font: Int, fill: Int = 0, border: Int = 0, horizontal: String,
    wraps: Bool = true
  ) -> Int {
    let alignment = styles.tag(
      "alignment", "",
      " horizontal=\"\(horizontal)\" vertical=\"center\"" + (wraps ? " wrapText=\"1\"" : ""))
    return styles.add(
      "cellXfs",
      styles.tag(
        "xf", alignment,
        " numFmtId=\"49\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\""
          + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\""
          + " applyAlignment=\"1\""))
  }
}
