// SPDX-License-Identifier: Apache-2.0
// DraftField: one column of a draft form, its guesses and an invented value.

import DataModel
import Definitions
import Normalize

/// A field guessed from a column.
struct DraftField {
  let id: String
  let name: String
  /// The header word; `name` unless it occurs below several groups.
  let leaf: String
  let parent: String?
  /// Every record has a value.
  let isFull: Bool
  var isRequired = false
  private let type: ValueType
  private let codeList: String?
  /// The canonical unit, and the one in the header.
  private let unit: String?
  private let writtenUnit: String?
  private let isConverted: Bool

  init(
    id: String, name: String, leaf: String, parent: String?, column: GuessedColumn, isFull: Bool,
    units: UnitTable
  ) {
    self.id = id
    self.name = name
    self.leaf = leaf
    self.parent = parent
    self.isFull = isFull
    type = column.type
    codeList = column.codeList
    let known = column.unit.flatMap { units.unit(named: $0) }
    unit = known?.canonical
    writtenUnit = known?.name
    isConverted = known.map { $0.factor != .one } ?? false
  }

  private var kind: (yaml: String, why: String) {
    if let codeList { return ("code, list: \(codeList)", "各值都在代码表 \(codeList) 中") }
    switch type {
    case .integer: return isConverted ? ("number", "各值是数，单位需换算") : ("integer", "各值是整数")
    case .number: return ("number", "各值是数")
    case .date: return ("date", "各值是日期")
    case .month: return ("month", "各值是年月")
    case .yesNo: return ("yes_no", "各值是是与否")
    case .personName: return ("person_name", "像人名")
    case .identityNumber: return ("identity_number", "像身份证件号")
    case .schoolCode: return ("school_code", "像学校代码")
    case .telephone: return ("text", "像电话号码")
    case .codeLike: return ("text", "少数词反复出现，请决定是否改用代码表")
    case .text: return ("text", "文字")
    case .empty: return ("text", "没有内容，请决定类型")
    }
  }

  var lines: [String] {
    let kind = kind
    var parts = [
      "id: \(id)", "name: \(FormDraft.quoted(name))", "type: \(kind.yaml)",
    ]
    var guesses = ["类型，\(kind.why)"]
    if let unit, type == .integer || type == .number {
      parts.append("unit: \(FormDraft.quoted(unit))")
      guesses.append("单位，表头写 \(writtenUnit ?? unit)")
    }
    if type.isSensitive {
      parts.append("sensitive: true")
      guesses.append("敏感")
    }
    parts.append(isRequired ? "required: true" : "optional_column: true")
    guesses.append(isRequired ? "必填" : "可缺")
    parts.append("synonyms: []")
    if let parent {
      parts.append("paths: [\(FormDraft.quoted(parent + "›" + leaf))]")
    }
    return [
      "  # 猜测：" + guesses.joined(separator: "；") + "。请决定 id 和其他叫法（synonyms）",
      "  - {" + parts.joined(separator: ", ") + "}",
    ]
  }

  /// An invented value: as YAML in the example's table, and as it must be read.
  func sample(_ definitions: DefinitionSet) -> (written: String, read: String) {
    if let codeList, let name = definitions.codeLists[codeList]?.entries.first?.name {
      return (FormDraft.quoted(name), FormDraft.quoted(name))
    }
    switch type {
    case .integer: return ("1", "\"1\"")
    case .number: return ("1.5", "\"1.5\"")
    case .date: return ("\"2024-09-01\"", "\"2024-09-01\"")
    case .month: return ("\"2024-09\"", "\"2024-09-01\"")
    case .yesNo: return ("\"是\"", "\"是\"")
    case .personName: return ("\"张三\"", "\"张三\"")
    case .identityNumber: return ("\"990121198009150011\"", "\"990121198009150011\"")
    case .schoolCode: return ("\"2199000001\"", "\"2199000001\"")
    case .telephone, .codeLike, .text, .empty: return ("\"示例值\"", "\"示例值\"")
    }
  }
}
