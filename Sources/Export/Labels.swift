// SPDX-License-Identifier: Apache-2.0
// Labels: the Chinese words that workbooks print for statuses and verdicts.

import DataModel

/// Chinese words for what the machine tables say in English.
struct Labels: Sendable {
  /// Share of the threshold at which an indicator counts as 达到85%.
  let floorShare: ExactNumber

  static let met = "达标"
  static let below = "未达标"
  static let undecided = "待定"
  static let excluded = "不参评"
  static let above = "超限"

  static let measured = "不设标准"

  /// `达到85%`; without a floor, that the indicator is missed, which is another word than 未达标.
  var floor: String { floorShare.isZero ? "未达标（可缺）" : "达到\(floorPercent)" }

  /// `85%`.
  var floorPercent: String { (floorShare * ExactNumber(100)).text + "%" }

  func text(_ status: IndicatorStatus) -> String {
    switch status {
    case .met: Self.met
    case .floor: floor
    case .below: Self.below
    case .undecided: Self.undecided
    case .measured: Self.measured
    case .excluded: Self.excluded
    }
  }

  static func text(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: met
    case .fail: below
    case .undecided: undecided
    case .excluded: excluded
    }
  }

  static func text(_ status: CountyStatus) -> String {
    switch status {
    case .met: met
    case .above: above
    case .undecided: undecided
    case .measured: measured
    }
  }

  static func text(_ status: ItemStatus) -> String {
    switch status {
    case .met: "达到"
    case .notMet: "未达到"
    case .undecided: undecided
    case .notApplicable: "不适用"
    case .reported: "仅列示"
    }
  }

  static func text(_ status: SubmissionStatus) -> String {
    switch status {
    case .accepted: "已接收"
    case .returned: "退回修改"
    case .unreadable: "无法读取"
    case .notSubmitted: "未报送"
    }
  }

  static func text(_ severity: Severity) -> String {
    switch severity {
    case .mustCorrect: "必须更正"
    case .mustExplain: "需要说明"
    case .note: "提示"
    }
  }

  static func text(_ state: HandInState) -> String {
    switch state {
    case .notSubmitted: "未报"
    case .submitted: "已报"
    case .returned: "退回"
    case .unexplained: "待说明"
    case .accepted: "通过"
    }
  }

  static func text(_ state: FindingState) -> String {
    switch state {
    case .open: "待处理"
    case .explained: "已说明"
    case .corrected: "已更正"
    }
  }

  static func text(_ outcome: ExplanationOutcome) -> String {
    switch outcome {
    case .applied: "已采纳"
    case .lapsed: "值已变，失效"
    case .refused: "不予采纳"
    case .incomplete: "不完整"
    case .unknown: "没有此问题"
    }
  }

  static func text(_ outcome: CorrectionOutcome) -> String {
    switch outcome {
    case .applied: "已更正"
    case .unneeded: "已是新值"
    case .changed: "原值已变，未更正"
    case .unreadable: "新值无效"
    case .unknown: "找不到记录"
    case .ambiguous: "多条记录相符"
    case .incomplete: "理由、姓名或日期不全"
    }
  }

  static func text(_ change: FindingChange) -> String {
    switch change {
    case .new: "新出现"
    case .stillOpen: "仍存在"
    case .reopened: "说明失效"
    case .fixed: "已消除"
    case .corrected: "按更正表更正"
    case .notResubmitted: "未再报送"
    }
  }

  static func text(_ state: LedgerState) -> String {
    switch state {
    case .new: "新增"
    case .open: "未消除"
    case .closed: "已消除"
    }
  }

  /// Words for `NormalizationSteps.names`.
  static func text(_ steps: NormalizationSteps) -> String {
    steps.isEmpty ? "" : steps.names.map { stepWords[$0] ?? $0 }.joined(separator: "；")
  }

  private static let stepWords = [
    "spaces": "去空格", "width": "全角转半角", "simplified": "繁体转简体",
    "text_to_value": "文本转数值", "separators": "去千分位", "percent": "百分号换算",
    "unit_in_cell": "单元格内单位", "unit_converted": "单位换算", "code_alias": "代码规范名称",
    "filled_down": "沿用上一行", "blank_means": "空白按约定", "date_shape": "日期格式",
    "letter_case": "大小写", "numeral": "中文数字", "zero_word": "按约定计为零", "successor": "改用现行代码",
    "corrected": "按更正表更正",
  ]
}

extension SchoolPartResult {
  /// Why the part stands where it stands; for one outside the standard's scope, why it is outside.
  var explanation: String { reason.isEmpty ? excludedReason : reason }
}
