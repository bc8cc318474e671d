// SPDX-License-Identifier: Apache-2.0
// SQLiteViews: the questions that a person at a SQL prompt asks first, as views.

import Definitions

/// Views over the tables of `results.sqlite`.
struct SQLiteViews {
  private let context: ExportContext

  init(_ context: ExportContext) {
    self.context = context
  }

  var statements: [String] {
    [schoolOverview, Self.countyOverview, Self.shortfalls, Self.openFindings, Self.trace]
  }

  /// A row for each school part, each indicator in columns of its own.
  private var schoolOverview: String {
    let columns = context.definitions.indicators.flatMap { indicator in
      ["value", "status"].map { column in
        let name = SQLiteFile.quoted(
          column == "value" ? indicator.id : "\(indicator.id)_\(column)")
        let id = SQLiteFile.literal(indicator.id)
        return "MAX(CASE WHEN i.indicator = \(id) THEN i.\(column) END) AS \(name)"
      }
    }
    return """
      CREATE VIEW school_overview AS
      SELECT v.county_code, s.county_name, v.school_code, v.school_name, v.campus, v.stage,
        s.school_type, s.urban_rural, p.pupils, v.verdict, v.reason\(columns.map { ", " + $0 }.joined())
      FROM school_verdicts v
      LEFT JOIN schools s ON s.school_code IS v.school_code AND s.campus IS v.campus
      LEFT JOIN school_parts p
        ON p.school_code IS v.school_code AND p.campus IS v.campus AND p.stage = v.stage
      LEFT JOIN school_indicators i
        ON i.school_code IS v.school_code AND i.campus IS v.campus AND i.stage = v.stage
      GROUP BY v.rowid ORDER BY v.rowid
      """
  }

  private static let countyOverview = """
    CREATE VIEW county_overview AS
    SELECT c.*,
      (SELECT COUNT(*) FROM school_verdicts v
        WHERE v.county_code = c.county_code AND v.verdict = 'pass') AS parts_pass,
      (SELECT COUNT(*) FROM school_verdicts v
        WHERE v.county_code = c.county_code AND v.verdict = 'fail') AS parts_fail,
      (SELECT COUNT(*) FROM school_verdicts v
        WHERE v.county_code = c.county_code AND v.verdict = 'undecided') AS parts_undecided,
      (SELECT COUNT(*) FROM submissions u
        WHERE u.county_code = c.county_code AND u.status = 'not_submitted') AS not_submitted,
      (SELECT COUNT(*) FROM findings f WHERE f.county_code = c.county_code
        AND f.state = 'open' AND f.severity = 'must_correct') AS must_correct,
      (SELECT COUNT(*) FROM findings f WHERE f.county_code = c.county_code
        AND f.state = 'open' AND f.severity = 'must_explain') AS must_explain
    FROM county_verdicts c ORDER BY c.rowid
    """

  private static let shortfalls = """
    CREATE VIEW shortfalls AS
    SELECT county_code, county_name, school_code, school_name, campus, stage, indicator, name,
      value, unit, threshold, floor, status, shortfall, shortfall_unit
    FROM school_indicators WHERE status IN ('floor', 'below')
    ORDER BY county_code, school_code, stage, indicator
    """

  private static let openFindings = """
    CREATE VIEW open_findings AS
    SELECT id, severity, county_code, school_code, school_name, file, sheet, cell, field, value,
      message, suggestion, clause
    FROM findings WHERE state = 'open' AND severity <> 'note'
    ORDER BY county_code, school_code, file, sheet, rowid
    """

  /// Each indicator with each place that its inputs were read from.
  private static let trace = """
    CREATE VIEW trace AS
    SELECT i.county_code, i.school_code, i.school_name, i.campus, i.stage, i.indicator,
      i.value AS indicator_value, i.status, l.field, n.name AS field_name, l.value, l.unit,
      l.label, l.file, l.sheet, l.cell, l.raw, l.normalized_by
    FROM school_indicators i
    JOIN indicators d ON d.indicator = i.indicator AND d.stage = i.stage
    JOIN lineage l ON l.school_code IS i.school_code AND l.stage = i.stage
      AND l.campus IS i.campus AND instr(';' || d.inputs || ';', ';' || l.field || ';') > 0
    LEFT JOIN inputs n ON n.input = l.field
    """
}
