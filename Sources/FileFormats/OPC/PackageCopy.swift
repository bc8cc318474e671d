// SPDX-License-Identifier: Apache-2.0
// PackageCopy: a package written anew in which only named parts differ.

/// A copy of an archive: members that are not named stay as they are, compressed bytes and all.
package struct PackageCopy {
  private let zip: ZipReader
  private var changed: [String: [UInt8]] = [:]
  private var removed: Set<String> = []
  private var added: [(name: String, content: [UInt8])] = []
  /// Where each added part is, by its name as in the archive.
  private var places: [String: Int] = [:]

  package init(_ zip: ZipReader) { self.zip = zip }

  /// The part as it will be; nil when there is none, or it would exceed `maxBytes`.
  package func contents(of part: String, maxBytes: Int) -> [UInt8]? {
    let key = ZipReader.key(part)
    if let known = changed[key] { return known }
    if let place = places[key] { return added[place].content }
    // What cannot be read cannot be changed: whoever asks has to do without.
    return removed.contains(key) ? nil : try? zip.contents(of: part, maxBytes: maxBytes)
  }

  package func contains(_ part: String) -> Bool {
    let key = ZipReader.key(part)
    if places[key] != nil { return true }
    return zip.contains(part) && !removed.contains(key)
  }

  /// Puts a part in place of the one of the same name, or adds it.
  package mutating func set(_ part: String, _ content: [UInt8]) {
    let key = ZipReader.key(part)
    if zip.contains(part), !removed.contains(key) {
      changed[key] = content
    } else if let place = places[key] {
      added[place].content = content
    } else {
      places[key] = added.count
      added.append((part, content))
    }
  }

  package mutating func remove(_ part: String) { removed.insert(ZipReader.key(part)) }

  /// The archive, members in the order of the original, new ones last.
  ///
  /// Nil when it outgrew the classic limits of the format; fails where a member cannot be copied.
  package func finish() throws(ZipError) -> [UInt8]? {
    guard zip.hasUniqueNames else { throw .corrupt("a name is in the archive more than once") }
    var writer = ZipWriter()
    for (index, entry) in zip.entries.enumerated() where !entry.isDirectory {
      let key = ZipReader.key(entry.name)
      if removed.contains(key) { continue }
      if let content = changed[key] {
        writer.add(entry.name, content)
      } else {
        writer.add(try zip.member(at: index))
      }
    }
    for part in added { writer.add(part.name, part.content) }
    return writer.finish()
  }
}
