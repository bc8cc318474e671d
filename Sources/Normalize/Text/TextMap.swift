// SPDX-License-Identifier: Apache-2.0
// TextMap: a dictionary from texts by their bytes, for the look-ups that every cell or header makes.

/// Values by text; two texts are the same when their bytes are.
///
/// Swift's own dictionary hashes to withstand an attacker who knows the table and not the process;
/// that costs several times the look-up here. Those who fill a map from a file bound its size, so
/// chosen collisions cost no more than that bound.
package struct TextMap<Value> {
  fileprivate struct Entry {
    var hash: TextHash
    var text: String
    var value: Value
  }

  /// Where an entry is; that it is another text's is told without a look at it, which is seldom at hand.
  private struct Slot {
    /// The place plus one; 0 for none.
    var number: UInt32 = 0
    var mark: UInt32 = 0

    init() {}

    init(place: Int, _ hash: TextHash) {
      number = UInt32(place + 1)
      mark = hash.mark
    }

    var place: Int { Int(number) - 1 }
  }

  private var entries: [Entry] = []
  /// Places in `entries`, with a part of the text's hash; a power of two of them.
  private var slots: [Slot] = []

  package init() {}

  /// Makes room for so many texts, for who knows that they will come; nothing where any came before.
  mutating func reserve(_ count: Int) {
    guard slots.isEmpty else { return }
    entries.reserveCapacity(count)
    slots = Array(all: Slot(), count: Self.slotCount(for: count))
  }

  /// At least twice as many as there are texts.
  private static func slotCount(for count: Int) -> Int {
    var slots = 16
    while slots < count * 2 { slots *= 2 }
    return slots
  }

  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  package subscript(text: String) -> Value? {
    get { find(text, TextHash(text)).map { entries[$0].value } }
    set {
      let hash = TextHash(text)
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
      let hash = TextHash(text)
      let place =
        find(text, hash) ?? insert(Entry(hash: hash, text: text, value: value()))
      yield &entries[place].value
    }
  }

  /// Where a text stands among all, by which it is found again without a look at it.
  package func place(of text: String) -> Int? { find(text, TextHash(text)) }

  /// The same for who has the hash of the text at hand.
  func place(of text: String, _ hash: TextHash) -> Int? { find(text, hash) }

  /// The value for a text with this hash.
  func value(of text: String, _ hash: TextHash) -> Value? {
    find(text, hash).map { entries[$0].value }
  }

  package func value(at place: Int) -> Value { entries[place].value }

  func text(at place: Int) -> String { entries[place].text }

  /// Adds a text that is not there yet; gives its place.
  package mutating func add(_ text: String, _ value: Value) -> Int {
    add(text, TextHash(text), value)
  }

  @discardableResult
  mutating func add(_ text: String, _ hash: TextHash, _ value: Value) -> Int {
    insert(Entry(hash: hash, text: text, value: value))
  }

  /// All texts, in the order in which they came.
  package var texts: [String] { entries.map(\.text) }

  package mutating func removeAll(keepingCapacity: Bool = false) {
    entries.removeAll(keepingCapacity: true)
    if keepingCapacity {
      for slot in slots.indices { slots[slot] = Slot() }
    } else {
      slots = []
    }
  }

  private func find(_ text: String, _ hash: TextHash) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = hash.slot & mask
    let mark = hash.mark
    while slots[slot].number != 0 {
      if slots[slot].mark == mark {
        let place = slots[slot].place
        if entries[place].hash == hash, Self.isSame(entries[place].text, text) { return place }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @discardableResult
  private mutating func insert(_ entry: consuming Entry) -> Int {
    let hash = entry.hash
    entries.append(entry)
    if entries.count * 2 > slots.count {
      slots = Array(all: Slot(), count: max(16, slots.count * 2))
      for place in entries.indices { link(place, entries[place].hash) }
    } else {
      link(entries.count - 1, hash)
    }
    return entries.count - 1
  }

  private mutating func link(_ place: Int, _ hash: TextHash) {
    let mask = slots.count - 1
    var slot = hash.slot & mask
    while slots[slot].number != 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(place: place, hash)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    TextIdentity(left) == TextIdentity(right) || ByteKey(left) == ByteKey(right)
  }
}

extension TextMap: Sendable where Value: Sendable {}
extension TextMap.Entry: Sendable where Value: Sendable {}
