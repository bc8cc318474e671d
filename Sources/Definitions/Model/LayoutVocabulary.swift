// SPDX-License-Identifier: Apache-2.0
// LayoutVocabulary: the words that mark rows and sheets without data.

/// Words by which Normalize knows rows and sheets that hold no data, from `Shared/layout.yaml`.
package struct LayoutVocabulary: Hashable, Sendable {
  /// 合计, 总计, 小计 …: the row is a total and its cells are ignored as `total_row`.
  package var totals: [String]
  /// 注：, 填表说明：, 说明： … at the start of a row outside the data: `note`.
  package var notes: [String]
  /// 填表人：, 审核人：, 单位负责人：, 学校公章 …: `signature`.
  package var signatures: [String]
  /// Names of sheets that hold instructions or code lists, no data, such as 填表说明 and 字典.
  package var instructionSheets: [String]
  /// 单位：, 计量单位：, 金额单位： …: begin a unit note above a table.
  package var unitNotes: [String]
  /// Placeholders that mean "does not apply", such as `/` and 不适用.
  package var notApplicable: [String]
  /// Placeholders that mean "nobody knows": 不详, 未知, 待核 … (unreadable where no code list has them).
  package var unknown: [String]
  /// Ways to write yes and no.
  package var yes: [String]
  package var no: [String]
  /// Header words that never name a field alone, such as 合计, 面积, 人数.
  package var weakHeaders: [String]
  /// Words in a header's bracket that tell how to fill the cell; `*位` is any text that ends in 位.
  package var headerInstructions: [String]
  /// Words that with a number behind them name a national statistics form: 教基 in 教基4067.
  package var statisticsForms: [String]
  /// Captions over the columns of a form that has one label in each row.
  package var captions: FormCaptionWords
  /// Parts of header words that change nothing in what they name.
  package var parts: HeaderWordParts

  package init(
    totals: [String], notes: [String], signatures: [String], instructionSheets: [String],
    unitNotes: [String], notApplicable: [String], unknown: [String], yes: [String], no: [String],
    weakHeaders: [String], headerInstructions: [String] = [], statisticsForms: [String] = [],
    captions: FormCaptionWords = FormCaptionWords(), parts: HeaderWordParts = HeaderWordParts()
  ) {
    self.totals = totals
    self.notes = notes
    self.signatures = signatures
    self.instructionSheets = instructionSheets
    self.unitNotes = unitNotes
    self.notApplicable = notApplicable
    self.unknown = unknown
    self.yes = yes
    self.no = no
    self.weakHeaders = weakHeaders
    self.headerInstructions = headerInstructions
    self.statisticsForms = statisticsForms
    self.captions = captions
    self.parts = parts
  }
}

/// Captions such as 序号, 填报项目, 单位, 填报值, 备注说明.
package struct FormCaptionWords: Hashable, Sendable {
  /// 填报项目, 指标名称 …: the labels stand below.
  package var labels: [String]
  /// 填报值, 指标值 …: the values stand below.
  package var values: [String]
  /// 内容, 填报内容: values beside labels, and labels where another caption names the values.
  package var labelsOrValues: [String]
  /// 上年, 标准值 …: figures beside the values, of an earlier period or a standard.
  package var otherValues: [String]
  /// 单位, 计量单位.
  package var units: [String]
  /// 序号, 代码 …: numbers of the rows.
  package var serials: [String]
  /// 类别, 是否必填, 备注说明 …: explanations of the rows.
  package var remarks: [String]

  package init(
    labels: [String] = [], values: [String] = [], labelsOrValues: [String] = [],
    otherValues: [String] = [], units: [String] = [], serials: [String] = [], remarks: [String] = []
  ) {
    self.labels = labels
    self.values = values
    self.labelsOrValues = labelsOrValues
    self.otherValues = otherValues
    self.units = units
    self.serials = serials
    self.remarks = remarks
  }
}
