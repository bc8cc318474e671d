// SPDX-License-Identifier: Apache-2.0
// TickedOption: the option that is ticked in a cell which prints all of them.

/// Reads `☑小学 □初级中学` and `小学☑ 初级中学□`.
enum TickedOption {
  private static let ticks: Set<Character> = ["☑", "✓", "✔", "√", "■", "☒", "●"]
  private static let boxes: Set<Character> = ["□", "☐", "○", "▢", "◻"]

  /// The one option with a tick; nil where the text has no boxes, or none or several are ticked.
  static func only(in text: String) -> String? {
    guard text.utf8.count <= 400, text.contains(where: boxes.contains),
      text.contains(where: ticks.contains)
    else { return nil }
    let word = TextFolding.trimmed(text)
    let isBefore = word.first.map { ticks.contains($0) || boxes.contains($0) } ?? false
    var ticked: [String] = []
    var label = ""
    var isTicked = false
    for character in isBefore ? Array(word) : word.reversed() {
      guard ticks.contains(character) || boxes.contains(character) else {
        label.append(character)
        continue
      }
      if isTicked { ticked.append(label) }
      label = ""
      isTicked = ticks.contains(character)
    }
    if isTicked { ticked.append(label) }
    guard ticked.count == 1 else { return nil }
    let option = isBefore ? ticked[0] : String(ticked[0].reversed())
    let bare = TextFolding.trimmed(option)
    return bare.isEmpty ? nil : bare
  }
}
