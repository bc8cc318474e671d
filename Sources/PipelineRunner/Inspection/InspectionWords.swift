// SPDX-License-Identifier: Apache-2.0
// InspectionWords: the words of the report on an inspected file, in both languages.

import DataModel
import Definitions
import Ingest
import Normalize

/// Names of what an inspection found.
struct InspectionWords {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  static func columns(_ run: ClosedRange<Int>) -> String {
    let first = CellReference.letters(ofColumn: run.lowerBound)
    return run.count == 1 ? first : first + ":" + CellReference.letters(ofColumn: run.upperBound)
  }

  /// The rule by which cells are left out; a new one shows its id.
  func rule(_ rule: String) -> String {
    guard language == .chinese else { return rule }
    let names = [
      "total_row": "合计行", "note": "说明", "signature": "签章", "hidden_sheet": "隐藏的工作表",
      "return_list": "退回时附加的问题清单", "repeated_file": "重复报送的文件",
      "instruction_sheet": "填表说明", "serial": "序号", "column_numbers": "栏号行",
      "repeated_header": "重复表头", "declared": "流程指定不采用",
      "other_period": "上年数或标准",
    ]
    return names[rule] ?? rule
  }

  func evidence(_ evidence: HeaderEvidence) -> String {
    switch evidence {
    case .declaredOverride: say("流程指定", "declared override")
    case .path: say("表头路径", "header path")
    case .joinedPath: say("上下级合成", "group and leaf joined")
    case .groupAbove: say("上级表头", "group above")
    case .name: say("与字段同名", "exact name")
    case .synonym: say("同义词", "synonym")
    case .wordWithUnit: say("名称带单位", "word with its unit")
    case .weakWord: say("泛称", "weak word")
    case .aboveTable: say("表上方填写", "above the table")
    case .other: say("其他依据", "other evidence")
    }
  }

  func origin(_ origin: UnitOrigin) -> String {
    switch origin {
    case .header: say("表头", "header")
    case .unitCell: say("单位格", "unit cell")
    case .note: say("表内单位说明", "note")
    case .fieldDefault: say("字段默认", "default")
    case .canonical: say("未注明", "not stated")
    }
  }

  func layout(_ layout: String) -> String {
    switch layout {
    case FormLayout.list.rawValue: say("清单", "list")
    case FormLayout.labelValue.rawValue: say("表单（标签—值）", "labels and values")
    default: layout
    }
  }

  func visibility(_ visibility: SheetVisibility) -> String {
    switch visibility {
    case .visible: say("可见", "visible")
    case .hidden: say("隐藏", "hidden")
    case .veryHidden: say("深度隐藏", "very hidden")
    }
  }

  func type(_ type: ValueType) -> String {
    switch type {
    case .empty: say("无内容", "empty")
    case .integer: say("整数", "integer")
    case .number: say("数值", "number")
    case .date: say("日期", "date")
    case .month: say("年月", "month")
    case .yesNo: say("是/否", "yes/no")
    case .personName: say("人名", "person's name")
    case .identityNumber: say("身份证件号", "identity number")
    case .schoolCode: say("学校代码", "school code")
    case .telephone: say("电话", "telephone")
    case .codeLike: say("代码类文字", "few repeated words")
    case .text: say("文字", "text")
    }
  }

  func missing(_ reason: MissingReason) -> String {
    switch reason {
    case .blank: say("空", "blank")
    case .notApplicable: say("不适用", "not applicable")
    case .unreadable: say("无法读取", "unreadable")
    case .outOfRange: say("超出范围", "out of range")
    case .notInCodeList: say("不在代码表", "not in the code list")
    case .notOnForm: say("表中没有", "not on the form")
    case .notSubmitted: say("未报送", "not submitted")
    case .notCalculated: say("公式无结果", "formula without result")
    case .undefined: say("无意义", "undefined")
    }
  }

  func step(_ step: String) -> String {
    guard language == .chinese else { return step }
    let names = [
      "spaces": "去空格", "width": "全角转半角", "simplified": "繁转简", "text_to_value": "文本转值",
      "separators": "去千分位", "percent": "百分号", "unit_in_cell": "格内单位",
      "unit_converted": "单位换算", "code_alias": "代码归一", "filled_down": "沿用上格",
      "blank_means": "空白有义", "date_shape": "日期格式", "letter_case": "大小写",
      "numeral": "中文数字", "zero_word": "按约定计为零", "successor": "改用现行代码",
      "corrected": "按更正表更正",
    ]
    return names[step] ?? step
  }
}
