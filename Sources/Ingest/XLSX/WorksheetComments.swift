// SPDX-License-Identifier: Apache-2.0
// WorksheetComments: the comments of a worksheet of .xlsx, from the parts that its relationships name.

import DataModel
import FileFormats

/// Comments and threads (ECMA-376 Part 1, comments; [MS-XLSX] threadedComments).
struct WorksheetComments {
  private(set) var comments = CellComments()

  /// The threads, by cell; Excel repeats each of them as a comment with a notice before it.
  private var threads: [CellReference: String] = [:]
  private var threadBytes = 0
  private var text: [UInt8] = []

  /// Reads what belongs to the worksheet in `part`.
  init(of part: String, in package: OfficePackage) throws(IngestError) {
    let links: [PartRelationship]
    do {
      links = try package.relationships(of: part)
    } catch {
      throw IngestError(error)
    }
    // A worksheet has one part of each kind; a file that names more would have them all read.
    let part = { (type: String) in
      links.first { $0.type == type && !$0.isExternal && package.contains($0.target) }?.target
    }
    if let target = part("threadedComment") {
      try read(target, in: package, element: "threadedComment", text: "text") {
        comments, place, text in
        comments.addThread(text, at: place)
      }
    }
    if let target = part("comments") {
      try read(target, in: package, element: "comment", text: "t") {
        comments, place, text in
        if let place, comments.threads[place] != nil { return }
        comments.comments.add(text, at: place)
      }
    }
    for (place, text) in threads.sorted(by: { $0.key < $1.key }) {
      comments.add(text, at: place)
    }
  }

  private mutating func addThread(_ text: String, at place: CellReference?) {
    threadBytes += text.utf8.count
    guard let place, threadBytes <= CellComments.mostBytes,
      threads[place] != nil || threads.count < CellComments.mostKept
    else {
      comments.add(text, at: nil)
      return
    }
    threads[place] = threads[place].map { $0 + "\n" + text } ?? text
  }

  private mutating func read(
    _ part: String, in package: OfficePackage, element: StaticString,
    text textElement: StaticString, _ take: (inout Self, CellReference?, String) -> Void
  ) throws(IngestError) {
    var reader: XMLReader
    do {
      reader = try package.reader(of: part)
    } catch {
      throw IngestError(error)
    }
    do throws(XMLError) {
      while true {
        let token = try reader.next()
        if token == .finished { return }
        guard token == .start, reader.nameIs(element) else { continue }
        guard comments.omitted < CellComments.mostOmitted else {
          throw .malformed("more comments than anybody writes")
        }
        let place = reader.attribute("ref").flatMap { CellReference($0) }
        try readText(&reader, in: textElement)
        take(&self, place, String(decoding: text, as: UTF8.self))
      }
    } catch {
      throw IngestError(error, part: part)
    }
  }

  /// Collects the texts within the element; phonetic guides are left out.
  private mutating func readText(
    _ reader: inout XMLReader, in element: StaticString
  ) throws(XMLError) {
    let depth = reader.depth
    text.removeAll(keepingCapacity: true)
    var isText = false
    while true {
      switch try reader.next() {
      case .start:
        if reader.nameIs("rPh") { try reader.skipElement() }
        isText = reader.nameIs(element)
      case .text:
        if isText, text.count <= CellComments.mostBytes { reader.appendText(to: &text) }
      case .end:
        isText = false
        if reader.depth == depth { return }
      case .finished: return
      }
    }
  }
}
