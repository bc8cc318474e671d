// SPDX-License-Identifier: Apache-2.0
// StatedItems: what a county states of its items: answer, figure, documents and remark, with their place.

import DataModel
import Definitions

/// The rows of the form of declared items of one county, each given to the item it names.
///
/// A row names an item by its id, name or alias, or by id and name one after the other, or by a sentence
/// that holds the name of one. A row that names none is a finding.
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

  init(_ records: SchoolRecords, plan: EvaluationPlan) {
    guard let fields = plan.items.declared, !records.isRepeated[fields.form],
      !records.references[fields.form].isEmpty
    else { return }
    let ids = Self.ids(plan.items.items)
    for reference in records.references[fields.form] where reference.counts {
      guard let table = RecordIndex.table(reference, records.run) else { continue }
      let row = Int(reference.row)
      let words = [fields.item, fields.name].map {
        records.run.value(table, row, $0).outputText
      }
      guard words.contains(where: { !$0.isEmpty }) else { continue }
      guard let id = Self.id(words, ids) else {
        report(words, records.run, table, row, fields, plan)
        continue
      }
      let entry = Self.entry(records.run, table, row, fields)
      if entries.updateValue(entry, forKey: id) != nil { repeated.insert(id) }
    }
  }

  func entry(of item: ItemDefinition) -> Entry? {
    isRepeated(item) ? nil : entries[item.id]
  }

  func isRepeated(_ item: ItemDefinition) -> Bool { repeated.contains(item.id) }

  // MARK: - Rows

  /// Every folded way to name an item; one that two items share names none.
  private static func ids(_ items: [ItemDefinition]) -> [String: String] {
    var ids: [String: String] = [:]
    var shared: Set<String> = []
    for item in items {
      let names = [item.name] + item.aliases
      for word in [item.id] + names + names.map({ item.id + $0 }) {
        let key = LabelFold.fold(word)
        if let other = ids[key], other != item.id { shared.insert(key) }
        ids[key] = item.id
      }
    }
    return ids.filter { !shared.contains($0.key) }
  }

  /// The item that the words name; nil where none does, or where they name two.
  private static func id(_ words: [String], _ ids: [String: String]) -> String? {
    let found = Set(words.compactMap { ids[LabelFold.fold($0)] })
    if found.isEmpty { return words.lazy.compactMap { within(LabelFold.fold($0), ids) }.first }
    return found.count == 1 ? found.first : nil
  }

  /// The item with the longest name in a sentence; nil where a word before the name denies it.
  private static func within(_ sentence: String, _ ids: [String: String]) -> String? {
    guard sentence.count <= longestSentence else { return nil }
    var best: (length: Int, items: Set<String>, isDenied: Bool) = (0, [], false)
    for (name, item) in ids where name.count >= max(shortestName, best.length) {
      guard let range = sentence.firstRange(of: name) else { continue }
      if name.count > best.length { best = (name.count, [], false) }
      best.items.insert(item)
      if let before = sentence[..<range.lowerBound].last, denials.contains(before) {
        best.isDenied = true
      }
    }
    return best.items.count == 1 && !best.isDenied ? best.items.first : nil
  }

  private static let shortestName = 4
  private static let longestSentence = 200
  private static let denials: Set<Character> = ["未", "无", "不", "没", "非"]

  private static func entry(
    _ run: RunTables, _ table: FormTable, _ row: Int, _ fields: ItemPlan.Declared
  ) -> Entry {
    let value = fields.value.map { run.value(table, row, $0) } ?? .missing(.notOnForm)
    let texts = [("佐证材料", fields.evidence), ("备注", fields.note)].compactMap { title, field in
      let text = run.value(table, row, field).outputText
      return text.isEmpty ? nil : "\(title)：\(text)"
    }
    let place = run.place(table, row, fields.answer)
    let cell = [place.sheet, place.range?.description ?? ""].filter { !$0.isEmpty }
    let file = run.submissions[table.submission].file.path
    return Entry(
      item: StatedItem(
        answer: run.value(table, row, fields.answer).outputText, value: value),
      evidence: (texts + ["（\(file) \(cell.joined(separator: "!"))）"]).joined(separator: "；"))
  }

  private mutating func report(
    _ words: [String], _ run: RunTables, _ table: FormTable, _ row: Int,
    _ fields: ItemPlan.Declared, _ plan: EvaluationPlan
  ) {
    let form = plan.definitions.forms[fields.form]
    let word = words.first { !$0.isEmpty } ?? ""
    findings.append(
      Finding(
        rule: "stated-item-is-known", severity: .mustExplain, form: form.id,
        field: form.fields[fields.item].id, recordKey: word,
        place: run.place(table, row, fields.item), value: word, facts: ["form": form.name]))
  }
}
