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
  /// Content type by part name, in lowercase; without the leading slash.
  private var overrides: [String: String] = [:]
  private var defaults: [String: String] = [:]
  /// Every step of opening a workbook asks for them again.
  private let known = KnownRelationships()

  /// `limits`: what each part may make its reader do.
  package init(
    _ zip: ZipReader, limits: XMLReader.Limits = XMLReader.Limits()
  ) throws(PackageError) {
    self.zip = zip
    self.limits = limits
    guard zip.contains("[Content_Types].xml") else { return }
    try readContentTypes()
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
  package func contentType(of part: String) -> String? {
    let key = ZipReader.key(part)
    if let type = overrides[key] { return type }
    let name = key.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return defaults[String(name[name.index(after: dot)...])]
  }

  /// False where neither the content types nor the names of the parts speak of such a part.
  ///
  /// `word` is in lowercase. A package that declares no types may have any part.
  package func mayHave(_ word: String) -> Bool {
    overrides.isEmpty || zip.hasName(containing: word)
      || overrides.values.contains { Self.find(word, in: $0) }
      || defaults.values.contains { Self.find(word, in: $0) }
  }

  /// By bytes: the names are long, and this is asked once for each workbook.
  private static func find(_ word: String, in text: String) -> Bool {
    let word = Array(word.utf8)
    let text = Array(text.utf8)
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { start in
      text[start] == word[0] && text[start...].starts(with: word)
    }
  }

  /// The names of all parts declared with a content type that satisfies `condition`, sorted.
  package func parts(whereType condition: (String) -> Bool) -> [String] {
    overrides.filter { condition($0.value) }.map(\.key).sorted()
  }

  private mutating func readContentTypes() throws(PackageError) {
    let part = "[Content_Types].xml"
    var reader = try reader(of: part)
    do throws(XMLError) {
      while true {
        switch try reader.next() {
        case .start:
          guard let type = reader.attribute("ContentType")?.lowercased() else { continue }
          guard overrides.count + defaults.count < Self.mostEntries else {
            throw .malformed("more than \(Self.mostEntries) content types")
          }
          if reader.nameIs("Override"), let name = reader.attribute("PartName") {
            overrides[ZipReader.key(name)] = type
          } else if reader.nameIs("Default"), let ending = reader.attribute("Extension") {
            defaults[ending.lowercased()] = type
          }
        case .finished: return
        case .end, .text: continue
        }
      }
    } catch {
      throw .xml(part, error)
    }
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
    var reader = try reader(of: relationshipPart)
    var found: [PartRelationship] = []
    do throws(XMLError) {
      while true {
        switch try reader.next() {
        case .start:
          guard reader.nameIs("Relationship"), let id = reader.attribute("Id"),
            let type = reader.attribute("Type"), let target = reader.attribute("Target")
          else { continue }
          guard found.count < Self.mostEntries else {
            throw .malformed("more than \(Self.mostEntries) relationships")
          }
          let isExternal = reader.attribute("TargetMode")?.lowercased() == "external"
          found.append(
            PartRelationship(
              id: id, type: Self.lastStep(of: type),
              target: isExternal ? target : Self.resolve(target, in: folder),
              isExternal: isExternal))
        case .finished: return found
        case .end, .text: continue
        }
      }
    } catch {
      throw .xml(relationshipPart, error)
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
