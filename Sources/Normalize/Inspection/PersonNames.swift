// SPDX-License-Identifier: Apache-2.0
// PersonNames: tells texts that look like a Chinese person's name, so that they are not shown.

/// Looks at texts of unknown meaning; errs on the side of calling something a name.
package enum PersonNames {
  /// Together the surnames of about nine in ten persons.
  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍成苗谷盛曲冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫柏宗瞿闵佟乌涂"
  )
  private static let longSurnames = ["欧阳", "上官", "司马", "诸葛", "皇甫", "东方", "尉迟", "公孙", "令狐", "慕容"]
  /// A word that ends so is more likely to name a column than a person.
  private static let columnEndings = Set("名号数额量率间期日年月级类别型位值元价码称目项科室员教长费况式度址向围式划式")

  /// True for two or three characters that begin with a surname, and four with one of two characters.
  package static func isLikely(_ text: String) -> Bool {
    let word = text.filter { !$0.isWhitespace && $0 != "·" && $0 != "*" }
    guard word.count >= 2, word.count <= 4,
      word.unicodeScalars.allSatisfy({ (0x3400...0x9FFF).contains($0.value) }),
      let first = word.first
    else { return false }
    if longSurnames.contains(where: { word.hasPrefix($0) }) { return word.count > 2 }
    return word.count < 4 && surnames.contains(first)
  }

  /// The same for a word that may well be a header.
  package static func isLikelyBesideHeaders(_ text: String) -> Bool {
    guard isLikely(text), let last = text.last else { return false }
    return !columnEndings.contains(last)
  }
}
