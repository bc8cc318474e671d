// SPDX-License-Identifier: Apache-2.0
// StatedItems: what a county states of its items: answer, figure, documents and remark, with their place.

import DataModel
import Definitions

/// The rows of the form of declared items of one county, found by an item's id or name.
struct StatedItems {
  struct Entry {
    var item: StatedItem
    /// `佐证材料：…；备注：…（自评表.xlsx 县级自评表!D5）`.
    var evidence: String
    var place: Place
  }

  private var entries: [String: Entry] = [:]
  /// Items that stand in more than one row, which decides nothing.
  private var repeated: Set<String> = []

  init(_ records: SchoolRecords, plan: EvaluationPlan) {
    guard let fields = plan.items.declared, !records.isRepeated[fields.form] else { return }
    for reference in records.references[fields.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run) else { continue }
      let row = Int(reference.row)
      let run = records.run
      let name = LabelFold.fold(run.value(table, row, fields.item).outputText)
      guard !name.isEmpty else { continue }
      let place = run.place(table, row, fields.answer)
      let answer = run.value(table, row, fields.answer).outputText
      let value = fields.value.map { run.value(table, row, $0) } ?? .missing(.notOnForm)
      let texts = [("佐证材料", fields.evidence), ("备注", fields.note)].compactMap { title, field in
        let text = run.value(table, row, field).outputText
        return text.isEmpty ? nil : "\(title)：\(text)"
      }
      let file = run.submissions[table.submission].file.path
      let cell = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
      let entry = Entry(
        item: StatedItem(answer: answer, value: value),
        evidence: (texts + ["（\(file) \(cell.joined(separator: "!"))）"]).joined(separator: "；"),
        place: place)
      if entries.updateValue(entry, forKey: name) != nil { repeated.insert(name) }
    }
  }

  func entry(of item: ItemDefinition) -> Entry? {
    for key in [item.id, item.name].map(LabelFold.fold) {
      guard let entry = entries[key], !repeated.contains(key) else { continue }
      return entry
    }
    return nil
  }

  func isRepeated(_ item: ItemDefinition) -> Bool {
    [item.id, item.name].map(LabelFold.fold).contains(where: repeated.contains)
  }
}
