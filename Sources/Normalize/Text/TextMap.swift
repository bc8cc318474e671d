// SPDX-License-Identifier: Apache-2.0
// TextMap: a dictionary from texts by their bytes, for the look-ups that every cell or header makes.

/// Values by text; two texts are the same when their bytes are.
///
/// Swift's own dictionary hashes to withstand an attacker who knows the table and not the process;
/// that costs several times the look-up here. Those who fill a map from a file bound its size, so
/// chosen collisions cost no more than that bound.
package struct TextMap<Value> {
  fileprivate struct Entry {
    var hash: UInt64
    var text: String
    var value: Value
  }

  private var entries: [Entry] = []
  /// Places in `entries` plus one, 0 for none; a power of two of them.
  private var slots: [Int32] = []

  package init() {}

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  package subscript(text: String) -> Value? {
    get { find(text, Self.hash(text)).map { entries[$0].value } }
    set {
      let hash = Self.hash(text)
      guard let newValue else {
        assertionFailure("nothing is taken out of a TextMap")
        return
      }
      if let place = find(text, hash) {
        entries[place].value = newValue
      } else {
        insert(Entry(hash: hash, text: text, value: newValue))
      }
    }
  }

  /// The value for a text, put there first if need be.
  package subscript(text: String, default value: @autoclosure () -> Value) -> Value {
    get { self[text] ?? value() }
    _modify {
      let hash = Self.hash(text)
      let place =
        find(text, hash) ?? insert(Entry(hash: hash, text: text, value: value()))
      yield &entries[place].value
    }
  }

  /// Where a text stands among all, by which it is found again without a look at it.
  package func place(of text: String) -> Int? { find(text, Self.hash(text)) }

  package func value(at place: Int) -> Value { entries[place].value }

  /// Adds a text that is not there yet; gives its place.
  package mutating func add(_ text: String, _ value: Value) -> Int {
    insert(Entry(hash: Self.hash(text), text: text, value: value))
  }

  /// All texts, in the order in which they came.
  package var texts: [String] { entries.map(\.text) }

  package mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    slots = []
  }

  private func find(_ text: String, _ hash: UInt64) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].hash == hash, Self.isSame(entries[place].text, text) { return place }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @discardableResult
  private mutating func insert(_ entry: Entry) -> Int {
    entries.append(entry)
    if entries.count * 2 > slots.count {
      slots = [Int32](repeating: 0, count: max(16, slots.count * 2))
      for place in entries.indices { link(place) }
    } else {
      link(entries.count - 1)
    }
    return entries.count - 1
  }

  private mutating func link(_ place: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entries[place].hash >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(place + 1)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    TextIdentity(left) == TextIdentity(right) || ByteKey(left) == ByteKey(right)
  }

  private static func hash(_ text: String) -> UInt64 {
    let hash = text.utf8.withContiguousStorageIfAvailable { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var hash = UInt64(bytes.count)
      var place = 0
      while place + 8 <= raw.count {
        hash = mix(hash, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      var rest: UInt64 = 0
      while place < raw.count {
        rest = rest << 8 | UInt64(raw[place])
        place += 1
      }
      return mix(hash, rest)
    }
    return hash ?? Array(text.utf8).reduce(UInt64(text.utf8.count)) { mix($0, UInt64($1)) }
  }

  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

extension TextMap: Sendable where Value: Sendable {}
extension TextMap.Entry: Sendable where Value: Sendable {}
