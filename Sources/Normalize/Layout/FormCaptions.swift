// SPDX-License-Identifier: Apache-2.0
// FormCaptions: the captions over the columns of a form that has one label in each row.

import DataModel
import Definitions

/// The caption words prepared for lookup; made once.
struct CaptionIndex: Sendable {
  /// What stands below a caption.
  enum Role: Sendable {
    case label
    case value
    case unit
    case serial
    case remark
  }

  private var roles = TextMap<Role>()

  init(_ words: FormCaptionWords) {
    let lists: [(Role, [String])] = [
      (.label, words.labels), (.value, words.values), (.unit, words.units),
      (.serial, words.serials), (.remark, words.remarks),
    ]
    for (role, list) in lists {
      for word in list.map(HeaderLabel.bare) where roles[word] == nil { roles[word] = role }
    }
  }

  func role(_ word: String) -> Role? { roles[word] }
}

/// A row of captions: 序号 | 填报项目 | 单位 | 填报值 | 备注说明.
struct FormCaptions: Sendable {
  /// Row number of the captions.
  let row: Int
  /// The column of the values for each column of labels.
  private var values: [Int: Int] = [:]
  /// The column of the units for each column of labels.
  private var units: [Int: Int] = [:]
  private var roles: [Int: CaptionIndex.Role] = [:]

  /// nil unless all texts of the row are captions and a label caption is followed by one for values.
  init?(_ row: SheetRow, index: CaptionIndex, label: (String) -> HeaderLabel) {
    self.row = row.number
    var current: Int?
    for cell in row.cells where !cell.value.isEmpty {
      guard let text = cell.textValue, text.utf8.count <= 60,
        let role = index.role(label(text).word)
      else { return nil }
      roles[cell.column] = role
      switch role {
      case .label: current = cell.column
      case .value:
        guard let current, values[current] == nil else { return nil }
        values[current] = cell.column
      case .unit: if let current { units[current] = cell.column }
      case .serial, .remark: continue
      }
    }
    guard !values.isEmpty, roles.values.count(where: { $0 == .label }) == values.count else {
      return nil
    }
  }

  func valueColumn(ofLabel column: Int) -> Int? { values[column] }

  func unitColumn(ofLabel column: Int) -> Int? { units[column] }

  /// True when a text stands under a caption of labels and all other cells under captions.
  func isLabelled(_ row: SheetRow) -> Bool {
    let filled = row.cells.filter { !$0.value.isEmpty }
    return filled.count >= 2 && filled.allSatisfy { roles[$0.column] != nil }
      && filled.contains { values[$0.column] != nil && $0.textValue != nil }
  }

  func role(_ column: Int) -> CaptionIndex.Role? { roles[column] }
}
