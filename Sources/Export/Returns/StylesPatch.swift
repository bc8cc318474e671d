// SPDX-License-Identifier: Apache-2.0
// StylesPatch: gives cells a fill beside the format they have, and takes fills of ours away again.

import DataModel
import FileFormats

/// The style sheet of a workbook, with formats added for marked cells and for the list.
///
/// A fill of ours is known by its colour. Being solid, it never shows its second colour: that keeps
/// the fill that the cell had before.
struct StylesPatch {
  /// Colours that nobody picks by hand.
  private static let colors: [Severity: String] = [
    .mustCorrect: "FFFFC7C9", .mustExplain: "FFFFEB9B",
  ]
  /// Excel reads no more formats than this.
  private static let mostFormats = 64_000

  private static let lists = [
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
  ]

  private let bytes: [UInt8]
  private var prefix = ""
  private var root: ElementPlace?
  /// The lists of the file and where they begin, by name.
  private var places: [String: ElementPlace] = [:]
  private var pools: [String: StylePool] = [
    "fonts": StylePool(), "fills": StylePool(), "borders": StylePool(), "cellXfs": StylePool(),
  ]
  /// Fills of ours, and the XML of the fill that was there before.
  private var earlier: [Int: String] = [:]
  private var made: [FormatWish: Int] = [:]

  private struct FormatWish: Hashable {
    var format: Int
    var severity: Severity?
  }

  /// Reads the style sheet; begins one where `bytes` is nil.
  ///
  /// `keepsSecondColor`: false where the program that saved the file puts a colour of its own there; no fill can then be given back.
  init(
    _ bytes: [UInt8]?, vocabulary: SpreadsheetVocabulary, keepsSecondColor: Bool
  ) throws {
    self.bytes =
      bytes
      ?? Array((ReturnXML.declaration + "<styleSheet xmlns=\"\(vocabulary.main)\"/>").utf8)
    try read()
    addDefaults()
    for (index, fill) in pools["fills", default: StylePool()].entries.enumerated() {
      let before = try FillBefore.read(
        fill, colors: Set(Self.colors.values), keepsSecondColor: keepsSecondColor, prefix: prefix)
      if let before { earlier[index] = before }
    }
  }

  private mutating func read() throws {
    var walk = try XMLWalk(bytes)
    var list = ""
    var entry = 0
    while true {
      switch try walk.next() {
      case .start:
        if walk.reader.depth == 1 {
          guard walk.reader.nameIs("styleSheet") else { throw PatchRefusal("样式部件的根元素不对") }
          root = ElementPlace(walk)
          prefix = String(decoding: walk.reader.prefix, as: UTF8.self)
        } else if walk.reader.depth == 2 {
          list = walk.reader.name
          if places[list] == nil { places[list] = ElementPlace(walk) }
        } else if walk.reader.depth == 3 {
          entry = walk.reader.tagStart
        }
      case .end:
        if walk.reader.depth == 1, root?.tagEnd != walk.end { root?.contentEnd = walk.start }
        if walk.reader.depth == 2, places[list]?.tagEnd != walk.end {
          places[list]?.contentEnd = walk.start
        }
        if walk.reader.depth == 3 { pools[list]?.read(Array(bytes[entry..<walk.end])) }
      case .text: continue
      case .finished: return
      }
    }
  }

  /// What every style sheet begins with.
  private mutating func addDefaults() {
    func fill(_ pattern: String) -> String {
      tag("fill", tag("patternFill", "", " patternType=\"\(pattern)\""))
    }
    if pools["fonts"]?.entries.isEmpty == true {
      _ = add("fonts", tag("font", tag("sz", "", " val=\"11\"") + tag("name", "", " val=\"宋体\"")))
    }
    if pools["fills"]?.entries.isEmpty == true { _ = add("fills", fill("none")) }
    if pools["fills"]?.entries.count == 1 { _ = add("fills", fill("gray125")) }
    if pools["borders"]?.entries.isEmpty == true {
      let sides = ["left", "right", "top", "bottom", "diagonal"].map { tag($0, "") }.joined()
      _ = add("borders", tag("border", sides))
    }
    if pools["cellXfs"]?.entries.isEmpty == true {
      _ = add(
        "cellXfs", tag("xf", "", " numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\""))
    }
  }

