// SPDX-License-Identifier: Apache-2.0
// FormCaptions: what the columns of a form hold that has one label in each row.

import DataModel
import Definitions

/// Columns of labels with the columns that belong to them.
struct FormColumnGroup: Sendable {
  /// The columns of the labels; a caption may span that of their categories too.
  var labels: [Int]
  /// Columns whose captions name values.
  var values: [Int] = []
  /// Columns whose captions nobody knows.
  var unknown: [Int] = []
  /// Columns of an earlier period or a standard.
  var others: [Int] = []
  var unit: Int?
  /// The column of the values; nil as long as several or none may be.
  var chosen: Int?
  /// The columns of which nobody knows which one holds the values.
  var doubtful: [Int] = []

  var mayHoldValues: Bool { !values.isEmpty || !unknown.isEmpty || !others.isEmpty }

  /// Chooses the one column that holds anything, or what its labels ask for; of several none.
  mutating func resolve(isFilled: (Int) -> Bool, isReadable: (Int) -> Bool) {
    let candidates = values.isEmpty ? unknown : values
    guard !candidates.isEmpty else {
      doubtful = others
      return
    }
    var found = candidates.filter(isFilled)
    let readable = found.count > 1 ? found.filter(isReadable) : []
    if readable.count == 1 { found = readable }
    doubtful = found.count > 1 ? found : []
    chosen = doubtful.isEmpty ? found.first ?? candidates.first : nil
  }
}

/// A row of captions, `序号 | 填报项目 | 单位 | 填报值 | 备注说明`, or columns known by what they hold.
struct FormCaptions: Sendable {
  /// Row numbers of the captions; nil where no row names the columns.
  let rows: ClosedRange<Int>?
  /// The row numbers for which the columns hold.
  let scope: ClosedRange<Int>
  private(set) var groups: [FormColumnGroup] = []
  private var roles: [Int: CaptionIndex.Role] = [:]
  private(set) var names: [Int: String] = [:]

  /// The columns of row codes.
  var serials: [Int] { roles.keys.filter { roles[$0] == .serial }.sorted() }

  /// Columns known by what they hold, in these rows.
  init(
    groups: [FormColumnGroup], serials: [Int], names: [Int: String], scope: ClosedRange<Int>
  ) {
    rows = nil
    self.scope = scope
    self.groups = groups
    self.names = names
    for column in serials { roles[column] = .serial }
    for group in groups {
      if let unit = group.unit { roles[unit] = .unit }
    }
  }

  /// nil unless the texts of the row are captions: labels, and something that may be their values.
  ///
  /// A word nobody knows may be among them, 某某小学, where other captions than that of the labels are known
  /// and the word is no label itself.
  init?(
    _ row: SheetRow, below: SheetRow?, tools: ReadingTools, merges: MergeIndex, year: Int?,
    facts: (String) -> WordFacts
  ) {
    var captions: [Caption] = []
    for cell in row.cells where !cell.value.isEmpty {
      guard let text = Self.caption(cell) else { return nil }
      let found = facts(text)
      let known = tools.captions.role(found.label.word)
      // Most rows end here: their first word is no caption.
      guard known != nil || captions.contains(where: \.mayNameLabels) else { return nil }
      let role = known ?? tools.captions.role(ofYearsIn: text, year: year)
      guard role != .unknown || found.meanings.isEmpty else { return nil }
      let width = merges.width(row: row.number, column: cell.column)
      captions.append(
        Caption(
          columns: Array(cell.column..<(cell.column + min(width, 64))), role: role, text: text))
    }
    guard captions.contains(where: \.mayNameLabels) else { return nil }
    let isWhole = !captions.contains { $0.role == .unknown }
    guard isWhole || captions.contains(where: \.isOfValues) else { return nil }
    let height = captions.map { merges.lastRow(row: row.number, column: $0.columns[0]) }.max()
    let isTwoRows = height == row.number + 1 && below?.number == height
    rows = row.number...(row.number + (isTwoRows ? 1 : 0))
    scope = row.number...Int.max
    enter(Self.decided(captions))
    if isTwoRows, let below {
      refine(by: below) {
        tools.captions.role(facts($0).label.word)
          ?? tools.captions.role(ofYearsIn: $0, year: year)
      }
    }
    guard !groups.isEmpty, groups.allSatisfy(\.mayHoldValues) else { return nil }
  }

