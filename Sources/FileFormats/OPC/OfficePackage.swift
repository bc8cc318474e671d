// SPDX-License-Identifier: Apache-2.0
// OfficePackage: parts, content types and relationships of an Open Packaging Conventions file.

/// A link from the package or one of its parts to another part.
package struct PartRelationship: Hashable, Sendable {
  package var id: String
  /// The last word of the type's address: the same for strict and transitional files.
  package var type: String
  /// The part's name in the archive, resolved against its source; as written when external.
  package var target: String
  package var isExternal: Bool
}

/// Why a package cannot be read.
package enum PackageError: Error, Hashable, Sendable {
  case zip(ZipError)
  /// The part and what was wrong in it.
  case xml(String, XMLError)
}

/// An archive read by the Open Packaging Conventions (ECMA-376 Part 2).
package struct OfficePackage {
  /// Relationships of one part, or declared types; a sheet has at most 65,530 links.
  private static let mostEntries = 200_000

  package let zip: ZipReader
  private let limits: XMLReader.Limits
  private let memory: PartMemory?
  private var types = ContentTypes()
  /// Every step of opening a workbook asks for them again.
  private let known = KnownRelationships()

  /// `limits`: what each part may make its reader do; `memory`: what other packages said.
  package init(
    _ zip: ZipReader, limits: XMLReader.Limits = XMLReader.Limits(), memory: PartMemory? = nil
  ) throws(PackageError) {
    self.zip = zip
    self.limits = limits
    self.memory = memory
    let part = "[Content_Types].xml"
    guard zip.contains(part) else { return }
    types = try read(part) { reader throws(XMLError) in
      try ContentTypes(reader, mostEntries: Self.mostEntries)
    }
  }

  /// What `body` makes of a part; where the memory has the same part already, what it made of that.
  ///
  /// For parts that say how a workbook is built; parts with data are read by `reader(of:)`. `body`
  /// must depend on nothing but the part.
  package func read<Value: Sendable>(
    _ part: String, _ body: (XMLReader) throws(XMLError) -> Value
  ) throws(PackageError) -> Value {
    let stream: InflateStream
    let packed: PackedPart?
    do {
      packed = try memory.flatMap { _ throws(ZipError) in try zip.packed(part) }
      if let memory, let packed, let value: Value = memory.value(of: packed) { return value }
      stream = try zip.open(part)
    } catch {
      throw .zip(error)
    }
    let value: Value
    do {
      value = try body(XMLReader(stream, limits: limits))
    } catch {
      throw .xml(part, error)
    }
    if let memory, let packed, stream.producedBytes <= PackedPart.largestInflated {
      memory.keep(value, of: packed)
    }
    return value
  }

  package func contains(_ part: String) -> Bool { zip.contains(part) }

  /// A reader over the part's XML; `readsAhead` decompresses a large part on a second thread.
  package func reader(
    of part: String, readsAhead: Bool = false
  ) throws(PackageError) -> XMLReader {
    do {
      return XMLReader(try zip.open(part), limits: limits, readsAhead: readsAhead)
    } catch {
      throw .zip(error)
    }
  }

  /// The part's content type in lowercase; nil when none is declared.
  package func contentType(of part: String) -> String? { types.type(of: part) }

  /// False where neither the content types nor the names of the parts speak of such a part.
  ///
  /// `word` is in lowercase. A package that declares no types may have any part.
  package func mayHave(_ word: String) -> Bool {
    types.declaresNoPart || zip.hasName(containing: word)
      || types.all.contains { $0.hasBytes(of: word) }
  }

  /// The names of all parts declared with a content type that satisfies `condition`, sorted.
  package func parts(whereType condition: (String) -> Bool) -> [String] {
    types.parts(where: condition)
  }

  /// The relationships of a part, or of the package for ""; empty when there are none.
  package func relationships(of part: String) throws(PackageError) -> [PartRelationship] {
    if let links = known.links[part] { return links }
    let links = try readRelationships(of: part)
    known.links[part] = links
    return links
  }

  private func readRelationships(of part: String) throws(PackageError) -> [PartRelationship] {
    let (folder, name) = Self.split(part)
    let relationshipPart = folder + "_rels/" + name + ".rels"
    guard zip.contains(relationshipPart) else { return [] }
    return try read(relationshipPart) { reader throws(XMLError) in
      try Self.links(reader, in: folder)
    }
  }

  private static func links(
    _ reader: consuming XMLReader, in folder: String
  ) throws(XMLError) -> [PartRelationship] {
    var reader = reader
    var found: [PartRelationship] = []
    while true {
      switch try reader.next() {
      case .start:
        guard reader.nameIs("Relationship"), let id = reader.attribute("Id"),
          let type = reader.attribute("Type"), let target = reader.attribute("Target")
        else { continue }
        guard found.count < mostEntries else {
          throw .malformed("more than \(mostEntries) relationships")
        }
        let isExternal = reader.attribute("TargetMode")?.lowercased() == "external"
        found.append(
          PartRelationship(
            id: id, type: lastStep(of: type),
            target: isExternal ? target : resolve(target, in: folder),
            isExternal: isExternal))
      case .finished: return found
      case .end, .text: continue
      }
    }
  }

  /// What stands behind the last slash that has something behind it.
  private static func lastStep(of path: String) -> String {
    var bytes = Array(path.utf8)[...]
    while bytes.last == slash { bytes.removeLast() }
    return String(decoding: bytes[((bytes.lastIndex(of: slash) ?? -1) + 1)...], as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")

  private static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// A target relative to `folder`, or absolute when it begins with a slash; `..` never climbs out.
  static func resolve(_ target: String, in folder: String) -> String {
    var path: [UInt8] = []
    let target = Array(target.utf8.map { $0 == UInt8(ascii: "\\") ? slash : $0 })
    if target.first != slash { append(Array(folder.utf8), to: &path) }
    append(target, to: &path)
    return String(decoding: path, as: UTF8.self)
  }

  /// Walks the steps of `way` from `path`.
  private static func append(_ way: [UInt8], to path: inout [UInt8]) {
    var rest = way[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: slash) ?? rest.endIndex
      let step = rest[..<end]
      rest = end < rest.endIndex ? rest[(end + 1)...] : []
      if step.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) {
        path.removeLast(path.count - (path.lastIndex(of: slash) ?? 0))
      } else if !step.isEmpty, !step.elementsEqual([UInt8(ascii: ".")]) {
        if !path.isEmpty { path.append(slash) }
        path += step
      }
    }
  }
}

/// The relationships that were read already; one owner at a time, as the package.
private final class KnownRelationships {
  var links: [String: [PartRelationship]] = [:]
}
