// SPDX-License-Identifier: Apache-2.0
// ProvinceAreaSheets: 分市汇总 and 分城乡汇总: counties by city, school parts and indicators by area.

import DataModel
import Definitions

/// Writes 分市汇总: counties with the same first four digits.
struct CitySheet {
  let context: ExportContext

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.cities)
    try sheet.title("分市汇总")
    try sheet.note(
      "市＝区县代码前四位相同的区县；代码不详的区县列在“不详”。各数为“\(SheetNames.countyVerdicts)”的合计（公式）。", column: 3)
    try sheet.header([
      "市代码", "市名称", "区县数", "达标县数", "学校数", "已报送学校数", "参评学段部数", "达标学段部数", "未达标学段部数", "待定学段部数", "达标率",
    ])
    let first = sheet.row
    for city in cities { try sheet.append(row(city, sheet.row, styles)) }
    let last = sheet.row - 1
    try sheet.finish(frozenColumns: 2, header: header)
    guard last >= first else { return }
    try sheet.bars(column: 11, color: 0x9DC3E6)
  }

  /// First four digits, and the counties; "" for counties without a code.
  private var cities: [(code: String, counties: [Int])] {
    var cities: [(code: String, counties: [Int])] = []
    for (index, county) in context.evaluation.counties.enumerated() {
      let code = county.code.count == 6 ? String(county.code.prefix(4)) : ""
      if let place = cities.firstIndex(where: { $0.code == code }) {
        cities[place].counties.append(index)
      } else {
        cities.append((code, [index]))
      }
    }
    return cities
  }

  private func name(_ code: String) -> String {
    guard !code.isEmpty else { return "不详" }
    return context.evaluation.rollups.first { $0.level == .city && $0.code == code + "00" }?.name
      ?? ""
  }

  private func row(
    _ city: (code: String, counties: [Int]), _ row: Int, _ styles: SheetStyles
  ) -> [SheetCell] {
    let first = CountyVerdictSheet.firstRow
    let rows = first...max(first, first + context.evaluation.counties.count - 1)
    func range(_ column: Int) -> String {
      Address.range(SheetNames.countyVerdicts, column: column, rows: rows)
    }
    let codes = range(1)
    let match =
      city.code.isEmpty ? "(LEN(\(codes))<>6)" : "(LEN(\(codes))=6)*(LEFT(\(codes),4)=A\(row))"
    let tallies = city.counties.map { CountyTally($0, context) }
    func sum(_ column: Int, _ value: (CountyTally) -> Int) -> SheetCell {
      let total = tallies.reduce(0) { $0 + value($1) }
      return SheetCell(
        .formula("=SUMPRODUCT(\(match)*\(range(column)))", Double(total), isArray: false),
        styles.count)
    }
    let passing = city.counties.count { county in
      context.evaluation.countyVerdicts.contains { $0.county == county && $0.verdict == .pass }
    }
    let inScope = tallies.reduce(0) { $0 + $1.inScope }
    let rateFormula = "=IF(G\(row)=0,\"\",H\(row)/G\(row))"
    let rate: SheetValue =
      inScope == 0
      ? .textFormula(rateFormula, "")
      : .formula(
        rateFormula, Double(tallies.reduce(0) { $0 + $1.pass }) / Double(inScope), isArray: false)
    return [
      SheetCell(city.code, styles.text), SheetCell(name(city.code), styles.text),
      SheetCell(
        .formula("=SUMPRODUCT(\(match)*1)", Double(city.counties.count), isArray: false),
        styles.count),
      SheetCell(
        .formula(
          "=SUMPRODUCT(\(match)*(\(range(3))=\"\(Labels.met)\"))", Double(passing), isArray: false),
        styles.count),
      sum(9, \.schools), sum(10, \.handedIn), sum(11, \.inScope), sum(12, \.pass), sum(13, \.fail),
      sum(14, \.undecided), SheetCell(rate, styles.percent),
    ]
  }
}

/// Writes 分城乡汇总: the verdicts of school parts by 城区, 镇区 and 乡村, and their indicators.
struct AreaSheet {
  let context: ExportContext
  private let areas: AreaWords

