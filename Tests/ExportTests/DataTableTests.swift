// SPDX-License-Identifier: Apache-2.0
// DataTableTests: the machine-readable tables, column by column and cell by cell.

import Export
import Foundation
import Testing

@Suite struct DataTableTests {
  /// The columns of the contract, in order; more may follow.
  static let columns: [(String, String)] = [
    (
      "data/schools.csv",
      "county_code,county_name,school_code,school_name,school_type,urban_rural,sponsor,in_scope,"
        + "excluded_reason"
    ),
    (
      "data/school_parts.csv",
      "county_code,school_code,school_name,stage,pupils,degree_teachers,backbone_teachers,"
        + "arts_teachers,teaching_area,gym_area,field_area,equipment,multimedia_rooms"
    ),
    (
      "data/school_indicators.csv",
      "county_code,county_name,school_code,school_name,stage,indicator,name,numerator,denominator,"
        + "value,unit,threshold,floor,status,shortfall,shortfall_unit,rounding_sensitive"
    ),
    (
      "data/school_verdicts.csv",
      "county_code,school_code,school_name,stage,met,floor,below,undecided,verdict,reason"
    ),
    (
      "data/county_indicators.csv",
      "county_code,county_name,stage,indicator,parts,undecided,pupils,mean,stddev,cv,limit,status"
    ),
    (
      "data/county_items.csv",
      "county_code,county_name,item,name,value,unit,threshold,status,evidence"
    ),
    (
      "data/county_verdicts.csv",
      "county_code,county_name,resources,government,quality,satisfaction,veto,verdict,reason"
    ),
    (
      "data/class_ledger.csv",
      "county_code,school_code,school_name,stage,grade,class,pupils,limit,over_by,band,state"
    ),
    (
      "data/submissions.csv",
      "path,county_code,school_code,format,encoding,status,cells,used,ignored,quarantined,"
        + "must_correct,must_explain,note"
    ),
    (
      "data/lineage.csv",
      "school_code,stage,field,value,unit,file,sheet,cell,raw,normalized_by"
    ),
    (
      "findings.csv",
      "id,severity,state,rule,county_code,school_code,school_name,file,sheet,cell,field,value,"
        + "message,suggestion,clause"
    ),
  ]

  @Test(arguments: columns)
  func `a table begins with the columns of the contract`(path: String, columns: String) throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let text = try Outputs.text(path, in: folder.path)
    #expect(text.hasPrefix("\u{FEFF}" + columns))
    #expect(text.hasSuffix("\r\n"))
  }

  @Test(arguments: columns.map(\.0))
  func `every row of a table has as many fields as the header`(path: String) throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let rows = try Outputs.rows(path, in: folder.path)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(Set(rows[0]).count == rows[0].count)
  }

  static let rows: [(String, String)] = [
    ("data/schools.csv", "990101,示例县,2199000006,示例教学点,小学,镇区,县级教育部门,false,不足50人的教学点,"),
    (
      "data/school_parts.csv",
      "990101,2199000005,未填学生数小学,小学,,8,1,1,700,,900,300000,5,700,,900,300000,5,,,"
    ),
    (
      "data/school_indicators.csv",
      "990101,示例县,2199000001,示例县第一小学,小学,R3,每百名学生或生均体艺专任教师数,7.65,1000,0.765,"
        + "人/百人,0.9,0.765,floor,,,false,,,,"
    ),
    (
      "data/school_indicators.csv",
      "990101,示例县,2199000005,未填学生数小学,小学,R1,每百名学生或生均高于规定学历教师数,8,,,人/百人,4.2,3.57,"
        + "undecided,,,false,,,,"
    ),
    ("data/school_verdicts.csv", "990101,2199000001,示例县第一小学,小学,6,1,0,0,pass,,"),
    ("data/county_indicators.csv", "990102,../恶意:县,小学,R1,1,0,500,4.2,0,0,0.5,met"),
    (
      "data/county_verdicts.csv",
      "990102,../恶意:县,pass,undecided,undecided,undecided,undecided,undecided,"
    ),
    ("data/class_ledger.csv", "990101,2199000001,示例县第一小学,小学,三年级,3班,47,45,2,46-50,new,"),
    ("data/submissions.csv", "县/一小.xlsx,990101,2199000001,xlsx,,returned,20,15,3,2,2,1,"),
    ("data/submissions.csv", ",990101,2199000007,,,not_submitted,0,0,0,0,0,0,未报送"),
    (
      "data/lineage.csv",
      "2199000002,小学,teaching_area,900.5,㎡,县/一小.xlsx,校舍,C4,900.5,spaces;unit_converted,"
        + "classes,班级台账 学生数,"
    ),
  ]

  @Test(arguments: rows)
  func `a row is written cell by cell`(path: String, row: String) throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let lines = try Outputs.text(path, in: folder.path).components(separatedBy: "\r\n")
    #expect(lines.contains(row), "\(lines.joined(separator: "\n"))")
  }

  @Test func `county items have their header and no row`() throws {
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    #expect(try Outputs.rows("data/county_items.csv", in: folder.path).count == 1)
  }

  @Test func `the data package describes each table by its own header`() throws {
    struct Package: Decodable {
      struct Resource: Decodable {
        struct Schema: Decodable {
          struct Field: Decodable {
            var name: String
            var type: String
          }
          var fields: [Field]
          var missingValues: [String]
        }
        var path: String
        var schema: Schema
      }
      var profile: String
      var resources: [Resource]
    }
    let folder = try TemporaryFolder()
    try Outputs.write(SampleEvaluation.bundle(), to: folder.path)
    let bytes = try Outputs.bytes("data/datapackage.json", in: folder.path)
    let package = try JSONDecoder().decode(Package.self, from: Data(bytes))
    #expect(package.profile == "tabular-data-package")
    let tables = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data")
    #expect(
      package.resources.map(\.path).sorted() == tables.filter { $0.hasSuffix(".csv") }.sorted())
    for resource in package.resources {
      let header = try Outputs.rows("data/" + resource.path, in: folder.path)[0]
      #expect(["\u{FEFF}" + resource.schema.fields[0].name] == Array(header.prefix(1)))
      #expect(resource.schema.fields.dropFirst().map(\.name) == Array(header.dropFirst()))
      #expect(resource.schema.missingValues == [""])
    }
  }
}
