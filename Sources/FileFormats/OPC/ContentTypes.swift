// SPDX-License-Identifier: Apache-2.0
// ContentTypes: what a package declares its parts to be (ECMA-376 Part 2, 7.2.3).

/// The content types of parts by name and by ending, all in lowercase.
struct ContentTypes: Sendable {
  /// Part names have no leading slash.
  private var overrides: [String: String] = [:]
  private var defaults: [String: String] = [:]
  /// Every type that occurs, once.
  private(set) var all: Set<String> = []

  /// A package that declares nothing.
  init() {}

  init(_ reader: consuming XMLReader, mostEntries: Int) throws(XMLError) {
    var reader = reader
    while true {
      switch try reader.next() {
      case .start:
        guard let type = reader.attribute("ContentType")?.lowercased() else { continue }
        guard overrides.count + defaults.count < mostEntries else {
          throw .malformed("more than \(mostEntries) content types")
        }
        if reader.nameIs("Override"), let name = reader.attribute("PartName") {
          overrides[ZipReader.key(name)] = type
          all.insert(type)
        } else if reader.nameIs("Default"), let ending = reader.attribute("Extension") {
          defaults[ending.lowercased()] = type
          all.insert(type)
        }
      case .finished: return
      case .end, .text: continue
      }
    }
  }

  /// True where no part has a type of its own.
  var declaresNoPart: Bool { overrides.isEmpty }

  /// The part's type; nil when none is declared.
  func type(of part: String) -> String? {
    let key = ZipReader.key(part)
    if let type = overrides[key] { return type }
    let name = key.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return defaults[String(name[name.index(after: dot)...])]
  }

  /// The names of all parts whose type satisfies `condition`, sorted.
  func parts(where condition: (String) -> Bool) -> [String] {
    overrides.filter { condition($0.value) }.map(\.key).sorted()
  }
}

extension String {
  /// Whether the bytes of `word` occur in this text; without the cost of comparing characters.
  package func hasBytes(of word: String) -> Bool {
    var text = self
    var word = word
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first, text.count >= word.count else { return word.isEmpty }
        return (0...text.count - word.count).contains { start in
          text[start] == first && text[start...].starts(with: word)
        }
      }
    }
  }
}
