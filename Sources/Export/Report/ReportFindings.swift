// SPDX-License-Identifier: Apache-2.0
// ReportFindings: findings by rule, county and school, with search and filter.

import DataModel
import Definitions

/// The section of findings: tables that need no script, and a list that a script fills and filters.
struct ReportFindings {
  let context: ExportContext
  /// Beyond this the page would be slow to open; `findings.csv` has all.
  private static let mostListed = 20_000
  private static let mostRules = 40

  init(_ context: ExportContext) {
    self.context = context
  }

  private var open: [Int] {
    context.evaluation.findings.indices.filter { context.standing($0).state == .open }
  }

  var html: String {
    """
    <section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">审核问题</h2>
    \(byRule)\(byCounty)
    <h3>逐条查询</h3>
    <form class="filters" role="search" aria-label="筛选审核问题">
    <label>查找 <input type="search" id="q" placeholder="学校、文件、字段、问题、编号"></label>
    <label>等级 <select id="f-severity"><option value="">全部</option>\
    \(options(Severity.allCases.map { ($0.rawValue, Labels.text($0)) }))</select></label>
    <label>状态 <select id="f-state"><option value="">全部</option>\
    \(options([("open", "待处理"), ("explained", "已说明"), ("corrected", "已更正")]))</select></label>
    <label>区县 <select id="f-county"><option value="">全部</option>\
    \(options(context.evaluation.counties.map { ($0.code, $0.name) }))</select></label>
    <label>规则 <select id="f-rule"><option value="">全部</option>\
    \(options(rules.map { ($0, ruleName($0)) }))</select></label>
    \(changeFilter)<button type="reset">清除条件</button>
    </form>
    <p id="count" role="status" aria-live="polite"></p>
    <div class="scroll" role="region" tabindex="0" aria-label="审核问题清单"><table id="list"><caption>审核问题清单\(cut)</caption><thead><tr>\
    <th scope="col">等级</th><th scope="col">学校</th><th scope="col">位置</th>\
    <th scope="col">值</th><th scope="col">问题</th><th scope="col">建议</th>\
    <th scope="col">编号</th></tr></thead><tbody></tbody></table></div>
    <p><button type="button" id="more">显示更多</button></p>
    <noscript><p>逐条清单需要脚本；全部问题见 findings.csv。</p></noscript></section>
    """
  }

  /// Only where there is a round to compare with.
  private var changeFilter: String {
    guard context.bundle.ledger?.isCompared == true else { return "" }
    let changes = [FindingChange.new, .stillOpen, .reopened].map {
      ($0.rawValue, Labels.text($0))
    }
    return "<label>与上一轮相比 <select id=\"f-change\"><option value=\"\">全部</option>"
      + options(changes) + "</select></label>"
  }

  private var cut: String {
    context.evaluation.findings.count > Self.mostListed
      ? "（前\(Self.mostListed)条，全部见 findings.csv）" : ""
  }

  private func options(_ entries: [(String, String)]) -> String {
    entries.map { value, name in
      "<option value=\"\(HTMLText.escaped(value))\">\(HTMLText.escaped(name))</option>"
    }.joined()
  }

  private var rules: [String] {
    var counts: [String: Int] = [:]
    for finding in context.evaluation.findings { counts[finding.rule, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private func ruleName(_ rule: String) -> String {
    RuleWording.claim(of: rule, context.definitions)
  }

  private var byRule: String {
    var counts: [String: [Severity: Int]] = [:]
    var schools: [String: Set<String>] = [:]
    for index in open {
      let finding = context.evaluation.findings[index]
      counts[finding.rule, default: [:]][finding.severity, default: 0] += 1
      if !finding.schoolCode.isEmpty {
        schools[finding.rule, default: []].insert(finding.schoolCode)
      }
    }
    let sorted = counts.sorted {
      ($1.value.values.reduce(0, +), $0.key) < ($0.value.values.reduce(0, +), $1.key)
    }
    let rows = sorted.prefix(Self.mostRules).map { rule, severities -> [HTMLText.Cell] in
      [.init(ruleName(rule))] + Severity.allCases.map { .init(severities[$0] ?? 0) }
        + [.init(schools[rule]?.count ?? 0)]
    }
    guard !rows.isEmpty else { return "<p>没有待处理的审核问题。</p>" }
    let header = ["规则"] + Severity.allCases.map { Labels.text($0) } + ["涉及学校"]
    return HTMLText.table("待处理的审核问题，按规则", header, rows)
  }

  private var byCounty: String {
    let rows = context.evaluation.counties.indices.map { county -> [HTMLText.Cell] in
      let own = context.findingsOfCounty[county].filter { context.standing($0).state == .open }
      let counts = Severity.allCases.map { severity in
        own.count { context.evaluation.findings[$0].severity == severity }
      }
      let schools = Set(own.map { context.evaluation.findings[$0].schoolCode }).subtracting([""])
      return [.init(context.evaluation.counties[county].name)] + counts.map { .init($0) }
        + [.init(schools.count)]
    }
    let header = ["区县"] + Severity.allCases.map { Labels.text($0) } + ["涉及学校"]
    return HTMLText.table("待处理的审核问题，按区县", header, rows)
  }

  /// One array for each finding, in the order that the script knows.
  var data: String {
    let rows = context.evaluation.findings.indices.prefix(Self.mostListed).map {
      index -> JSONValue in
      let finding = context.evaluation.findings[index]
      let texts = FindingTexts(index, context, language: .chinese)
      let place = [
        texts.file, [texts.sheet, texts.cell].filter { !$0.isEmpty }.joined(separator: "!"),
      ]
      .filter { !$0.isEmpty }.joined(separator: " ")
      return .array(
        [
          finding.severity.rawValue, context.standing(index).state.rawValue, texts.countyCode,
          finding.rule, texts.schoolName.isEmpty ? finding.schoolCode : texts.schoolName, place,
          finding.value, texts.message, texts.suggestion, context.findingIdentifiers[index],
          context.standing(index).change?.rawValue ?? "",
        ].map { .string($0) })
    }
    return HTMLText.script(JSONValue.array(Array(rows)).line)
  }
}
