// SPDX-License-Identifier: Apache-2.0
// RuleInventory: the rules of a pipeline as rows that an office reads and signs.

import DataModel
package import Definitions
import FileFormats
import Formula

/// The inventory of a pipeline's rules: declared rules, demands on single fields, built-in checks.
package struct RuleInventory: Sendable {
  /// One list of the inventory.
  package struct List: Sendable {
    package var name: String
    package var note: String
    package var header: [String]
    package var rows: [[String]]
  }

  let definitions: DefinitionSet

  package init(_ definitions: DefinitionSet) {
    self.definitions = definitions
  }

  // MARK: - Declared rules

  package var rules: List {
    List(
      name: "审核规则", note: "每条规则是必须成立的判断；不成立时，“必须更正”的须更正，“需要说明”的更正或说明原因。",
      header: [
        "序号", "规则编号", "规则（必须成立的判断）", "类别", "表", "字段", "依据", "发布层级", "适用年份",
        "缺失处理", "处理建议", "是否已确认", "公式（原文）",
      ],
      rows: definitions.rules.enumerated().map { row($1, number: $0 + 1) })
  }

  private func row(_ rule: RuleDefinition, number: Int) -> [String] {
    let form = definitions.form(rule.form)
    let source = rule.source
    return [
      String(number), rule.id, claim(rule), Labels.text(rule.severity), form?.name ?? rule.form,
      form?.fields.first { $0.id == rule.field }?.name ?? rule.field,
      [source.document, source.edition, source.clause].filter { !$0.isEmpty }
        .joined(separator: " "),
      Self.issuer(rule.issuer), Self.years(rule.years), missing(rule),
      rule.suggestion?.chinese ?? "", source.confirmed ? "是" : "否（未核实）", formula(rule),
    ]
  }

  /// What must hold, in words.
  private func claim(_ rule: RuleDefinition) -> String {
    func names(_ ids: [String]) -> String {
      let fields = definitions.form(rule.form)?.fields ?? []
      return ids.map { id in fields.first { $0.id == id }?.name ?? id }.joined(separator: "＋")
    }
    switch rule.kind {
    case .formula(let formula): return formula.chinese(definitions.formulaNames)
    case .uniqueInSchool(let fields): return "同一学校内，\(names(fields))不重复"
    case .uniqueAcrossSchools(let fields): return "不同学校之间，\(names(fields))不重复"
    case .identityCheckDigit(let field): return "\(names([field]))为18位，出生日期存在，校验码相符"
    case .schoolCodeShape(let field): return "\(names([field]))为10位数字，类别代码和省份代码有效"
    case .peers(let peers):
      return "\(indicators(peers.indicators))与同学段、同城乡类型的其他学校相近（修正z分数不超过 \(peers.limit.text)，"
        + "至少 \(peers.fewest) 个学段部才比较）"
    case .lastYear(let years):
      return "\(indicators(years.indicators))与上一次的输出相比，增减不超过 \(years.most.text)%"
    }
  }

  private func indicators(_ ids: [String]) -> String {
    guard !ids.isEmpty else { return "各项指标" }
    return ids.map { id in definitions.indicators.first { $0.id == id }?.name ?? id }
      .joined(separator: "、")
  }

  private func formula(_ rule: RuleDefinition) -> String {
    guard case .formula(let formula) = rule.kind else { return "—" }
    return formula.text
  }

  private static func issuer(_ issuer: RuleIssuer) -> String {
    switch issuer {
    case .national: "国家"
    case .province: "省"
    case .city: "市"
    case .county: "县"
    case .pipeline: "本流程约定"
    }
  }

  private static func years(_ years: CodeValidity) -> String {
    switch (years.from, years.until) {
    case (nil, nil): "不限"
    case (let from?, nil): "\(from)年起"
    case (nil, let until?): "至\(until)年"
    case (let from?, let until?): "\(from)—\(until)年"
    }
  }

  private func missing(_ rule: RuleDefinition) -> String {
    guard case .formula = rule.kind else { return "空缺的不比较" }
    let names = definitions.formulaNames
    let special = rule.missing.sorted { $0.key < $1.key }.map { slot, policy in
      let name = names.field(slot)
      switch policy {
      case .zero: return "\(name)空缺按0"
      case .skip: return "\(name)空缺不适用"
      case .undecided: return "\(name)空缺无法判定"
      }
    }
    return (special + [special.isEmpty ? "空缺无法判定" : "其余空缺无法判定"]).joined(separator: "；")
  }

  // MARK: - Single fields

  package var fields: List {
    var rows: [[String]] = []
    for form in definitions.forms {
      for field in form.fields where !field.isIgnored {
        rows.append([
          String(rows.count + 1), form.name, field.name, Self.kind(field.kind), field.unit ?? "",
          field.isRequired ? "必填" : "", field.minimum?.text ?? "", field.maximum?.text ?? "",
          choices(field.kind), field.blankMeans.map { "空白表示\($0)" } ?? "",
          field.isSensitive ? "是" : "", field.source.label,
        ])
      }
    }
    return List(
      name: "字段要求", note: "值必须是所列类型，在最小值与最大值之间，在选项之内；不符合的必须更正。",
      header: [
        "序号", "表", "字段", "类型", "单位", "必填", "最小", "最大", "选项", "空白", "敏感", "依据",
      ], rows: rows)
  }

  private static func kind(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "文字"
    case .personName: "姓名"
    case .integer: "整数"
    case .number: "数"
    case .code: "选项"
    case .date: "日期"
    case .month: "年月"
    case .yesNo: "是/否"
    case .identityNumber: "身份证件号"
    case .schoolCode: "学校标识码"
    }
  }

  /// The names of a code list, cut after a few.
  private func choices(_ kind: FieldKind) -> String {
    guard case .code(let id) = kind, let list = definitions.codeLists[id] else { return "" }
    let names = list.entries.map(\.name)
    return names.prefix(12).joined(separator: "、") + (names.count > 12 ? "……" : "")
  }

  // MARK: - Built-in checks

  package var checks: List {
    let ids = definitions.messages.sentences.keys.sorted()
    return List(
      name: "内置检查", note: "对所有表都做的检查；不依赖规则声明。", header: ["序号", "检查编号", "发现问题时的说法"],
      rows: ids.enumerated().map { index, id in
        [String(index + 1), id, RuleWording.claim(of: id, definitions)]
      })
  }

  // MARK: - As text

  /// The declared rules, one row each, with a byte-order mark.
  package var csv: [UInt8] {
    var writer = CSVWriter()
    writer.append(rules.header)
    for row in rules.rows { writer.append(row) }
    return writer.bytes
  }

  /// A line for each rule: severity, id, form, claim.
  package var text: String {
    rules.rows.map { [$0[3], $0[1], $0[4], $0[2]].joined(separator: "\t") + "\n" }.joined()
  }
}
