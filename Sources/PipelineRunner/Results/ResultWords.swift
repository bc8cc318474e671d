// SPDX-License-Identifier: Apache-2.0
// ResultWords: the words of the reports on results, in both languages.

import DataModel

/// Words for what the tables say in identifiers.
struct ResultWords {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Statuses of school parts and of counties.
  func status(_ status: String) -> String {
    switch status {
    case "met": say("达标", "met")
    case "floor": say("未达标，但不低于底线", "below the threshold, at or above the floor")
    case "below": say("未达标，且低于底线", "below the floor")
    case "undecided": say("待定", "undecided")
    case "excluded": say("不参评", "excluded")
    case "above": say("超过限值", "above the limit")
    case "not_met": say("未达标", "not met")
    case "not_applicable": say("不适用", "not applicable")
    case "measured": say("没有标准，只列出数值", "no requirement: the figure alone")
    case "reported": say("只列出", "reported")
    case "pass": say("达标", "pass")
    case "fail": say("不达标", "fail")
    case "new": say("新增", "new")
    case "open": say("仍存在", "open")
    case "closed": say("已销号", "closed")
    default: status
    }
  }

  /// Whether anybody has seen the clause in the official text.
  func confirmation(_ isConfirmed: Bool) -> String {
    isConfirmed
      ? say("（已核实）", " (clause confirmed)") : say("〔未核实〕", " [clause not confirmed]")
  }

  /// Groups of a county's verdict.
  func group(_ group: String) -> String {
    switch group {
    case "resources": say("资源配置", "resources")
    case "government": say("政府保障", "government")
    case "quality": say("教育质量", "quality")
    case "satisfaction": say("社会认可度", "satisfaction")
    case "veto": say("一票否决", "veto")
    case "verdict": say("总结论", "verdict")
    default: group
    }
  }

  /// Steps of normalization as `lineage.csv` names them.
  func steps(_ names: String) -> [String] {
    let words = InspectionWords(language: language)
    return names.split(separator: ";").map {
      words.step(String($0)).replacing("_", with: " ")
    }
  }
}
