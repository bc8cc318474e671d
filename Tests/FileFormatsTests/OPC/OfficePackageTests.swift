// SPDX-License-Identifier: Apache-2.0
// OfficePackageTests: content types and relationships, with the odd targets that occur.

import FileFormats
import Testing

@Suite struct OfficePackageTests {
  private static func package(_ parts: [(String, String)]) throws -> OfficePackage {
    var writer = ZipWriter()
    for (name, xml) in parts { writer.add(name, Array(xml.utf8)) }
    return try OfficePackage(try ZipReader(writer.finish() ?? []))
  }

  @Test(arguments: [
    ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("../docProps/app.xml", "docProps/app.xml"),
    ("./sheet1.xml", "xl/sheet1.xml"),
    ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
    ("../../../../etc/passwd", "etc/passwd"),
    ("/etc/passwd", "etc/passwd"),
  ])
  func `a target is resolved against its source`(target: String, expected: String) throws {
    let package = try Self.package([
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='r1' Type='http://x/y/worksheet' Target='\(target)'/>"
          + "</Relationships>"
      )
    ])
    let links = try package.relationships(of: "xl/workbook.xml")
    #expect(links.map(\.target) == [expected])
    #expect(links.map(\.type) == ["worksheet"])
  }

  @Test func `strict and transitional types read the same`() throws {
    let package = try Self.package([
      (
        "_rels/.rels",
        """
        <p:Relationships xmlns:p="u">
        <p:Relationship Id="a" Target="x" Type="http://purl.oclc.org/ooxml/officeDocument/\
        relationships/officeDocument"/>
        <p:Relationship Id="b" Target="http://x/" TargetMode="External" Type="http://schemas.\
        openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>
        </p:Relationships>
        """
      )
    ])
    let links = try package.relationships(of: "")
    #expect(links.map(\.type) == ["officeDocument", "hyperlink"])
    #expect(links.map(\.isExternal) == [false, true])
    #expect(links[1].target == "http://x/")
  }

  @Test func `a flood of relationships or content types is refused`() throws {
    func flood(_ item: String) -> String {
      "<x>" + String(repeating: item, count: 200_001) + "</x>"
    }
    let links = flood("<Relationship Id='a' Type='b' Target='c'/>")
    let package = try Self.package([("_rels/.rels", links)])
    #expect(throws: PackageError.self) { try package.relationships(of: "") }
    let types = (0...200_000).map { "<Override PartName='\($0)' ContentType='b'/>" }.joined()
    #expect(throws: PackageError.self) {
      try Self.package([("[Content_Types].xml", "<x>\(types)</x>")])
    }
  }

  @Test func `a part without relationships has none`() throws {
    #expect(try Self.package([("a.xml", "<a/>")]).relationships(of: "a.xml").isEmpty)
  }

  @Test func `content types come from the name and else from the ending`() throws {
    let package = try Self.package([
      (
        "[content_types].XML",
        "<Types><Default Extension='XML' ContentType='text/Plain'/>"
          + "<Override PartName='/xl/Workbook.xml' ContentType='application/x'/></Types>"
      ), ("xl/workbook.xml", "<a/>"),
    ])
    #expect(package.contentType(of: "xl/workbook.xml") == "application/x")
    #expect(package.contentType(of: "/xl/other.xml") == "text/plain")
    #expect(package.contentType(of: "xl/other") == nil)
    #expect(package.parts { $0 == "application/x" } == ["xl/workbook.xml"])
  }

  @Test func `damage names the part`() {
    #expect(throws: PackageError.xml("[Content_Types].xml", .documentType)) {
      try Self.package([("[Content_Types].xml", "<!DOCTYPE x><Types/>")])
    }
  }
}
