// SPDX-License-Identifier: Apache-2.0
// CellOriginsTests: origins are those that were put in, however they are kept.

import DataModel
import Testing

struct CellOriginsTests {
  private static func origin(_ row: Int, _ column: Int = 3) -> CellOrigin {
    CellOrigin(sheet: 1, row: row, column: column)
  }

  private static let cases: [[CellOrigin?]] = [
    [], [nil], [nil, nil], [nil, origin(4)], [origin(2), nil, origin(3)],
    [origin(2), origin(2), origin(2)], [origin(5), origin(1, 7), origin(6), nil, origin(7)],
    [nil, origin(4), nil, origin(6, 2)],
  ]

  @Test(arguments: cases)
  func `a column of origins holds what was appended`(_ origins: [CellOrigin?]) {
    let kept = CellOrigins(origins)
    #expect(kept.count == origins.count)
    #expect(Array(kept) == origins)
    #expect(origins.indices.map { kept[$0] } == origins)
  }

  @Test(arguments: cases, cases)
  func `origins of another column are put in at any places`(
    _ origins: [CellOrigin?], _ others: [CellOrigin?]
  ) {
    let count = min(origins.count, others.count)
    let (kept, other) = (CellOrigins(origins.prefix(count)), CellOrigins(others.prefix(count)))
    for choice in 0..<(1 << count) {
      let places = (0..<count).filter { choice >> $0 & 1 == 1 }
      let expected = (0..<count).map { places.contains($0) ? others[$0] : origins[$0] }
      let result = kept.replacing(at: places, from: other)
      #expect(Array(result) == expected)
      #expect(result.hashValue == CellOrigins(expected).hashValue)
    }
  }

  @Test func `records of one column are told by their rows, and what differs beside them`() {
    var origins = CellOrigins(sheet: 1, column: 3)
    origins.setOther(nil, at: 1)
    origins.setOther(Self.origin(2), at: 3)
    #expect(origins.other(at: 0) == nil)
    #expect(origins.other(at: 1) == .some(nil))
    let kept = origins.with(rows: [2, 4, 5, 7, 8])
    #expect(Array(kept) == [Self.origin(2), nil, Self.origin(5), Self.origin(2), Self.origin(8)])
  }

  @Test func `one origin may stand for all records`() {
    let origin = Self.origin(2)
    #expect(Array(CellOrigins(repeating: origin, count: 2)) == [origin, origin])
    #expect(Array(CellOrigins(repeating: nil, count: 2)) == [nil, nil])
  }
}