  /// An element with the prefix of the file.
  func tag(_ name: String, _ content: String, _ attributes: String = "") -> String {
    content.isEmpty
      ? "<\(prefix)\(name)\(attributes)/>"
      : "<\(prefix)\(name)\(attributes)>\(content)</\(prefix)\(name)>"
  }

  /// The number of an entry of a list.
  mutating func add(_ list: String, _ xml: String) -> Int {
    pools[list, default: StylePool()].index(of: xml)
  }

  /// True where an earlier return left marks that cells may still have.
  var hasEarlierMarks: Bool { !earlier.isEmpty }

  // MARK: Formats of cells

  /// The number of the format that a cell of this format gets; the same where nothing changes.
  ///
  /// `severity`: nil for a cell without a problem.
  mutating func format(_ format: Int, marked severity: Severity?) throws -> Int {
    let wish = FormatWish(format: format, severity: severity)
    if let known = made[wish] { return known }
    let result = try makeFormat(format, severity)
    made[wish] = result
    return result
  }

  private mutating func makeFormat(_ format: Int, _ severity: Severity?) throws -> Int {
    let formats = pools["cellXfs", default: StylePool()]
    guard formats.entries.count < Self.mostFormats else { throw PatchRefusal("单元格样式过多") }
    let index = formats.entries.indices.contains(format) ? format : 0
    let text = try FormatText(formats.entries[index])
    let before = earlier[text.fill]
    let fill: Int
    if let color = severity.flatMap({ Self.colors[$0] }) {
      let fills = pools["fills", default: StylePool()].entries
      let own = fills.indices.contains(text.fill) ? fills[text.fill] : []
      let kept = before ?? String(decoding: own, as: UTF8.self)
      fill = add("fills", try FillBefore.marked(color, over: kept, prefix: prefix))
    } else {
      guard let before else { return format }
      fill = add("fills", before)
    }
    return pools["cellXfs", default: StylePool()].index(of: text.with(fill: fill))
  }

  /// The colour of a mark as a fill, for the list.
  mutating func markFill(_ severity: Severity) throws -> Int? {
    guard let color = Self.colors[severity] else { return nil }
    return add("fills", try FillBefore.marked(color, over: "", prefix: prefix))
  }

  // MARK: Writing

  /// The style sheet with what was added; nil when nothing was.
  func patched() throws -> [UInt8]? {
    guard pools.values.contains(where: \.hasGrown), let root else { return nil }
    var edits = XMLEdits()
    var missing = ""
    var missingBefore = root.contentEnd
    for list in Self.lists.reversed() {
      if let place = places[list] {
        if !missing.isEmpty, let offset = missingBefore { edits.insert(missing, at: offset) }
        missing = ""
        missingBefore = place.tagStart
        grow(list, place, &edits)
      } else if let pool = pools[list] {
        missing = tag(list, pool.added, " count=\"\(pool.entries.count)\"") + missing
      }
    }
    if !missing.isEmpty {
      if let offset = missingBefore {
        edits.insert(missing, at: offset)
      } else {
        edits.append(missing, to: root)
      }
    }
    guard let result = edits.applied(to: bytes) else { throw PatchRefusal("样式部件无法修改") }
    return result
  }

  private func grow(_ list: String, _ place: ElementPlace, _ edits: inout XMLEdits) {
    guard let pool = pools[list], pool.hasGrown else { return }
    if let count = place.count { edits.replace(count, with: String(pool.entries.count)) }
    edits.append(pool.added, to: place)
  }
}
