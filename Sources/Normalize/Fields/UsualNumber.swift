// SPDX-License-Identifier: Apache-2.0
// UsualNumber: numbers with separators, spaces at their ends or wide digits, read from their bytes.

package import DataModel

/// `1,884,800`, ` 926.5 `, `４８．５`: what leaves nothing to decide; anything else is left to the slow way.
struct UsualNumber: Hashable, Sendable {
  private(set) var number = ExactNumber.zero
  private(set) var steps: NormalizationSteps = .textToValue

  /// A number of more digits is left to the slow way.
  private static let mostDigits = 15
  private static let longest = 48

  init?(_ text: String) {
    guard text.utf8.count <= Self.longest,
      let read = text.utf8.withContiguousStorageIfAvailable(Self.read), let read
    else { return nil }
    self = read
  }

  /// How many 万 a text says: 12.5 of `12.5万`; nil for a text that ends otherwise.
  init?(myriads text: String) {
    guard text.utf8.count <= Self.longest else { return nil }
    let read = text.utf8.withContiguousStorageIfAvailable { bytes -> Self? in
      guard bytes.suffix(Self.myriad.count).elementsEqual(Self.myriad) else { return nil }
      return Self.read(UnsafeBufferPointer(rebasing: bytes.dropLast(Self.myriad.count)))
    }
    guard let read, let read else { return nil }
    self = read
  }

  private static let myriad = Array("万".utf8)

  private init(_ number: ExactNumber, _ steps: NormalizationSteps) {
    self.number = number
    self.steps = steps
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Self? {
    var steps = NormalizationSteps.textToValue
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    if end - start < bytes.count { steps.insert(.spaces) }
    var place = start
    guard let whole = digits(bytes, &place, end, &steps) else { return nil }
    var (number, count, group) = (whole.number, whole.count, whole.count)
    while place < end, mark(UInt8(ascii: ","), bytes, &place, end, &steps) {
      // A separator stands before groups of three digits.
      guard group <= 3, let next = digits(bytes, &place, end, &steps), next.count == 3,
        count + 3 <= mostDigits
      else { return nil }
      number = number * 1_000 + next.number
      (count, group) = (count + 3, 3)
      steps.insert(.separators)
    }
    guard place < end else { return Self(ExactNumber(number), steps) }
    guard mark(UInt8(ascii: "."), bytes, &place, end, &steps),
      let rest = digits(bytes, &place, end, &steps), place == end,
      count + rest.count <= mostDigits
    else { return nil }
    let scale = (0..<rest.count).reduce(1) { scale, _ in scale * 10 }
    return Self(ExactNumber(number * scale + rest.number, over: scale), steps)
  }

  /// A separator or point, narrow or wide.
  private static func mark(
    _ mark: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ end: Int,
    _ steps: inout NormalizationSteps
  ) -> Bool {
    if bytes[place] == mark {
      place += 1
      return true
    }
    // U+FF0C and U+FF0E are the wide forms.
    guard bytes[place] == 0xEF, place + 2 < end, bytes[place + 1] == 0xBC,
      bytes[place + 2] == mark + 0x60
    else { return false }
    place += 3
    steps.insert(.width)
    return true
  }

  /// One digit or more, narrow or wide.
  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int, _ end: Int,
    _ steps: inout NormalizationSteps
  ) -> (number: Int, count: Int)? {
    var number = 0
    var count = 0
    while place < end {
      if (0x30...0x39).contains(bytes[place]) {
        number = number * 10 + Int(bytes[place] - 0x30)
        place += 1
      } else if bytes[place] == 0xEF, place + 2 < end, bytes[place + 1] == 0xBC,
        (0x90...0x99).contains(bytes[place + 2])
      {
        number = number * 10 + Int(bytes[place + 2] - 0x90)
        place += 3
        steps.insert(.width)
      } else {
        break
      }
      count += 1
      guard count <= mostDigits else { return nil }
    }
    return count == 0 ? nil : (number, count)
  }
}

extension CellValue {
  /// A number that is no year, be it a text with separators.
  package var isFigure: Bool {
    let number: Double? =
      switch self {
      case .number(let number): number
      case .text(let text): UsualNumber(text)?.number.doubleValue
      case .blank, .boolean, .date, .error: nil
      }
    return number.map { !(1990...2099).contains($0) } ?? false
  }
}
