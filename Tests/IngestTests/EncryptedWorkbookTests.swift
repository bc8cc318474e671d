// SPDX-License-Identifier: Apache-2.0
// EncryptedWorkbookTests: workbooks open with the passwords given, and the message says what helps.

import DataModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite struct EncryptedWorkbookTests {
  private static func fixture(_ name: String) throws -> [UInt8] {
    let path = ProjectFolder.root + "/Tests/Fixtures/Ingest/" + name
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func cells(_ bytes: [UInt8], _ passwords: [String]) throws -> [String] {
    try WorkbookReader.read(bytes, fileName: "a", passwords: passwords).sheets.flatMap { sheet in
      sheet.rows.flatMap { row in
        row.cells.map { "\(sheet.info.name) \(row.number) \($0.column) \($0.value.rawText)" }
      }
    }
  }

  private static func error(_ bytes: [UInt8], _ passwords: [String] = []) -> IngestError? {
    do {
      _ = try WorkbookReader.read(bytes, fileName: "a.xlsx", passwords: passwords)
      return nil
    } catch {
      return error
    }
  }

  private static func package() -> [UInt8] {
    var builder = WorkbookBuilder()
    builder.addSheet("表", [[.text("一"), .number(2)]])
    return builder.bytes()
  }

  @Test(arguments: [
    ("encrypted-libreoffice.xlsx", "Pass-2025"), ("encrypted-libreoffice.xls", "Pass-2025"),
    ("encrypted-msoffcrypto.xlsx", "均衡2025"),
  ])
  func `what other programs encrypted opens with the right password among others`(
    name: String, password: String
  ) throws {
    let expected = try Self.cells(Self.fixture("same-sheet.xlsx"), [])
    let file = try Self.fixture(name)
    #expect(try Self.cells(file, [password]) == expected)
    #expect(try Self.cells(file, ["wrong", password, "密码"]) == expected)
  }

  @Test(arguments: [
    ("encrypted-libreoffice.xlsx", "standard encryption, AES-128"),
    ("encrypted-libreoffice.xls", "RC4 encryption"),
    ("encrypted-msoffcrypto.xlsx", "agile encryption, AES-256, SHA-512"),
  ])
  func `without the right password the way is named, and how many were tried`(
    name: String, way: String
  ) throws {
    let file = try Self.fixture(name)
    #expect(Self.error(file) == IngestError(.encrypted, detail: way, passwordsTried: 0))
    #expect(
      Self.error(file, ["wrong", "错"]) == IngestError(.encrypted, detail: way, passwordsTried: 2))
  }

  @Test func `an encrypted OpenDocument file is told`() throws {
    let file = try Self.fixture("encrypted-libreoffice.ods")
    #expect(Self.error(file, ["Pass-2025"])?.kind == .encrypted)
  }

  @Test func `Excel's own password is always tried`() throws {
    let encryptor = PackageEncryptor(password: "VelvetSweatshop")
    #expect(try Self.cells(encryptor.agile(Self.package()), []).count == 2)
    #expect(try Self.cells(encryptor.standard(Self.package()), ["x"]).count == 2)
  }

  @Test(arguments: [
    (0, "--password-file", "--password-file"), (3, "3 个密码都不能打开", "none of the 3 passwords fits"),
  ])
  func `the sentence says what helps`(count: Int, chinese: String, english: String) {
    let error = IngestError(.encrypted, detail: "agile", passwordsTried: count)
    #expect(error.message(language: .chinese).contains(chinese))
    #expect(error.message(language: .english).contains(english))
    #expect(error.message(language: .english).contains("(agile)"))
  }

  @Test func `where no password can help none is asked for`() {
    var builder = CompoundFileBuilder()
    builder.add("EncryptedPackage", [1, 2, 3])
    let error = Self.error(builder.bytes(), ["x"])
    #expect(error?.kind == .encrypted)
    #expect(error?.detail.contains("rights management") == true)
    for language in Language.allCases {
      #expect(error?.message(language: language).contains("password-file") == false)
    }
  }

  @Test func `a package that was changed is corrupt, one cut short is truncated`() {
    var encryptor = PackageEncryptor(password: "x")
    encryptor.changeStream = { $0.dropLast() + [$0[$0.count - 1] ^ 1] }
    #expect(Self.error(encryptor.agile(Self.package()), ["x"])?.kind == .corrupt)
    #expect(Self.error(encryptor.agile(Self.package()), ["y"])?.kind == .encrypted)
    encryptor.changeStream = { Array($0.dropLast(16)) }
    #expect(Self.error(encryptor.agile(Self.package()), ["x"])?.kind == .truncated)
    encryptor.changeStream = { $0 }
    let whole = encryptor.agile((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
    #expect(Self.error(Array(whole.prefix(whole.count / 2)), ["x"])?.kind == .truncated)
  }

  @Test func `what is behind the password must be a package`() {
    let encryptor = PackageEncryptor(password: "x")
    #expect(Self.error(encryptor.agile(Array("a,b\n".utf8)), ["x"])?.kind == .corrupt)
    #expect(
      Self.error(encryptor.agile(encryptor.agile(Self.package())), ["x"])?.kind == .corrupt)
  }

  @Test func `a description that asks for too much is encryption that is not understood`() {
    var encryptor = PackageEncryptor(password: "x")
    encryptor.changeDescription = {
      $0.replacing("spinCount=\"3\"", with: "spinCount=\"99999999\"")
    }
    let error = Self.error(encryptor.agile(Self.package()), ["x"])
    #expect(error?.kind == .encrypted)
    #expect(error?.passwordsTried == nil)
    #expect(error?.detail.contains("spinCount") == true)
  }

  @Test func `no changed byte of an encrypted file traps`() throws {
    let file = PackageEncryptor(password: "x").agile(Self.package())
    for place in stride(from: 0, to: file.count, by: 7) {
      var changed = file
      changed[place] ^= 0x81
      _ = try? WorkbookReader.read(changed, fileName: "a.xlsx", passwords: ["x"])
    }
  }
}
