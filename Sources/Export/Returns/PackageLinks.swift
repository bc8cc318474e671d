// SPDX-License-Identifier: Apache-2.0
// PackageLinks: adds parts to a package with their content types and relationships.

import FileFormats

/// The package being changed, with its declarations.
struct PackageLinks {
  /// Larger parts than this are not edited in memory.
  static let mostBytes = 192 << 20

  var copy: PackageCopy
  let vocabulary: SpreadsheetVocabulary
  private var types = ""
  private var dropped: Set<String> = []
  /// Numbers that are taken, each up to this one, by what stands around them in names.
  private var taken: [String: Int] = [:]
  /// New content types of parts, by name as in the archive.
  private var retyped: [String: String] = [:]
  private var needsDrawingType = false

  init(_ zip: ZipReader, vocabulary: SpreadsheetVocabulary) {
    copy = PackageCopy(zip)
    self.vocabulary = vocabulary
  }

  func contents(of part: String) -> [UInt8]? {
    copy.contents(of: part, maxBytes: Self.mostBytes)
  }

  /// Adds a part with a content type of its own.
  mutating func add(_ part: String, _ content: [UInt8], type: String) {
    copy.set(part, content)
    types += "<Override PartName=\"/\(ReturnXML.escaped(part))\" ContentType=\"\(type)\"/>"
  }

  /// Adds a drawing of the old kind, which Excel expects to be typed by its ending.
  mutating func addDrawing(_ part: String, _ content: [UInt8]) {
    copy.set(part, content)
    needsDrawingType = true
  }

  mutating func remove(_ part: String) {
    copy.remove(part)
    copy.remove(Self.relationships(of: part))
    dropped.insert(ZipReader.key(part))
  }

  mutating func retype(_ part: String, to type: String) { retyped[ZipReader.key(part)] = type }

  /// A name with the first number that no part has yet; whoever asks adds the part.
  mutating func free(_ head: String, _ tail: String) -> String {
    // A name that was given away stays taken, so nobody need count from one again.
    var number = taken[head + tail, default: 0] + 1
    while copy.contains(head + String(number) + tail) { number += 1 }
    taken[head + tail] = number
    return head + String(number) + tail
  }

  static func relationships(of part: String) -> String {
    guard let slash = part.lastIndex(of: "/") else { return "_rels/\(part).rels" }
    return part[...slash] + "_rels/" + part[part.index(after: slash)...] + ".rels"
  }

  /// Adds a relationship from one part to another; returns its id.
  mutating func link(_ part: String, to target: String, kind: String) throws -> String {
    let name = Self.relationships(of: part)
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    let known = contents(of: name)
    guard known != nil || !copy.contains(name) else { throw PatchRefusal("关系部件无法读取") }
    let bytes =
      known ?? Array((ReturnXML.declaration + "<Relationships xmlns=\"\(namespace)\"/>").utf8)
    var taken: Set<String> = []
    _ = try RootChildren.edited(bytes, adding: "") { walk in
      if let id = walk.reader.attribute("Id") { taken.insert(id) }
      return false
    }
    var number = taken.count + 1
    while taken.contains("rId\(number)") { number += 1 }
    let prefix = try Self.prefix(ofRoot: bytes)
    let xml =
      "<\(prefix)Relationship Id=\"rId\(number)\" Type=\"\(vocabulary.relationship(kind))\" "
      + "Target=\"/\(ReturnXML.escaped(target))\"/>"
    copy.set(name, try RootChildren.edited(bytes, adding: xml) { _ in false })
    return "rId\(number)"
  }

  /// Takes relationships of a part away by their ids.
  mutating func unlink(_ part: String, ids: Set<String>) throws {
    let name = Self.relationships(of: part)
    guard !ids.isEmpty, let bytes = contents(of: name) else { return }
    copy.set(
      name,
      try RootChildren.edited(bytes, adding: "") { walk in
        walk.reader.attribute("Id").map { ids.contains($0) } ?? false
      })
  }

  private static func prefix(ofRoot bytes: [UInt8]) throws -> String {
    var walk = try XMLWalk(bytes)
    while try walk.next() != .start {}
    return String(decoding: walk.reader.prefix, as: UTF8.self)
  }

  /// The finished package.
  mutating func finish() throws -> [UInt8] {
    let part = "[Content_Types].xml"
    guard let bytes = contents(of: part) else { throw PatchRefusal("没有内容类型部件") }
    try copy.set(part, contentTypes(bytes))
    guard let archive = try copy.finish() else { throw PatchRefusal("文件过大") }
    return archive
  }

  private func contentTypes(_ bytes: [UInt8]) throws -> [UInt8] {
    let drawing = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    var hasDrawingType = false
    var retypes = ""
    var prefix = ""
    var xml = types
    _ = try RootChildren.edited(bytes, adding: "") { walk in
      prefix = String(decoding: walk.reader.prefix, as: UTF8.self)
      if walk.reader.nameIs("Default"),
        walk.reader.attribute("Extension")?.lowercased() == "vml"
      {
        hasDrawingType = true
      }
      return false
    }
    for (part, type) in retyped.sorted(by: { $0.key < $1.key }) {
      retypes += "<Override PartName=\"/\(ReturnXML.escaped(part))\" ContentType=\"\(type)\"/>"
    }
    xml += retypes
    if needsDrawingType, !hasDrawingType {
      xml += "<Default Extension=\"vml\" ContentType=\"\(drawing)\"/>"
    }
    if !prefix.isEmpty { xml = xml.replacing("<", with: "<" + prefix) }
    return try RootChildren.edited(bytes, adding: xml) { walk in
      guard walk.reader.nameIs("Override"), let name = walk.reader.attribute("PartName") else {
        return false
      }
      let key = ZipReader.key(name)
      return dropped.contains(key) || retyped[key] != nil
    }
  }
}
