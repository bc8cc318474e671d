// SPDX-License-Identifier: Apache-2.0
// SimplifiedCharacters: the traditional characters that headers and code names are written with.

/// Traditional characters and their simplified ones, as far as words of forms and code lists need them.
///
/// Used for matching only: a text value keeps the characters it was written with.
enum SimplifiedCharacters {
  private static let pairs =
    "學学號号級级員员師师職职稱称類类別别數数積积築筑輔辅館馆圖图書书儀仪備备設设動动運运場场"
    + "費费財财產产單单位位縣县區区鄉乡鎮镇國国歷历專专業业證证號号種种齡龄齊齐間间體体樂乐術术"
    + "語语英英課课時时週周導导幹干編编製制輪轮進进參参與与聯联絡络電电話话負负責责實实驗验"
    + "計计總总額额預预決决執执資资價价購购買买狀状況况備备註注說说標标識识碼码機机構构辦办"
    + "舉举舊旧樓楼棟栋層层門门窗窗戶户廳厅廚厨衛卫網网媒媒優优質质義义務务教教農农廣广萬万"
    + "畝亩頃顷臺台檯台冊册條条歲岁長长張张黨党團团群群眾众寄寄宿宿兒儿童童殘残隨随遷迁畢毕"
    + "生生會会無无處处測测滿满達达訓训練练獲获獎奖報报表表審审簽签蓋盖應应發发於于後后從从"

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    var scalars = pairs.unicodeScalars.makeIterator()
    while let traditional = scalars.next(), let simplified = scalars.next() {
      if traditional != simplified { table[traditional] = simplified }
    }
    return table
  }()

  /// The text in simplified characters; nil when it has no traditional one of the table.
  static func simplified(_ text: String) -> String? {
    guard text.unicodeScalars.contains(where: { table[$0] != nil }) else { return nil }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(table[scalar] ?? scalar) }
    return String(scalars)
  }
}