  /// A short text, or a year.
  private static func caption(_ cell: Cell) -> String? {
    switch cell.value {
    case .text(let text): text.utf8.count <= 60 ? text : nil
    case .number(let number): (1990...2099).contains(number) ? cell.value.rawText : nil
    default: nil
    }
  }

  private struct Caption {
    var columns: [Int]
    var role: CaptionIndex.Role
    var text: String

    var mayNameLabels: Bool { role == .label || role == .labelOrValue }

    /// Says what stands beside labels, and not only whose they are.
    var isOfValues: Bool {
      switch role {
      case .value, .otherValue, .unit, .serial: true
      case .label, .labelOrValue, .remark, .unknown: false
      }
    }
  }

  /// 内容 names the values of the labels before it, unless another caption does.
  private static func decided(_ captions: [Caption]) -> [Caption] {
    var result = captions
    var isOpen = false
    for index in result.indices {
      if result[index].role == .labelOrValue {
        let rest = captions[(index + 1)...]
        let next = rest.first { $0.role == .label || $0.role == .value }
        result[index].role = isOpen && next?.role != .value ? .value : .label
      }
      if result[index].role == .label { isOpen = true }
      if result[index].role == .value { isOpen = false }
    }
    return result
  }

  private mutating func enter(_ captions: [Caption]) {
    for caption in captions {
      for column in caption.columns {
        roles[column] = caption.role
        names[column] = caption.text
      }
      if caption.role == .label {
        if let last = groups.indices.last, !groups[last].mayHoldValues {
          groups[last].labels += caption.columns
        } else {
          groups.append(FormColumnGroup(labels: caption.columns))
        }
        continue
      }
      guard let last = groups.indices.last else { continue }
      for column in caption.columns { place(column, caption.role, in: last) }
    }
  }

  private mutating func place(_ column: Int, _ role: CaptionIndex.Role, in group: Int) {
    switch role {
    case .value: groups[group].values.append(column)
    case .unknown: groups[group].unknown.append(column)
    case .otherValue: groups[group].others.append(column)
    case .unit: groups[group].unit = groups[group].unit ?? column
    case .label, .labelOrValue, .serial, .remark: return
    }
  }

  /// A second row below a caption that spans columns: 数值 over 上年 and 本年.
  private mutating func refine(by row: SheetRow, role: (String) -> CaptionIndex.Role) {
    for cell in row.cells where !cell.value.isEmpty {
      guard let text = Self.caption(cell),
        let group = groups.firstIndex(where: {
          ($0.values + $0.unknown + $0.others).contains(cell.column)
        })
      else { continue }
      let found = role(text)
      names[cell.column] = text
      guard found != .unknown, found != .label, found != .labelOrValue else { continue }
      groups[group].values.removeAll { $0 == cell.column }
      groups[group].unknown.removeAll { $0 == cell.column }
      groups[group].others.removeAll { $0 == cell.column }
      place(cell.column, found, in: group)
      roles[cell.column] = found
    }
  }

  /// Chooses the columns of the values by what stands in them.
  mutating func resolve(isFilled: (Int) -> Bool, isReadable: (Int) -> Bool) {
    for index in groups.indices {
      groups[index].resolve(isFilled: isFilled, isReadable: isReadable)
    }
  }

  func group(ofLabel column: Int) -> FormColumnGroup? {
    groups.first { $0.labels.contains(column) }
  }

  func valueColumn(ofLabel column: Int) -> Int? {
    group(ofLabel: column).flatMap { $0.chosen ?? $0.doubtful.first }
  }

  func isCaption(_ row: Int) -> Bool { rows?.contains(row) ?? false }

  /// True when a text stands under a caption of labels and all other cells under captions.
  func isLabelled(_ row: SheetRow) -> Bool {
    let filled = row.cells.filter { !$0.value.isEmpty }
    return filled.count >= 2 && filled.allSatisfy { roles[$0.column] != nil }
      && filled.contains { group(ofLabel: $0.column) != nil && $0.textValue != nil }
  }

  func role(_ column: Int) -> CaptionIndex.Role? { roles[column] }
}
