// SPDX-License-Identifier: Apache-2.0
// IdentityAdvice: what may be wrong with an identity number, in words that do not quote it.

package import DataModel

/// Advice on numbers that are not valid.
package enum IdentityAdvice {
  /// Nil where nothing more can be said than that it is not valid.
  ///
  /// `dates`: those of the same record, among them perhaps the birth date. Of the number no more is said
  /// than its last character, which a mask shows too.
  package static func words(for text: String, dates: [CivilDate]) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count == 18 else { return length(bytes) }
    guard let expected = IdentityCheck.character(after: bytes[0..<17]) else {
      return "前17位中有不是数字的字符，请对照证件核对"
    }
    let birth = IdentityNumberRule.birthDate(in: text)
    if let place = swappedPlace(bytes, birth, dates) {
      return "第\(place + 1)、\(place + 2)位像是写颠倒了：调换后出生日期与本条所填一致，校验码也相符"
    }
    guard let birth else { return "第7至14位不是存在的日期，请对照证件核对出生年月日" }
    let agrees = dates.contains(birth) ? "第7至14位与本条所填出生日期一致；" : ""
    let letter = Character(Unicode.Scalar(expected))
    return "\(agrees)前17位如无误，末位校验码应为 \(letter)；请对照身份证原件核对"
  }

  private static func length(_ bytes: [UInt8]) -> String? {
    switch bytes.count {
    case 15 where bytes.allSatisfy { (48...57).contains($0) }: "这是15位的旧证号，请换填18位公民身份号码"
    case 1...17: "比18位少 \(18 - bytes.count) 位，像是漏了数字"
    case 19...40: "比18位多 \(bytes.count - 18) 位，像是多写了字符"
    default: nil
    }
  }

  /// Where two neighbours change places and the number agrees with itself and with the record.
  private static func swappedPlace(
    _ bytes: [UInt8], _ birth: CivilDate?, _ dates: [CivilDate]
  ) -> Int? {
    if let birth, dates.contains(birth) { return nil }
    return (6..<13).first { place in
      guard bytes[place] != bytes[place + 1] else { return false }
      var swapped = bytes
      swapped.swapAt(place, place + 1)
      let text = String(decoding: swapped, as: UTF8.self)
      guard IdentityNumberRule.fault(in: text) == nil,
        let date = IdentityNumberRule.birthDate(in: text)
      else { return false }
      return dates.contains(date)
    }
  }
}

extension RunTables {
  /// The days that a record gives.
  func dates(_ table: FormTable, _ row: Int) -> [CivilDate] {
    table.columns.indices.compactMap { field in
      if case .date(let date) = value(table, row, field) { date } else { nil }
    }
  }
}
