// SPDX-License-Identifier: Apache-2.0
// CellOrigins: where the values of a column were read.

/// An origin for each record; nil where no cell stands for the value (the form has no such column).
///
/// Nearly all values of a column stand in one column of the sheet, in the rows of the records: these
/// rows are kept once for all columns of a table, and what is otherwise beside them.
package struct CellOrigins: Sendable {
  private var sheet: UInt16 = 0
  /// 0 where a record has no cell as long as none is told.
  private var column: UInt16 = 0
  private var rows: [UInt32] = []
  /// Records whose origin is another, in ascending order.
  private var others: [Other] = []

  private struct Other: Sendable {
    let place: Int
    let origin: CellOrigin?
  }

  package init() {}

  /// Origins of a column of the sheet; the rows of its records are told by `with(rows:)`.
  package init(sheet: Int, column: Int) {
    self.sheet = UInt16(sheet)
    self.column = UInt16(column)
  }

  /// The same origin for each record.
  package init(repeating origin: CellOrigin?, count: Int) {
    if let origin { (sheet, column) = (origin.sheet, origin.column) }
    rows = Array(repeating: origin?.row ?? 0, count: count)
  }

  /// The same for the rows of these records.
  package consuming func with(rows: [UInt32]) -> CellOrigins {
    self.rows = rows
    return self
  }

  package mutating func append(_ origin: CellOrigin?) {
    if rows.isEmpty, let origin { (sheet, column) = (origin.sheet, origin.column) }
    rows.append(origin?.row ?? 0)
    if origin != usual(count - 1) { setOther(origin, at: count - 1) }
  }

  /// Says that the origin of a record is another than the cell of its row; places are told in order.
  package mutating func setOther(_ origin: CellOrigin?, at place: Int) {
    precondition(others.last.map { $0.place < place } ?? true, "origins are told in order")
    others.append(Other(place: place, origin: origin))
  }

  /// The same with the origins of another column at these places, which ascend.
  package func replacing(at places: [Int], from column: CellOrigins) -> CellOrigins {
    var result = self
    result.others = []
    var rest = others[...]
    for place in places {
      let before = rest.prefix { $0.place < place }
      result.others += before
      rest = rest[before.endIndex...]
      if rest.first?.place == place { rest.removeFirst() }
      let origin = column[place]
      if origin != usual(place) { result.setOther(origin, at: place) }
    }
    result.others += rest
    return result
  }

  /// What was said of a record by `setOther`; nil where nothing was.
  package func other(at place: Int) -> CellOrigin?? {
    guard let last = others.last, place <= last.place else { return nil }
    let index = index(of: place)
    return others[index].place == place ? .some(others[index].origin) : nil
  }

  private func usual(_ place: Int) -> CellOrigin? {
    column == 0
      ? nil : CellOrigin(sheet: Int(sheet), row: Int(rows[place]), column: Int(column))
  }

  /// Where the record stands among the others, or would stand.
  private func index(of place: Int) -> Int {
    if let last = others.last, last.place < place { return others.count }
    var low = 0
    var high = others.count
    while low < high {
      let middle = (low + high) / 2
      if others[middle].place < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CellOrigins: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { rows.count }

  package subscript(place: Int) -> CellOrigin? {
    if let other = other(at: place) { return other }
    return usual(place)
  }
}

extension CellOrigins: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: CellOrigin?...) { self.init(elements) }

  package init(_ origins: some Sequence<CellOrigin?>) {
    for origin in origins { append(origin) }
  }
}

extension CellOrigins: Hashable {
  package static func == (one: CellOrigins, other: CellOrigins) -> Bool {
    one.elementsEqual(other)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for origin in self { hasher.combine(origin) }
  }
}
