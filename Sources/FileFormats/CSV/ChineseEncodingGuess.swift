// SPDX-License-Identifier: Apache-2.0
// ChineseEncodingGuess: GB18030 or Big5, by the characters that come out.

/// Decides between the two families of Chinese encodings, which share most of their byte space.
enum ChineseEncodingGuess {
  /// Frequent in tables of any kind, in simplified and traditional form.
  private static let common = Set(
    ("的一是在年月日省市县区学校名中小教师生数总计地人口国上下不有业平均指标据时间来源级班"
      + "单位姓号码男女合分类型别编镇乡村街道址电话高初幼园第二三四五六七八九十百千万元面积"
      + "來單位學縣區國數計統教師號電話地址網業級類別編鎮鄉村總時間標據園積萬學年度校")
      .unicodeScalars.map(\.value))

  private struct Score {
    var bad: Int
    var common: Int
    var other: Int

    /// The share of the commonest characters among all that are not ASCII.
    var share: Double { Double(common) / Double(max(1, common + other)) }
  }

  /// GB18030 unless Big5 fits strictly and is clearly better.
  static func guess(_ bytes: [UInt8]) -> TextEncoding {
    guard let big5 = score(bytes, .big5), big5.bad == 0, big5.common >= 4,
      let gb18030 = score(bytes, .gb18030)
    else { return .gb18030 }
    if gb18030.bad > 0 { return .big5 }
    return big5.share > 2 * gb18030.share ? .big5 : .gb18030
  }

  private static func score(_ bytes: [UInt8], _ encoding: TextEncoding) -> Score? {
    // The sample ends at a line end, so that no character is cut.
    let sample = bytes.prefix(256 * 1024)
    let isCut = sample.count < bytes.count
    let end = isCut ? sample.lastIndex(of: 0x0A) ?? sample.endIndex : sample.endIndex
    guard let converter = TextConverter(from: encoding),
      let text = converter.convert(bytes[..<end])
    else { return nil }
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
