// SPDX-License-Identifier: Apache-2.0
// DetectorRoom: keeps the room in which headers are looked for from one sheet for the next.

import Synchronization

/// The arrays that looking for the headers of a sheet takes.
struct DetectorRoom: Sendable {
  var claims: HeaderClaims
  var words = HeaderWordRoom()
  var tried = TriedRows()
  var titles = TitlesRoom()

  /// Forgets the sheet; false where it took more room than most do, which nobody keeps.
  fileprivate mutating func clear() -> Bool {
    guard claims.areUsual, words.isUsual else { return false }
    words.removeAll()
    tried.removeAll()
    titles.removeAll()
    return true
  }
}

/// What is remembered of the rows and words of a sheet.
struct HeaderWordRoom: Sendable {
  /// A sheet of so many texts leaves no room to the next one.
  private static let usualTexts = 1_024
  private static let usualRows = 16_384

  var texts = TextMap<WordTelling>()
  var rows: [HeaderRow] = []
  var places: [Int32] = []
  var tokens: [HeaderToken] = []

  var isUsual: Bool { texts.count <= Self.usualTexts && places.count <= Self.usualRows }

  mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
  }
}

/// Rooms whose sheets are read; shared by all threads of a run, each of which leaves a few.
final class SpareRooms: Sendable {
  private static let most = 64

  private let spare = Mutex([DetectorRoom]())

  func take() -> DetectorRoom? { spare.withLock { $0.popLast() } }

  /// Nobody else holds what is in the room, or its arrays would be copied to be cleared.
  func put(back room: inout DetectorRoom) {
    guard room.clear() else { return }
    spare.withLock { spare in
      if spare.count < Self.most { spare.append(room) }
    }
  }
}
