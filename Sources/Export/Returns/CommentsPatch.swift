// SPDX-License-Identifier: Apache-2.0
// CommentsPatch: puts comments of ours into a part of comments beside those that are there.

import DataModel
import FileFormats

/// The comments of one sheet.
///
/// A cell has one comment only: where somebody left one, ours is added below it. What an earlier
/// return put in is known by its mark and goes. Threads stay as they are: programs show the thread in
/// place of whatever the comment says.
struct CommentsPatch {
  static let author = "均衡审核"

  private let bytes: [UInt8]
  private let wishes: [CellReference: String]
  private var edits = XMLEdits()
  private var prefix = ""
  private var authors: ElementPlace?
  private var list: ElementPlace?
  private var authorNames: [String] = []
  private var rest: [CellReference: String]
  /// Cells that need a shape from now on, and those whose shape has nothing to show any more.
  private(set) var newShapes: [CellReference] = []
  private(set) var oldShapes: [CellReference] = []

  /// `bytes`: nil for a sheet without comments.
  init(
    _ bytes: [UInt8]?, wishes: [CellReference: String], vocabulary: SpreadsheetVocabulary
  ) throws {
    self.bytes =
      bytes
      ?? Array(
        (ReturnXML.declaration
          + "<comments xmlns=\"\(vocabulary.main)\"><authors/><commentList/></comments>").utf8)
    self.wishes = wishes
    rest = wishes
    var walk = try XMLWalk(self.bytes)
    loop: while true {
      switch try walk.next() {
      case .start: try enter(&walk)
      case .end:
        if walk.reader.depth == 2, walk.reader.nameIs("commentList"), list?.tagEnd != walk.end {
          list?.contentEnd = walk.start
        }
      case .text: continue
      case .finished: break loop
      }
    }
    try addRest()
  }

  private mutating func enter(_ walk: inout XMLWalk) throws {
    if walk.reader.depth == 1 {
      guard walk.reader.nameIs("comments") else { throw PatchRefusal("批注部件的根元素不对") }
      prefix = String(decoding: walk.reader.prefix, as: UTF8.self)
    } else if walk.reader.nameIs("authors") {
      try readAuthors(&walk)
    } else if walk.reader.nameIs("commentList") {
      list = ElementPlace(walk)
    } else if walk.reader.nameIs("comment"), walk.reader.depth == 3 {
      try readComment(&walk)
    }
  }

  private mutating func readAuthors(_ walk: inout XMLWalk) throws {
    authors = ElementPlace(walk)
    let depth = walk.reader.depth
    while true {
      let token = try walk.next()
      if token == .start {
        let start = walk.end
        let end = try walk.skipElement()
        authorNames.append(String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
      } else if token == .end, walk.reader.depth == depth {
        if authors?.tagEnd != walk.end { authors?.contentEnd = walk.start }
        return
      }
    }
  }

  // MARK: Comments that are there

  private mutating func readComment(_ walk: inout XMLWalk) throws {
    let start = walk.reader.tagStart
    let place = walk.reader.attribute("ref").flatMap { CellReference($0) }
    let author = walk.reader.integerAttribute("authorId") ?? 0
    let text = try CommentText(&walk)
    guard let place else { return }
    let wish = rest.removeValue(forKey: place)
    let isThread =
      authorNames.indices.contains(author) && authorNames[author].hasPrefix("tc=")
    guard !isThread else { return }
    if text.isOurs {
      edits.remove(start..<walk.end)
      if let wish {
        edits.insert(comment(place, wish), at: start)
      } else {
        oldShapes.append(place)
      }
      return
    }
    for range in text.oursBehind { edits.remove(range) }
    guard let wish, let end = text.contentEnd else { return }
    let run = "<\(prefix)r><\(prefix)t xml:space=\"preserve\">\n\n\(ReturnXML.escaped(wish))"
    edits.insert("\(run)</\(prefix)t></\(prefix)r>", at: end)
  }

  // MARK: New comments

  private mutating func addRest() throws {
    var xml = ""
    for (place, wish) in rest.sorted(by: { $0.key < $1.key }) {
      xml += comment(place, wish)
      newShapes.append(place)
    }
    guard let list, let authors else { throw PatchRefusal("批注部件不完整") }
    if !xml.isEmpty { edits.append(xml, to: list) }
    guard !wishes.isEmpty, !authorNames.contains(Self.author) else { return }
    edits.append("<\(prefix)author>\(Self.author)</\(prefix)author>", to: authors)
  }

  private func comment(_ place: CellReference, _ text: String) -> String {
    let author = authorNames.firstIndex(of: Self.author) ?? authorNames.count
    return "<\(prefix)comment ref=\"\(place)\" authorId=\"\(author)\"><\(prefix)text>"
      + "<\(prefix)t xml:space=\"preserve\">\(ReturnXML.escaped(text))</\(prefix)t>"
      + "</\(prefix)text></\(prefix)comment>"
  }

  func patched() throws -> [UInt8] {
    guard let result = edits.applied(to: bytes) else { throw PatchRefusal("批注部件无法修改") }
    return result
  }
}

/// The text of one comment: whether it is ours, and where ours begins behind somebody's.
private struct CommentText {
  private static let mark = Array(ReturnList.commentMark.utf8)

  /// True where nothing stands before the mark.
  private(set) var isOurs = false
  /// What an earlier return added to the comment.
  private(set) var oursBehind: [Range<Int>] = []
  /// Where the element with the text ends; nil where there is none.
  private(set) var contentEnd: Int?

  /// Reads to the end of the comment that the walk is at.
  init(_ walk: inout XMLWalk) throws {
    let depth = walk.reader.depth
    var run = 0
    var before = false
    var isText = false
    var cut: Int?
    while true {
      let token = try walk.next()
      switch token {
      case .start:
        if walk.reader.depth == depth + 2 { run = walk.reader.tagStart }
        isText = walk.reader.nameIs("t")
      case .text:
        guard isText, cut == nil else { continue }
        let piece = walk.bytes[walk.start..<walk.end]
        guard let place = piece.firstRange(of: Self.mark)?.lowerBound else {
          before = before || !Self.isBlank(piece)
          continue
        }
        let isBegun = before || !Self.isBlank(piece[..<place])
        isOurs = !isBegun
        // A run of its own goes whole, or empty ones would pile up.
        cut = Self.isBlank(piece[..<place]) ? run : Self.trimmed(piece[..<place])
        if cut != run { oursBehind.append((cut ?? place)..<walk.end) }
      case .end:
        isText = false
        if walk.reader.depth == depth + 1, walk.reader.nameIs("text") {
          contentEnd = walk.start
          if let cut { close(cut, run: run, before: walk.start) }
        }
        if walk.reader.depth == depth + 2, cut != nil, cutRunEnd == nil { cutRunEnd = walk.end }
        if walk.reader.depth == depth { return }
      case .finished: throw PatchRefusal("批注部件不完整")
      }
    }
  }

  /// Where the run ends in which ours begins.
  private var cutRunEnd: Int?

  private mutating func close(_ cut: Int, run: Int, before end: Int) {
    if oursBehind.isEmpty {
      oursBehind = [cut..<end]
    } else if let cutRunEnd, cutRunEnd < end {
      oursBehind.append(cutRunEnd..<end)
    }
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 <= 0x20 }
  }

  /// Where the white space before the end of the bytes begins.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> Int {
    (bytes.lastIndex { $0 > 0x20 } ?? bytes.startIndex - 1) + 1
  }
}
