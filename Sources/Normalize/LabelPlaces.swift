// SPDX-License-Identifier: Apache-2.0
// LabelPlaces: tells which cells hold the labels of a form.

import DataModel

/// The places of the labels of a form.
struct LabelPlaces {
  /// Each as one number, in ascending order.
  private var places: [Int] = []

  init(_ labels: [(FormLabel, WordMeaning)]) {
    places.reserveCapacity(labels.count)
    var isSorted = true
    for (label, _) in labels {
      let place = Self.number(label.place.row, label.place.column)
      if let last = places.last, last > place { isSorted = false }
      places.append(place)
    }
    if !isSorted { places.sort() }
  }

  func contain(_ row: Int, _ column: Int) -> Bool {
    let wanted = Self.number(row, column)
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] == wanted
  }

  /// No column of a sheet has a number of more bits.
  private static func number(_ row: Int, _ column: Int) -> Int { row << 20 | column & 0xF_FFFF }
}
