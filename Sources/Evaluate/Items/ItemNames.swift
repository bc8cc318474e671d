// SPDX-License-Identifier: Apache-2.0
// ItemNames: which item the words of a row mean.

import DataModel
import Definitions

/// The items of a pipeline by every way to name them.
struct ItemNames {
  /// An item, and the words that only held its name.
  struct Match: Hashable {
    var id: String
    /// As written; nil where the words are the item's own.
    var sentence: String?
  }

  /// Every folded way to name an item; one that two items share names none.
  private var ids: [String: String] = [:]
  /// Items that name something bad.
  private let bad: Set<String>

  init(_ items: [ItemDefinition], _ judgement: ItemJudgement) {
    bad = Set(items.filter(judgement.isMetByNo).map(\.id))
    var shared: Set<String> = []
    for item in items {
      let names = [item.name] + item.aliases
      for word in [item.id] + names + names.map({ item.id + $0 }) {
        let key = LabelFold.fold(word)
        if let other = ids[key], other != item.id { shared.insert(key) }
        ids[key] = item.id
      }
    }
    for key in shared { ids[key] = nil }
  }

  /// The item that the words name; nil where none does, or where they name two.
  func item(_ words: [String]) -> Match? {
    let found = Set(words.compactMap { ids[LabelFold.fold($0)] })
    guard found.isEmpty else {
      return found.count == 1 ? found.first.map { Match(id: $0) } : nil
    }
    for word in words {
      if let id = within(LabelFold.fold(word)) { return Match(id: id, sentence: word) }
    }
    return nil
  }

  /// The item with the longest name in a sentence; nil where the rest of it may turn the meaning.
  private func within(_ sentence: String) -> String? {
    guard sentence.count <= Self.longestSentence else { return nil }
    var length = 0
    var items: Set<String> = []
    var isTurned = false
    for (name, item) in ids where name.count >= max(Self.shortestName, length) {
      guard let range = sentence.firstRange(of: name) else { continue }
      if name.count > length { (length, items, isTurned) = (name.count, [], false) }
      items.insert(item)
      let before = sentence[..<range.lowerBound]
      let turns =
        bad.contains(item)
        ? !Self.isBare(before) || !Self.isBare(sentence[range.upperBound...])
        : before.last.map(Self.denials.contains) ?? false
      if turns { isTurned = true }
    }
    return items.count == 1 && !isTurned ? items.first : nil
  }

  /// Whether a text says no more than that something is, or asks for it.
  private static func isBare(_ text: Substring) -> Bool {
    var rest = text.drop { $0.isNumber || $0.isPunctuation }
    while !rest.isEmpty {
      guard let word = bareWords.first(where: { rest.hasPrefix($0) }) else { return false }
      rest = rest.dropFirst(word.count)
    }
    return true
  }

  private static let bareWords = [
    "是否", "有无", "存在", "发生", "出现", "有", "行为", "现象", "情况", "问题", "的", "县域内", "本县", "全县",
  ]
  private static let shortestName = 3
  private static let longestSentence = 200
  private static let denials: Set<Character> = ["未", "无", "不", "没", "非"]
}
