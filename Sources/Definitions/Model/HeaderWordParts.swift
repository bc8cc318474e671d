// SPDX-License-Identifier: Apache-2.0
// HeaderWordParts: the parts of header words that change nothing in what they name.

/// Parts that a header may have or lack: 本校占地面积 is 占地面积, and 图书数量 is 图书册数's 图书数.
///
/// An ending belongs to one kind of quantity and is exchanged only for others of its kind.
package struct HeaderWordParts: Hashable, Sendable {
  /// 本校, 现有, 全校 …: may stand before any word.
  package var prefixes: [String]
  /// 教师, 班级, 资产 …: may stand before the words of a form that has them in its title.
  package var subjects: [String]
  /// 数, 人数, 总数 …: end the words of numbers.
  package var quantityEndings: [String]
  /// 金额, 总额 …: end the words of sums of money.
  package var amountEndings: [String]
  /// 时间, 日期, 年月 …: end the words of dates.
  package var timeEndings: [String]
  /// 号, 编号, 代码 …: end the words of identifiers.
  package var identifierEndings: [String]
  /// 类别, 类型, 种类 …: end the words of classes.
  package var kindEndings: [String]
  /// 名, 名称, 姓名 …: end the words of names.
  package var nameEndings: [String]
  /// 情况, 信息 …: end any word.
  package var neutralEndings: [String]
  /// 所属, 参加 …: may stand anywhere in a word.
  package var fillers: [String]
  /// `电脑=计算机`: the first is another word for the second.
  package var equivalents: [String]
  /// 共有, 现有, 为 …: words of a fill-in sentence around what it asks for.
  package var sentenceWords: [String]
  /// 小学, 中学, 学校 …: a sheet or a row across a table with such a name is about that school.
  package var schoolEndings: [String]
  /// 城区, 公办 …: with a school's ending they name a kind of schools and no school.
  package var schoolKinds: [String]
  /// 镇, 乡, 街道 …: a sheet with such a name is about that town.
  package var townEndings: [String]

  package init(
    prefixes: [String] = [], subjects: [String] = [], quantityEndings: [String] = [],
    amountEndings: [String] = [], timeEndings: [String] = [],
    identifierEndings: [String] = [], kindEndings: [String] = [], nameEndings: [String] = [],
    neutralEndings: [String] = [],
    fillers: [String] = [], equivalents: [String] = [],
    sentenceWords: [String] = [], schoolEndings: [String] = [], schoolKinds: [String] = [],
    townEndings: [String] = []
  ) {
    self.prefixes = prefixes
    self.subjects = subjects
    self.quantityEndings = quantityEndings
    self.amountEndings = amountEndings
    self.timeEndings = timeEndings
    self.identifierEndings = identifierEndings
    self.kindEndings = kindEndings
    self.nameEndings = nameEndings
    self.neutralEndings = neutralEndings
    self.fillers = fillers
    self.equivalents = equivalents
    self.sentenceWords = sentenceWords
    self.schoolEndings = schoolEndings
    self.schoolKinds = schoolKinds
    self.townEndings = townEndings
  }
}
