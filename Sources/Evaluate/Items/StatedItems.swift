// SPDX-License-Identifier: Apache-2.0
// StatedItems: what a county states of its items: answer, figure, documents and remark, with their place.

import DataModel
import Definitions

/// The rows of the form of declared items of one county, each given to the item it names.
///
/// A row names an item by its id, name or alias, or by id and name one after the other, or by a sentence
/// that holds the name of one, which the evidence then shows. Of an item that names something bad the
/// rest of the sentence may say no more than that it is there: 杜绝违规择校 praises what 存在违规择校
/// blames. A row that names none is a finding.
struct StatedItems {
  struct Entry {
    var item: StatedItem
    /// `佐证材料：…；备注：…（自评表.xlsx 县级自评表!D5）`.
    var evidence: String
  }

  private var entries: [String: Entry] = [:]
  /// Items that stand in more than one row, which decides nothing.
  private var repeated: Set<String> = []
  private(set) var findings: [Finding] = []

  init(_ records: SchoolRecords, judgement: ItemJudgement, plan: EvaluationPlan) {
    guard let fields = plan.items.declared, !records.isRepeated[fields.form],
      !records.references[fields.form].isEmpty
    else { return }
    let names = ItemNames(plan.items.items, judgement)
    for reference in records.references[fields.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run) else { continue }
      let row = Int(reference.row)
      let words = [fields.item, fields.name].map {
        records.run.value(table, row, $0).outputText
      }
      guard words.contains(where: { !$0.isEmpty }) else { continue }
      guard let named = names.item(words) else {
        report(words, records.run, table, row, fields, plan)
        continue
      }
      let entry = Self.entry(records.run, table, row, fields, sentence: named.sentence)
      if entries.updateValue(entry, forKey: named.id) != nil { repeated.insert(named.id) }
    }
  }

  func entry(of item: ItemDefinition) -> Entry? {
    isRepeated(item) ? nil : entries[item.id]
  }

  func isRepeated(_ item: ItemDefinition) -> Bool { repeated.contains(item.id) }

  // MARK: - Rows

  private static func entry(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ fields: ItemPlan.Declared,
    sentence: String?
  ) -> Entry {
    let value = fields.value.map { run.value(table, row, $0) } ?? .missing(.notOnForm)
    // All of it is written freely, and may hold the number of whom to ask.
    var texts = [("佐证材料", fields.evidence), ("备注", fields.note)].compactMap { title, field in
      let text = Masking.redact(run.value(table, row, field).outputText)
      return text.isEmpty ? nil : "\(title)：\(text)"
    }
    if let sentence { texts.insert("按“\(Masking.redact(sentence))”认定", at: 0) }
    let place = run.place(table, row, fields.answer)
    let cell = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
    let file = run.submissions[table.submission].file.path
    return Entry(
      item: StatedItem(
        answer: Masking.redact(run.value(table, row, fields.answer).outputText), value: value),
      evidence: (texts + ["（\(file) \(cell.joined(separator: "!"))）"]).joined(separator: "；"))
  }

  private mutating func report(
    _ words: [String], _ run: RunTables, _ table: FormTable, _ row: Int,
    _ fields: ItemPlan.Declared, _ plan: EvaluationPlan
  ) {
    let form = plan.definitions.forms[fields.form]
    let word = Masking.redact(words.first { !$0.isEmpty } ?? "")
    findings.append(
      Finding(
        rule: "stated-item-is-known", severity: .mustExplain, form: form.id,
        field: form.fields[fields.item].id, recordKey: word,
        place: run.place(table, row, fields.item), value: word, facts: ["form": form.name]))
  }
}
