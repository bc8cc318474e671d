// SPDX-License-Identifier: Apache-2.0
// DifferenceWords: one change between two runs in a line, in both languages.

import DataModel

/// Puts changes into words.
struct DifferenceWords {
  let words: ResultWords
  let names: [String: String]

  init(_ language: Language, names: [String: String]) {
    words = ResultWords(language: language)
    self.names = names
  }

  func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  func heading(_ thing: ChangedThing) -> String {
    switch thing {
    case .setting: say("运行设置", "settings")
    case .submission: say("报送件", "submissions")
    case .correction: say("更正", "corrections")
    case .school: say("学校信息", "schools")
    case .value: say("学校数据", "values of schools")
    case .countyValue: say("县域数据", "values of counties")
    case .indicator: say("学校指标", "indicators")
    case .schoolVerdict: say("学校结论", "verdicts of schools")
    case .variation: say("县指标与差异系数", "means and 差异系数 of counties")
    case .item: say("县域项目", "items of counties")
    case .countyVerdict: say("县级结论", "verdicts of counties")
    case .ledger: say("大班额台账", "class ledger")
    case .finding: say("审核问题", "findings")
    }
  }

  /// `2199000006 示例县01第7小学（东校区） 小学`.
  func subject(_ subject: ChangeSubject) -> String {
    let isCounty = subject.schoolCode.isEmpty
    let code = isCounty ? subject.countyCode : subject.schoolCode
    var parts = [code, names[code] ?? ""]
    if !subject.campus.isEmpty { parts[1] += say("（\(subject.campus)）", " (\(subject.campus))") }
    parts.append(subject.stage)
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What changed, without whom it is about.
  func line(_ change: Change) -> String {
    switch change.thing {
    case .setting: setting(change)
    case .submission: submission(change)
    case .correction: correction(change)
    case .school: school(change)
    case .finding: finding(change)
    case .schoolVerdict: statuses(change)
    case .countyVerdict: words.group(change.item) + say("：", ": ") + statuses(change)
    case .variation:
      (change.item == "composite" ? say("综合差异系数", "综合差异系数") : "\(change.item) 差异系数")
        + " " + figures(change, digits: 4) + terms(change)
    case .ledger: change.name + " " + figures(change, digits: 0)
    case .value: change.name + " " + figures(change, digits: 4)
    case .countyValue: countyValue(change)
    case .indicator: "\(change.item) \(change.name) " + figures(change, digits: 4) + terms(change)
    case .item: "\(change.item) \(change.name) " + figures(change, digits: 4)
    }
  }

  // MARK: - Kinds

  private func setting(_ change: Change) -> String {
    let name =
      switch change.item {
      case "year": say("年份", "year")
      case "pipeline": say("流程", "pipeline")
      case "tool": say("程序版本", "program version")
      case "roster": say("学校名册", "roster")
      case "corrections": say("更正表", "corrections")
      case "explanations": say("说明表", "explanations")
      case "previous": say("以前的输出", "earlier outputs")
      default: change.item
      }
    let note = change.note.isEmpty ? "" : " \(change.note)"
    return name + note + say("：", ": ") + arrow(change.before?.value, change.after?.value)
  }

  private func submission(_ change: Change) -> String {
    let what =
      if change.after == nil {
        say("不再报送", "no longer there")
      } else if !change.note.isEmpty {
        say("原为 \(change.note)", "was \(change.note)")
      } else if change.before == nil {
        say("新报送", "new")
      } else if change.before?.value != change.after?.value {
        say("内容已改", "has other content")
      } else {
        say("内容未改", "same content")
      }
    let states = [change.before?.status, change.after?.status].compactMap { $0 }
      .filter { !$0.isEmpty }.map(status)
    let told = states.first == states.last ? [] : states
    return change.name + say("：", ": ") + what
      + (told.isEmpty ? "" : say("；", "; ") + told.joined(separator: " → "))
  }

  private func status(_ status: String) -> String {
    switch status {
    case "accepted": say("已接收", "accepted")
    case "returned": say("退回", "returned")
    case "unreadable": say("无法读取", "unreadable")
    case "not_submitted": say("未报送", "not submitted")
    default: words.status(status)
    }
  }

  private func school(_ change: Change) -> String {
    switch change.item {
    case CauseIndex.wholeSchool:
      return change.before == nil ? say("新增学校", "a new school") : say("学校不再出现", "is gone")
    case CauseIndex.schoolPart:
      return change.before == nil
        ? say("新增学段部", "a new school part") : say("学段部不再出现", "the school part is gone")
    default: break
    }
    let name =
      switch change.item {
      case "school_name": say("校名", "name")
      case "county_code": say("区县", "county")
      case "school_type": say("办学类型", "school type")
      case "urban_rural": say("城乡类型", "城乡类型")
      case "sponsor": say("举办者", "sponsor")
      case "in_scope": say("是否参评", "in scope")
      case "excluded_reason": say("不参评原因", "why excluded")
      default: change.item
      }
    return name + " " + arrow(change.before?.value, change.after?.value)
  }

  private func finding(_ change: Change) -> String {
    let what =
      if change.before == nil {
        say("新出现", "new")
      } else if change.after == nil {
        say("已消除", "gone")
      } else if change.changesStatus {
        "\(state(change.before)) → \(state(change.after))"
      } else if change.before?.value != change.after?.value {
        say("值已变", "another value")
      } else {
        change.severities.map(severity).joined(separator: " → ")
      }
    let place = change.placesAfter.first ?? change.placesBefore.first
    return [what, change.note, place.map(self.place) ?? ""].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private func severity(_ severity: String) -> String {
    switch severity {
    case "must_correct": say("必须更正", "must be corrected")
    case "must_explain": say("需要说明", "must be explained")
    case "note": say("提示", "note")
    default: severity
    }
  }

  /// What changed of the requirement itself, in the words of the tables.
  private func terms(_ change: Change) -> String {
    guard !change.note.isEmpty else { return "" }
    let words = [
      ("threshold", say("达标值", "threshold")), ("floor", say("底线", "floor")),
      ("concession", say("放宽条款", "concession")), ("limit", say("限值", "limit")),
    ]
    let note = words.reduce(change.note) { $0.replacing($1.0 + " ", with: $1.1 + " ") }
    return say("（\(note)）", " (\(note))")
  }

  private func correction(_ change: Change) -> String {
    let what =
      change.before == nil
      ? say("新更正为 ", "now corrected to ") + (change.after?.value ?? "")
      : change.after == nil
        ? say("不再更正为 ", "no longer corrected to ") + (change.before?.value ?? "")
        : say("更正为 ", "corrected to ") + arrow(change.before?.value, change.after?.value)
    let place = change.placesAfter.first ?? change.placesBefore.first
    return [change.item, what, change.note, place.map(self.place) ?? ""].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private func state(_ state: ChangeState?) -> String {
    switch state?.status {
    case "open": say("待处理", "open")
    case "explained": say("已说明", "explained")
    case "corrected": say("已更正", "corrected")
    default: state?.status ?? ""
    }
  }

  /// A value that is missing for another reason than before has nothing but the reason to tell.
  private func countyValue(_ change: Change) -> String {
    let text = figures(change, digits: 4)
    let reason = change.note.isEmpty ? "" : say("（\(change.note)）", " (\(change.note))")
    let shown = text.isEmpty ? say("仍缺失", "still missing") : text
    return change.name + " " + shown + (change.after?.value.isEmpty == true ? reason : "")
  }

  /// Places, those of one sheet together: `a.xlsx 班级情况!D3:D14、B3:B14`.
  func sheets(_ places: [ChangePlace]) -> [String] {
    var order: [[String]] = []
    var cells: [[String]: [String]] = [:]
    for place in places {
      let key = [place.file, place.sheet]
      if cells[key] == nil { order.append(key) }
      if !cells[key, default: []].contains(place.cell) {
        cells[key, default: []].append(place.cell)
      }
    }
    return order.map { key in
      // One cell alone is shown with what it says.
      let own = places.filter { [$0.file, $0.sheet] == key }
      if own.count == 1 { return place(own[0]) }
      let all = (cells[key] ?? []).joined(separator: say("、", ", "))
      return [key[0], [key[1], all].filter { !$0.isEmpty }.joined(separator: "!")]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  func place(_ place: ChangePlace) -> String {
    let cell = [place.sheet, place.cell].filter { !$0.isEmpty }.joined(separator: "!")
    let raw = place.raw.isEmpty ? "" : say("（原文“\(place.raw)”）", " (“\(place.raw)”)")
    return [place.file, cell].filter { !$0.isEmpty }.joined(separator: " ") + raw
  }

  // MARK: - Figures

  private func arrow(_ before: String?, _ after: String?) -> String {
    let none = say("（空）", "(none)")
    return [before, after].map { ($0 ?? "").isEmpty ? none : $0 ?? none }.joined(separator: " → ")
  }

  private func statuses(_ change: Change) -> String {
    let old = change.before.map { words.status($0.status) }
    let new = change.after.map { words.status($0.status) }
    return arrow(old, new)
  }

  private func figures(_ change: Change, digits: Int) -> String {
    func shown(_ state: ChangeState?) -> String {
      guard let state, !state.value.isEmpty else { return say("（缺失）", "(missing)") }
      return ShownNumber.text(state.value, digits: digits)
    }
    var text = ""
    let values = [change.before?.value ?? "", change.after?.value ?? ""]
    if values[0] != values[1] {
      text = "\(shown(change.before)) → \(shown(change.after))"
      if shown(change.before) == shown(change.after) {
        // A difference too small for the decimals is one all the same.
        text = "\(change.before?.value ?? "") → \(change.after?.value ?? "")"
      }
      if !change.unit.isEmpty { text += " \(change.unit)" }
    } else if let value = change.after?.value, !value.isEmpty {
      text = shown(change.after)
    }
    guard change.changesStatus else { return text }
    let states = statuses(change)
    return text.isEmpty ? states : text + say("，", ", ") + states
  }
}