  init(_ context: ExportContext) {
    self.context = context
    areas = AreaWords(context)
  }

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.areas)
    try sheet.title("分城乡汇总")
    try sheet.note("个数取自“\(SheetNames.schoolVerdicts)”（公式）；指标为该地区全部学校分子合计÷分母合计。", column: 3)
    let indicators = context.definitions.indicators
    try sheet.header(
      ["学段", "城乡", "参评学段部数", "\(Labels.met)", "\(Labels.below)", "\(Labels.undecided)", "达标率"]
        + indicators.map { "\($0.id) \($0.shortName)（\($0.unit)）" })
    let looks = try indicators.map { try file.style(.number(digits: $0.digits)) }
    let stages = context.definitions.standard.stages.filter(\.isJudged).map(\.id)
    for stage in stages {
      for area in areas.names {
        let parts = context.evaluation.parts.filter {
          $0.stage == stage && areas.area(context.evaluation.schools[$0.school]) == area
        }
        guard parts.contains(where: \.isInScope) else { continue }
        try sheet.append(row(stage, area, parts, sheet.row, styles, looks))
      }
    }
    try sheet.finish(frozenColumns: 2, header: header)
    try sheet.bars(column: 7, color: 0x9DC3E6)
  }

  private func row(
    _ stage: String, _ area: String, _ parts: [SchoolPartResult], _ row: Int,
    _ styles: SheetStyles, _ looks: [XlsxStyle]
  ) -> [SheetCell] {
    let first = SchoolVerdictSheet.firstRow
    let rows = first...max(first, first + context.evaluation.parts.count - 1)
    func range(_ column: Int) -> String {
      Address.range(SheetNames.schoolVerdicts, column: column, rows: rows)
    }
    let match = "\(range(5)),A\(row),\(range(SchoolVerdictSheet.areaColumn)),B\(row)"
    let verdicts: [(String, Verdict)] = [
      (Labels.met, .pass), (Labels.below, .fail), (Labels.undecided, .undecided),
    ]
    let counts = verdicts.map { word, verdict in
      SheetCell(
        .formula(
          "=COUNTIFS(\(match),\(range(7)),\"\(word)\")",
          Double(parts.count { $0.verdict == verdict }), isArray: false), styles.count)
    }
    let judged = parts.count { $0.verdict != .excluded }
    let rateFormula = "=IF(C\(row)=0,\"\",D\(row)/C\(row))"
    let rate: SheetValue =
      judged == 0
      ? .textFormula(rateFormula, "")
      : .formula(
        rateFormula, Double(parts.count { $0.verdict == .pass }) / Double(judged), isArray: false)
    let figures = context.definitions.indicators.map { indicator -> Double? in
      // Provinces are summed, and there is nearly always one.
      let own = context.evaluation.rollups.filter {
        $0.level == .province && $0.stage == stage && $0.area == area
          && $0.indicator == indicator.id
      }
      return own.count == 1 ? own[0].value?.doubleValue : nil
    }
    return [
      SheetCell(stage, styles.centered), SheetCell(area, styles.centered),
      SheetCell(
        .formula("=SUM(D\(row):F\(row))", Double(judged), isArray: false), styles.count),
    ] + counts + [SheetCell(rate, styles.percent)]
      + zip(figures, looks).map { SheetCell(.optional($0), $1) }
  }
}

/// The kinds of area that a 城乡类型 belongs to.
struct AreaWords {
  static let unknown = "未知"

  /// In the order of the code list.
  let names: [String]
  private let groups: [String: String]

  init(_ context: ExportContext) {
    let lists = context.definitions.codeLists.sorted { $0.key < $1.key }.map(\.value)
    let list = lists.first { list in
      list.entries.contains { $0.attributes["readings"] != nil && $0.attributes["group"] != nil }
    }
    var names: [String] = []
    var groups: [String: String] = [:]
    for entry in list?.entries ?? [] {
      guard let group = entry.attributes["group"], !group.isEmpty else { continue }
      if !names.contains(group) { names.append(group) }
      groups[entry.name] = group
    }
    self.names = names + [Self.unknown]
    self.groups = groups
  }

  func area(_ school: SchoolResult) -> String { groups[school.urbanRural] ?? Self.unknown }
}

/// Writes 报送进度: how many schools of each county have come how far.
struct ProgressSheet {
  let context: ExportContext

  func write(_ file: XlsxFile, _ styles: SheetStyles, header: String) throws {
    var sheet = try SheetWriter(file, styles, name: SheetNames.progress)
    try sheet.title("报送进度")
    try sheet.note("按学校统计：未报→已报→退回→待说明→通过；合计和比例为公式。", column: 3)
    let states = HandInState.allCases
    try sheet.header(
      ["区县代码", "区县名称", "学校数"] + states.map { Labels.text($0) } + ["报送率", "通过率"])
    let standings = Dictionary(grouping: context.bundle.ledger?.schools ?? []) {
      context.evaluation.schools[$0.school].county
    }
    let first = sheet.row
    var totals = [Int](repeating: 0, count: states.count)
    for (index, county) in context.evaluation.counties.enumerated() {
      let own = standings[index] ?? []
      let counts = states.map { state in own.count { $0.state == state } }
      for place in counts.indices { totals[place] += counts[place] }
      let start = [SheetCell(county.code, styles.text), SheetCell(county.name, styles.text)]
      try sheet.append(
        start + row(counts.map { .number(Double($0)) }, counts, sheet.row, styles, styles.count))
    }
    let last = sheet.row - 1
    try sheet.finish(frozenColumns: 2, header: header)
    guard last >= first else { return }
    try sheet.bars(column: 5 + states.count, color: 0xA9D08E)
    let sums = totals.enumerated().map { place, total -> SheetValue in
      let letter = CellReference.letters(ofColumn: 4 + place)
      return .formula("=SUM(\(letter)\(first):\(letter)\(last))", Double(total), isArray: false)
    }
    try sheet.append(
      [SheetCell("合计", styles.sumLabel), SheetCell(.blank, styles.sumLabel)]
        + row(sums, totals, sheet.row, styles, styles.sum))
  }

  /// Schools, states, and the shares that have handed in and that are through.
  private func row(
    _ cells: [SheetValue], _ counts: [Int], _ row: Int, _ styles: SheetStyles, _ look: XlsxStyle
  ) -> [SheetCell] {
    let all = counts.reduce(0, +)
    let last = CellReference.letters(ofColumn: 3 + counts.count)
    let absent = HandInState.allCases.firstIndex(of: .notSubmitted).map { counts[$0] } ?? 0
    let through = HandInState.allCases.firstIndex(of: .accepted).map { counts[$0] } ?? 0
    func share(_ formula: String, _ count: Int) -> SheetCell {
      SheetCell(
        all == 0
          ? .textFormula(formula, "")
          : .formula(formula, Double(count) / Double(all), isArray: false), styles.percent)
    }
    return [
      SheetCell(.formula("=SUM(D\(row):\(last)\(row))", Double(all), isArray: false), look)
    ] + cells.map { SheetCell($0, look) } + [
      share("=IF(C\(row)=0,\"\",(C\(row)-D\(row))/C\(row))", all - absent),
      share("=IF(C\(row)=0,\"\",\(last)\(row)/C\(row))", through),
    ]
  }
}
