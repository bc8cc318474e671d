// SPDX-License-Identifier: Apache-2.0
// HTMLReport: report.html: one page without network, for screen and print.

import DataModel
import Definitions

/// What a county or provincial office wants to see first: who has handed in, what is wrong, how the
/// indicators lie.
///
/// The page holds what `findings.csv` holds of findings, masked as there, and no record of a person.
struct HTMLReport {
  static let path = "report.html"
  let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  func write(to folder: OutputFolder) throws -> OutputFile {
    try folder.write(
      Array(html.utf8), to: Self.path, rows: context.evaluation.findings.count)
  }

  private var html: String {
    let run = context.bundle.run
    let title = "\(context.definitions.name.chinese) \(run.year)年 评估报告"
    let sections = ReportSections(context)
    let findings = ReportFindings(context)
    return """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <title>\(HTMLText.escaped(title))</title><style>\(ReportStyle.sheet)</style></head>
      <body><a class="skip" href="#main">跳到正文</a>
      <header><h1>\(HTMLText.escaped(title))</h1>
      <p>批次 \(HTMLText.escaped(run.runIdentifier))，程序版本 \(HTMLText.escaped(run.toolVersion))；\
      未经正式文本核实的条款 \(context.unconfirmed.count) 项，见各工作簿封面。</p>
      <nav aria-label="目录"><ul>\(navigation)</ul></nav></header>
      <main id="main" tabindex="-1">\(sections.overview)\(sections.handIns)\(findings.html)\(sections.indicators)\
      \(sections.variation)\(ReportClasses(context).html)\(ReportYears(context).html)\
      \(ReportChanges(context).html)</main>
      <footer><p>本页不含个人信息：敏感字段已遮盖。数据另见 findings.csv 与 data/。</p></footer>
      <script type="application/json" id="findings-data">\(findings.data)</script>
      <script>\(ReportStyle.script)</script></body></html>

      """
  }

  private var navigation: String {
    ReportSections.titles.map { id, title in "<li><a href=\"#\(id)\">\(title)</a></li>" }.joined()
  }
}
