// SPDX-License-Identifier: Apache-2.0
// TemplateDamageTests: a damaged official template is refused with a sentence, or filled as it should be.

import DataModel
import Export
import FileFormats
import TestSupport
import Testing

@Suite("Damaged official templates")
struct TemplateDamageTests {
  private typealias Samples = TemplateSamples

  /// Numbers that are the same in each run.
  private struct Numbers {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, limit)))
    }
  }

  private static let filled = Samples.filled(
    3,
    cells: [
      CellReference(row: 9, column: 2): .text("县"), CellReference(row: 2, column: 1): .number(4),
    ])

  /// Refused with a sentence, or every value is where it belongs.
  private static func check(_ template: [UInt8], _ what: String) throws -> Bool {
    let bytes: [UInt8]
    do throws(TemplateRefusal) {
      let package = try TemplatePackage(template)
      _ = try package.cell("首行", on: Samples.name)
      bytes = try package.filled([filled])
    } catch {
      #expect(!error.reason.chinese.isEmpty && !error.reason.english.isEmpty)
      return false
    }
    let difference = Result { try Samples.difference(bytes, [filled]) }
    #expect((try? difference.get()) == .some(nil), "\(what): \(difference)")
    return true
  }

  private static let names = "<definedName name=\"首行\">'表Ⅱ-2'!$A$4</definedName>"

  @Test func `a part with other bytes never traps and never gives a wrong file`() throws {
    let book = Samples.book(names: Self.names)
    let zip = try ZipReader(book)
    let parts = try zip.entries.indices.map {
      (zip.entries[$0].name, try zip.contents(at: $0, maxBytes: 1 << 20))
    }
    var numbers = Numbers(state: 20_171)
    var (filled, refused) = (0, 0)
    for round in 0..<600 {
      var damaged = parts
      let place = numbers.next(below: parts.count)
      damaged[place].1 = Self.damaged(parts[place].1, &numbers)
      var writer = ZipWriter()
      for part in damaged { writer.add(part.0, part.1, isStored: true) }
      let bytes = try #require(writer.finish())
      if try Self.check(bytes, "round \(round), \(parts[place].0)") {
        filled += 1
      } else {
        refused += 1
      }
    }
    #expect(filled > 50 && refused > 50)
  }

  private static func damaged(_ bytes: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
    var result = bytes
    guard !result.isEmpty else { return result }
    let place = numbers.next(below: result.count)
    let digits = result.indices.filter { (0x30...0x39).contains(result[$0]) }
    switch numbers.next(below: 5) {
    case 0: result[place] = UInt8(numbers.next(below: 256))
    case 1: result.removeSubrange(place..<min(result.count, place + 1 + numbers.next(below: 40)))
    case 2: result.insert(contentsOf: result[place...].prefix(numbers.next(below: 60)), at: place)
    case 3 where !digits.isEmpty:
      let digit = digits[numbers.next(below: digits.count)]
      result.insert(
        contentsOf: Array("99999999".utf8.prefix(1 + numbers.next(below: 8))), at: digit)
    default:
      if !digits.isEmpty {
        result[digits[numbers.next(below: digits.count)]] = UInt8(0x30 + numbers.next(below: 10))
      }
    }
    return result
  }

  @Test func `a template without one of its parts is refused, or filled without it`() throws {
    let zip = try ZipReader(Samples.book(names: Self.names))
    for missing in zip.entries.indices {
      var writer = ZipWriter()
      for index in zip.entries.indices where index != missing {
        writer.add(
          zip.entries[index].name, try zip.contents(at: index, maxBytes: 1 << 20), isStored: true)
      }
      let bytes = try #require(writer.finish())
      _ = try Self.check(bytes, zip.entries[missing].name)
    }
  }

  @Test func `an archive with other bytes or cut short never traps`() throws {
    let book = Samples.book(names: Self.names)
    var numbers = Numbers(state: 2012)
    for round in 0..<400 {
      var bytes = book
      if round % 4 == 0 {
        bytes.removeLast(numbers.next(below: bytes.count))
      } else {
        for _ in 0...numbers.next(below: 3) {
          bytes[numbers.next(below: bytes.count)] = UInt8(numbers.next(below: 256))
        }
      }
      _ = try Self.check(bytes, "round \(round)")
    }
  }
}
