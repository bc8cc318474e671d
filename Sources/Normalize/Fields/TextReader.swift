// SPDX-License-Identifier: Apache-2.0
// TextReader: free text, names, identity numbers and school codes: all kept as text.

import DataModel
import Definitions

/// Reads the cells of the kinds that are kept as text.
struct TextReader: FieldReader {
  let field: FieldDefinition
  let words: PlaceholderWords

  var repeats: Bool { false }

  func read(_ cell: Cell) -> FieldReading {
    switch cell.value {
    case .text(let text): return read(text)
    case .number(let number): return read(number)
    case .blank, .boolean, .date, .error: return FieldReading(.text(cell.value.rawText))
    }
  }

  /// A number this long is no quantity in a column of texts, but an identifier without its end.
  private func read(_ number: Double) -> FieldReading {
    let text = DecimalText.shortest(number)
    if let doubt = LongNumber.doubt(number, isIdentityNumber: field.kind == .identityNumber) {
      return .refused("digits-are-complete", facts: doubt)
    }
    let steps: NormalizationSteps = field.kind == .text ? [] : .textToValue
    return FieldReading(.text(text), steps: steps)
  }

  private func read(_ text: String) -> FieldReading {
    let reading: FieldReading
    switch field.kind {
    case .personName: reading = name(text)
    case .identityNumber: reading = digits(text, upperCase: true)
    case .schoolCode: reading = digits(text, upperCase: true)
    case .text, .integer, .number, .code, .date, .month, .yesNo: reading = plain(text)
    }
    guard case .text(let value) = reading.value, value.utf8.count <= 24 else { return reading }
    guard mayBePlaceholder(value) else { return reading }
    return words.reading(value, rule: "value-is-given", isRequired: field.isRequired) ?? reading
  }

  /// In a text that may be left out, 无 and 不详 are words like any other; a dash is none.
  private func mayBePlaceholder(_ value: String) -> Bool {
    // Nearly all of these characters begin with one of six bytes.
    field.isRequired
      || !value.utf8.contains { (0xE4...0xE9).contains($0) }
        && !value.unicodeScalars.contains { $0.value >= 0x3400 && $0.value <= 0x9FFF }
  }

  private func plain(_ text: String) -> FieldReading {
    let trimmed = TextFolding.trimmed(text)
    guard trimmed.utf8.count != text.utf8.count else { return FieldReading(.text(text)) }
    return blankOr(trimmed, steps: .spaces)
  }

  private func name(_ text: String) -> FieldReading {
    let bare = TextFolding.withoutSpaces(text)
    guard bare.utf8.count != text.utf8.count else { return FieldReading(.text(text)) }
    return blankOr(bare, steps: .spaces)
  }

  private func blankOr(_ text: String, steps: NormalizationSteps) -> FieldReading {
    text.isEmpty
      ? FieldReading(.missing(.blank), steps: steps) : FieldReading(.text(text), steps: steps)
  }

  private func digits(_ text: String, upperCase: Bool) -> FieldReading {
    if Self.isPlainCode(text) { return FieldReading(.text(text)) }
    if let spaced = Self.spaced(text) { return spaced }
    var steps: NormalizationSteps = []
    let folded = TextFolding.compatible(text)
    if folded != text { steps.insert(.width) }
    var bare = TextFolding.withoutSpaces(folded)
    if bare.utf8.count != folded.utf8.count || bare.utf8.count != text.utf8.count,
      text.unicodeScalars.contains(where: TextFolding.isSpace)
    {
      steps.insert(.spaces)
      if folded.utf8.count == text.utf8.count { steps.remove(.width) }
    }
    if bare.first == "'" { bare.removeFirst() }
    if field.kind == .identityNumber, let joined = Self.joined(bare) { bare = joined }
    let upper = bare.uppercased()
    if upper != bare { steps.insert(.letterCase) }
    if field.kind == .identityNumber, Self.isScientific(upper) {
      return .refused(
        "digits-are-complete", steps: steps,
        facts: ["reason": "末位数字已丢失", "reason_en": "the last ones are lost"])
    }
    if field.kind == .schoolCode, upper.hasSuffix(".0") {
      return FieldReading(.text(String(upper.dropLast(2))), steps: steps.union(.textToValue))
    }
    return blankOr(upper, steps: steps)
  }

  /// `990121198009150011` of `990121-19800915-0011`: dashes between its parts are no digits.
  private static func joined(_ text: String) -> String? {
    guard text.utf8.count == 20 else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [6, 8, 4] ? parts.joined() : nil
  }

  /// ` 2199000001 ` and `２１９９`: a plain code but for spaces and wide digits.
  private static func spaced(_ text: String) -> FieldReading? {
    guard text.utf8.count <= 60 else { return nil }
    var steps = NormalizationSteps.none
    var code: [UInt8] = []
    code.reserveCapacity(text.utf8.count)
    let isPlain = text.withBytes { bytes in
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        if (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) && byte != 0x45 {
          code.append(byte)
        } else if byte == 0x20 {
          steps.insert(.spaces)
        } else if byte == 0xEF, place + 2 < bytes.count, bytes[place + 1] == 0xBC,
          (0x90...0x99).contains(bytes[place + 2])
        {
          code.append(bytes[place + 2] - 0x60)
          steps.insert(.width)
          place += 2
        } else {
          return false
        }
        place += 1
      }
      return !code.isEmpty
    }
    return isPlain
      ? FieldReading(.text(String(decoding: code, as: UTF8.self)), steps: steps) : nil
  }

  static func isPlainCode(_ text: String) -> Bool {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes {
        let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        let isLetter = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        guard isDigit || isLetter && byte != UInt8(ascii: "E") else { return false }
      }
      return true
    }
    return isPlain ?? false
  }

  /// `3.20102E+17`: what a spreadsheet shows of a number too long for it.
  private static func isScientific(_ text: String) -> Bool {
    guard let mark = text.firstIndex(of: "E"), text.first?.isNumber == true else { return false }
    return text[..<mark].allSatisfy { $0.isNumber || $0 == "." }
      && text[text.index(after: mark)...].allSatisfy { $0.isNumber || $0 == "+" }
      && text[..<mark].contains(".")
  }
}
