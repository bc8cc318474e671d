// SPDX-License-Identifier: Apache-2.0
// ChineseEncodingGuess: GB18030 or Big5, by the characters that come out.

/// Decides between the two families of Chinese encodings, which share most of their byte space.
enum ChineseEncodingGuess {
  /// Frequent in tables of any kind, in simplified and traditional form.
  private static let common = CharacterSet16(
    ("的一是在年月日省市县区学校名中小教师生数总计地人口国上下不有业平均指标据时间来源级班"
      + "单位姓号码男女合分类型别编镇乡村街道址电话高初幼园第二三四五六七八九十百千万元面积"
      + "來單位學縣區國數計統教師號電話地址網業級類別編鎮鄉村總時間標據園積萬學年度校"))

  private struct Score {
    var bad: Int
    var common: Int
    var other: Int

    /// The share of the commonest characters among all that are not ASCII.
    var share: Double { Double(common) / Double(max(1, common + other)) }
  }

  /// GB18030 unless Big5 fits strictly and is clearly better; by the bytes of a `ChineseSample`.
  static func guess(_ sample: [UInt8]) -> TextEncoding {
    guard let big5 = score(sample, .big5), big5.bad == 0, big5.common >= 4,
      let gb18030 = score(sample, .gb18030)
    else { return .gb18030 }
    if gb18030.bad > 0 { return .big5 }
    return big5.share > 2 * gb18030.share ? .big5 : .gb18030
  }

  /// True for a short GB18030 text that happens to be valid UTF-8 as well.
  ///
  /// Some very common characters, among them both of the word for school, have the bytes of
  /// Cyrillic or Arabic letters. All characters must then be of two bytes in UTF-8 and few, which
  /// the caller has made sure of, and half of them must be among the commonest ones in GB18030.
  static func isGB18030InDisguise(_ sample: [UInt8]) -> Bool {
    guard let score = score(sample, .gb18030) else { return false }
    return score.bad == 0 && score.share >= 0.5
  }

  private static func score(_ sample: [UInt8], _ encoding: TextEncoding) -> Score? {
    // The sample may end inside a character when it is cut.
    let isCut = sample.count >= ChineseSample.size
    let end = isCut ? sample.lastIndex(of: 0x0A) ?? sample.endIndex : sample.endIndex
    guard let text = DecodedText(Array(sample[..<end]), from: 0, as: encoding) else { return nil }
    var score = Score(bad: text.replacements, common: 0, other: 0)
    for scalar in String(decoding: text.utf8, as: UTF8.self).unicodeScalars
    where scalar.value > 0x7F {
      if common.contains(scalar.value) {
        score.common += 1
      } else {
        score.other += 1
      }
    }
    return score
  }
}

/// A set of characters below U+10000, one bit each.
private struct CharacterSet16: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init(_ text: String) {
    for scalar in text.unicodeScalars where scalar.value < 0x10000 {
      words[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
  }

  func contains(_ value: UInt32) -> Bool {
    value < 0x10000 && words[Int(value >> 6)] & 1 << UInt64(value & 63) != 0
  }
}
