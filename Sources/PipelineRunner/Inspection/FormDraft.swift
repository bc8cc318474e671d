// SPDX-License-Identifier: Apache-2.0
// FormDraft: a form declaration guessed from a table, for a person to correct and confirm.

import DataModel
import Definitions
import Normalize

/// Writes YAML with a comment for every guess; no value of any cell below a header is in it.
struct FormDraft {
  private let guess: GuessedTable
  private let definitions: DefinitionSet
  private let id: String
  private let title: String
  private var fields: [DraftField] = []
  private var remarks: [String] = []

  /// `sheet` is the name of the sheet, `stem` that of the file to be written.
  init(_ guess: GuessedTable, sheet: String, stem: String, definitions: DefinitionSet) {
    self.guess = guess
    self.definitions = definitions
    let isPlain = stem.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    id = isPlain && !stem.isEmpty && definitions.form(stem) == nil ? stem : "draft_form"
    let named = [guess.title, sheet].map { InspectedWords.header($0, isKnown: false) }
      .first { text in text.unicodeScalars.contains { $0.value >= 0x3400 } && !text.contains("*") }
    title = named ?? ""
    chooseFields()
  }

  // MARK: - Fields

  /// Fields that every list of the pipeline carries already.
  private var shared: [FieldDefinition] {
    let forms = definitions.forms
    guard let first = forms.first else { return [] }
    return first.fields.filter { field in
      forms.allSatisfy { $0.fieldIndex(field.id) != nil }
    }
  }

  private mutating func chooseFields() {
    var names: Set<String> = Set(shared.map { LabelFold.fold($0.name) })
    let units = LabelFold.UnitNames(definitions.units)
    let known = Set(
      shared.flatMap { [$0.name] + $0.synonyms }.map { LabelFold.fold($0, units: units) })
    let leaves = guess.columns.map(\.word)
    let rowCount = guess.dataRows?.count ?? 1
    for (index, column) in guess.columns.enumerated() {
      let place = CellReference.letters(ofColumn: column.place.column)
      let word = Masking.redact(column.word)
      if word.isEmpty || PersonNames.isLikelyBesideHeaders(word) || word != column.word {
        remarks.append("# \(place) 列：表头不像列名（可能是人名或号码），未写入，请决定")
        continue
      }
      if known.contains(LabelFold.fold(word, units: units)) {
        remarks.append("# \(place) 列“\(word)”：由各表共有的字段读取，不必声明")
        continue
      }
      let isAmbiguous = leaves.count { $0 == word } > 1 && column.words.count > 1
      let parent = isAmbiguous ? column.words[column.words.count - 2] : nil
      var name = (parent ?? "") + word
      var number = 2
      while !names.insert(LabelFold.fold(name)).inserted {
        name = (parent ?? "") + word + "之\(number)"
        number += 1
      }
      fields.append(
        DraftField(
          id: "column_\(index + 1)", name: name, leaf: word, parent: parent, column: column,
          isFull: guess.layout == .list && column.filled == rowCount, units: definitions.units))
    }
    let full = fields.indices.filter { fields[$0].isFull }.prefix(2)
    for index in full { fields[index].isRequired = true }
    if full.isEmpty, !fields.isEmpty, guess.layout == .list { fields[0].isRequired = true }
  }

  // MARK: - YAML

  private var name: String {
    let base = title.isEmpty ? "未命名的表" : title
    let isTaken = (definitions.forms + [definitions.rosterForm]).contains { $0.name == base }
    return isTaken ? base + "（草稿）" : base
  }

  /// The id of the document that most forms rest on.
  private var document: String {
    let names = definitions.forms.map(\.source.document)
    let ids = definitions.documents.keys.sorted()
    return ids.first { id in definitions.documents[id].map(names.contains) ?? false }
      ?? ids.first ?? ""
  }

  var yaml: String {
    var lines = [
      "# 表样草稿，由 junheng inspect --draft 生成。标有“猜测”“请决定”的各行须由人核对改定，",
      "# 然后放入流程的 forms/ 文件夹，文件名为 \(id).yaml，并在 pipeline.yaml 的 forms 中写上 \(id)。",
      "id: \(id)  # 猜测：可改为有意义的英文名，文件名须相同",
      "name: \(Self.quoted(name))  # 猜测：取自标题或表名",
      "titles: [\(Self.quoted(title.isEmpty ? name : title))]  # 猜测：表名和标题中会出现的词",
      "layouts: [\(guess.layout.rawValue)]  # 猜测：按版面",
      "key: []  # 请决定：合起来唯一确定一条记录的字段 id",
      "source: {document: \(document), clause: \(Self.quoted(name)), confirmed: false}"
        + "  # 请决定：依据的文件和条款",
      "fields:",
    ]
    lines += fields.flatMap(\.lines)
    lines += remarks.map { "  " + $0 }
    lines += example
    return lines.joined(separator: "\n") + "\n"
  }

  var isEmpty: Bool { fields.isEmpty }

  /// A table of invented values, so that `lint` can tell whether the form reads its own header.
  private var example: [String] {
    let values = fields.map { $0.sample(definitions) }
    var lines = ["examples:  # 数值均为虚构", "  - sheet: \(Self.quoted(title.isEmpty ? name : title))"]
    lines.append("    rows:")
    if guess.layout == .labelValue {
      lines += zip(fields, values).map { "      - [\(Self.quoted($0.leaf)), \($1.written)]" }
    } else {
      if fields.contains(where: { $0.parent != nil }) {
        lines.append("      - [" + groupRow.joined(separator: ", ") + "]")
        lines.append(
          "      - ["
            + fields.map { $0.parent == nil ? "\"^\"" : Self.quoted($0.leaf) }
            .joined(separator: ", ") + "]")
      } else {
        lines.append(
          "      - [" + fields.map { Self.quoted($0.leaf) }.joined(separator: ", ") + "]")
      }
      lines.append("      - [" + values.map(\.written).joined(separator: ", ") + "]")
    }
    lines.append("    expect:")
    let expected = zip(fields, values).map { "\($0.id): \($1.read)" }.joined(separator: ", ")
    lines.append("      - {\(expected)}")
    return lines
  }

  private var groupRow: [String] {
    fields.enumerated().map { index, field in
      guard let parent = field.parent else { return Self.quoted(field.leaf) }
      return index > 0 && fields[index - 1].parent == parent ? "\"<\"" : Self.quoted(parent)
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      default:
        let isPlain =
          scalar.value >= 0x20 && !scalar.properties.isDefaultIgnorableCodePoint
          && scalar.properties.generalCategory != .control
          && scalar.properties.generalCategory != .lineSeparator
          && scalar.properties.generalCategory != .paragraphSeparator
        result += isPlain ? String(scalar) : " "
      }
    }
    return result + "\""
  }
}
