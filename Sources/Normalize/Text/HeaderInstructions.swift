// SPDX-License-Identifier: Apache-2.0
// HeaderInstructions: knows the texts that tell the writer how to fill a cell.

package import Definitions

/// Instructions such as 必填, 18位 and yyyy-mm-dd; they name no quantity.
package final class HeaderInstructions: Sendable {
  private let marks: TitleWords
  /// Marks of one byte, which are looked for one by one.
  private let shortMarks: [[UInt8]]
  private let endings: [String]

  package init(_ vocabulary: LayoutVocabulary) {
    let words = vocabulary.headerInstructions.map(TextFolding.word)
    let anywhere = words.filter { !$0.hasPrefix("*") && !$0.isEmpty }
    marks = TitleWords([anywhere])
    shortMarks = anywhere.filter { $0.utf8.count < 2 }.map { Array($0.utf8) }
    endings = words.filter { $0.hasPrefix("*") }.map { String($0.dropFirst()) }
      .filter { !$0.isEmpty }
  }

  /// True for the folded content of a bracket that is an instruction, a number or nothing.
  func contain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(Self.isOfNumber) || marks.occur(in: text)
      || shortMarks.contains { text.containsBytes(of: $0) }
      || endings.contains { text.hasSuffix($0) }
  }

  private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", "=", "+", "-": true
    default: scalar.value >= 0x80 && scalar.properties.numericType != nil
    }
  }
}
