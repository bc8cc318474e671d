// SPDX-License-Identifier: Apache-2.0
// OwnLabels: tells the labels of a form from values that are spelled like one.

import DataModel
import Definitions

/// The labels of one form.
struct OwnLabels {
  private let state: SheetState
  private let form: Int

  init(_ state: SheetState, form: Int) {
    self.state = state
    self.form = form
  }

  /// The labels that mean a field of the form, each with what it means best.
  ///
  /// 乡镇 beside or below 城乡类型 is a choice from its list, whatever else the word names.
  func of(_ labels: [FormLabel]) -> [(FormLabel, WordMeaning)] {
    var asking = AskedPlaces()
    var own: [(FormLabel, WordMeaning)] = []
    own.reserveCapacity(labels.count)
    let plans = state.catalog.plans[form]
    for label in labels {
      guard let meaning = best(label.meanings) else { continue }
      guard label.inside == nil else {
        own.append((label, meaning))
        continue
      }
      if let field = asking[label.place], isChoice(label.cell, of: plans[field]) { continue }
      own.append((label, meaning))
      guard plans[meaning.field].hasList else { continue }
      let place = label.place
      let width = state.merges.width(row: place.row, column: place.column)
      let bottom = state.merges.lastRow(row: place.row, column: place.column)
      asking[CellReference(row: place.row, column: place.column + width)] = meaning.field
      asking[CellReference(row: bottom + 1, column: place.column)] = meaning.field
    }
    return own
  }

  /// Where the values of fields with a list may stand.
  private struct AskedPlaces {
    private var fields: [CellReference: Int] = [:]
    /// A bit for each place: most labels stand where nothing is asked for.
    private var bits: UInt64 = 0

    private static func bit(_ place: CellReference) -> UInt64 {
      1 << UInt64(truncatingIfNeeded: (place.row &* 13 &+ place.column) & 63)
    }

    subscript(place: CellReference) -> Int? {
      get { bits & Self.bit(place) == 0 ? nil : fields[place] }
      set {
        if fields.isEmpty { fields.reserveCapacity(12) }
        bits |= Self.bit(place)
        fields[place] = newValue
      }
    }
  }

  /// What a label means best in the form; the first of those that mean it equally.
  private func best(_ meanings: [WordMeaning]) -> WordMeaning? {
    var best: WordMeaning?
    for meaning in meanings where meaning.form == form {
      if meaning.evidence > best?.evidence ?? Int.min { best = meaning }
    }
    return best
  }

  private func isChoice(_ cell: Cell, of plan: FieldPlan) -> Bool {
    // Asked of the list, not of the field's reader: that looks for suggestions where the list lacks a word.
    guard let list = plan.list, let text = cell.textValue else { return false }
    return list.entry(text) != nil
  }
}
