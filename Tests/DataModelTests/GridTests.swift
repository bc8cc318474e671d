// SPDX-License-Identifier: Apache-2.0
// GridTests: references, ranges, dates and the text of cell values.

import DataModel
import Testing

@Suite("CellReference")
struct CellReferenceTests {
  @Test(arguments: [
    ("A1", 1, 1), ("$H$12", 12, 8), ("Z9", 9, 26), ("AA10", 10, 27),
    ("xfd1048576", 1_048_576, 16_384),
  ])
  func `a reference reads and prints`(text: String, row: Int, column: Int) throws {
    let cell = try #require(CellReference(text))
    #expect(cell == CellReference(row: row, column: column))
    #expect(CellReference(cell.description) == cell)
  }

  @Test(arguments: [
    "", "A", "1", "A0", "XFE1", "A1048577", "1A", "A1B", "A-1", "Ａ1", "A99999999999999999999",
  ])
  func `what is no cell of a sheet is refused`(text: String) {
    #expect(CellReference(text) == nil)
  }

  @Test func `a range holds its corners whichever way it was written`() throws {
    let range = try #require(CellRange("C4:A2"))
    #expect(range.description == "A2:C4")
    #expect(range.contains(CellReference(row: 3, column: 2)))
    #expect(!range.contains(CellReference(row: 5, column: 2)))
    #expect(CellRange("B2")?.description == "B2")
    #expect(CellRange("A1:") == nil)
    #expect(CellRange("A1:B2:C3") == nil)
  }
}

@Suite("SpreadsheetDate")
struct SpreadsheetDateTests {
  @Test(arguments: [
    (1.0, DateSystem.from1900, "1900-01-01"), (59, .from1900, "1900-02-28"),
    (60, .from1900, "1900-02-28"), (61, .from1900, "1900-03-01"), (45_536, .from1900, "2024-09-01"),
    (0, .from1904, "1904-01-01"), (44_074, .from1904, "2024-09-01"),
  ])
  func `a serial is the day its system says`(serial: Double, system: DateSystem, day: String) {
    #expect(SpreadsheetDate(serial: serial, system: system, kind: .date).iso8601 == day)
  }

  @Test(arguments: [
    (45_536.354_166_666_664, SpreadsheetDate.Kind.dateTime, "2024-09-01T08:30:00"),
    (0.354_166_666_666_666_7, .time, "08:30:00"), (1.5, .time, "36:00:00"),
    (0.999_999_999_9, .time, "24:00:00"), (45_536, .dateTime, "2024-09-01T00:00:00"),
  ])
  func `times print to the second`(serial: Double, kind: SpreadsheetDate.Kind, text: String) {
    #expect(SpreadsheetDate(serial: serial, kind: kind).iso8601 == text)
  }

  @Test(arguments: [-5.0, 1e12, 3_000_000, .infinity])
  func `a serial outside the calendar is no day and does not trap`(serial: Double) {
    let date = SpreadsheetDate(serial: serial, kind: .date)
    #expect(date.civilDate == nil)
    _ = date.iso8601
  }

  @Test func `the day Excel invented is no civil date`() {
    #expect(SpreadsheetDate(serial: 60, kind: .date).civilDate == nil)
  }

  @Test func `days and their numbers are inverse over four centuries`() throws {
    for number in stride(from: -20_000, through: 130_000, by: 37) {
      let day = try #require(CivilDate(daysSince1970: number))
      #expect(day.daysSince1970 == number)
    }
    #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2019, month: 13, day: 5) == nil)
  }
}

@Suite("DecimalText")
struct DecimalTextTests {
  @Test(arguments: [
    (30_080.0, "30080"), (0.1, "0.1"), (-0.0, "0"), (5.0 / 3, "1.6666666666666667"),
    (1e-5, "0.00001"), (1.5e-7, "0.00000015"), (1e15, "1000000000000000"),
    (123_456_789_012_345_680, "123456789012345680"), (1.25e20, "125000000000000000000"),
    (1e300, "1e+300"), (-2.5e-6, "-0.0000025"),
  ])
  func `a double prints as the shortest plain decimal`(value: Double, text: String) {
    #expect(DecimalText.shortest(value) == text)
    #expect(Double(text) == value)
  }

  @Test(arguments: [Double.nan, .infinity])
  func `what is no number prints as nothing`(value: Double) {
    #expect(DecimalText.shortest(value) == "")
  }
}

@Suite("CellValue")
struct CellValueTests {
  @Test func `blank and empty text are empty, zero and errors are not`() {
    #expect(CellValue.blank.isEmpty)
    #expect(CellValue.text("").isEmpty)
    #expect(!CellValue.number(0).isEmpty)
    #expect(!CellValue.error("#DIV/0!").isEmpty)
    #expect(!CellValue.text(" ").isEmpty)
  }
}
