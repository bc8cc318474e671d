// SPDX-License-Identifier: Apache-2.0
// SharedLoader: reads units, layout words and messages.

import DataModel

/// Reads what all pipelines share.
struct SharedLoader {
  let context: DefinitionContext
  let folder: DefinitionFolder

  /// The file, or an error that it is missing.
  private func file(_ path: String, keys: Set<String>) -> DefinitionMapping? {
    guard let node = folder.node(path) else {
      if !folder.has(path) {
        context.issues.add(folder.place(of: path), "缺少文件 \(path)", "\(path) is missing")
      }
      return nil
    }
    return context.mapping(node, keys)
  }

  func units() -> UnitTable {
    guard let file = file("units.yaml", keys: ["source", "units"]) else {
      return UnitTable(units: [])
    }
    let source = context.source(of: file)
    let units = file.list("units").compactMap { node -> UnitDefinition? in
      let keys: Set<String> = ["name", "aliases", "canonical", "factor", "counts_anything"]
      guard let item = context.mapping(node, keys) else { return nil }
      let name = item.requiredText("name")
      return UnitDefinition(
        name: name, aliases: item.texts("aliases"), canonical: item.text("canonical") ?? name,
        factor: item.number("factor") ?? .one, countsAnything: item.flag("counts_anything"))
    }
    check(units, at: file.place)
    return UnitTable(units: units, source: source)
  }

  private func check(_ units: [UnitDefinition], at place: DefinitionPlace) {
    var seen: Set<String> = []
    for unit in units {
      for name in [unit.name] + unit.aliases where !seen.insert(name).inserted {
        context.issues.add(place, "单位 \(name) 重复", "the unit \(name) is declared twice")
      }
      let canonical = units.first { $0.name == unit.canonical }
      if canonical?.canonical != unit.canonical || canonical?.factor != .one {
        context.issues.add(
          place, "单位 \(unit.name) 的基准单位 \(unit.canonical) 不是基准单位",
          "the canonical unit \(unit.canonical) of \(unit.name) is none")
      }
      if unit.factor.isZero || unit.factor.isNegative {
        context.issues.add(
          place, "单位 \(unit.name) 的换算系数应大于 0", "the factor of \(unit.name) must be positive")
      }
    }
  }

  func vocabulary() -> LayoutVocabulary {
    let keys: Set<String> = [
      "totals", "notes", "signatures", "instruction_sheets", "unit_notes", "not_applicable",
      "unknown", "yes", "no", "weak_headers",
      "header_instructions", "label_captions", "value_captions",
      "label_or_value_captions", "other_value_captions", "unit_captions", "serial_captions",
      "remark_captions", "header_prefixes", "header_subjects",
      "quantity_endings", "time_endings", "identifier_endings", "kind_endings", "name_endings",
      "neutral_endings", "equivalent_words", "sentence_words", "school_endings", "school_kinds",
      "town_endings", "amount_endings", "header_fillers",
      "statistics_forms",
    ]
    let file = file("layout.yaml", keys: keys)
    func words(_ key: String) -> [String] {
      let words = file?.texts(key) ?? []
      if words.isEmpty { file?.reportMissing(key) }
      return words
    }
    return LayoutVocabulary(
      totals: words("totals"), notes: words("notes"), signatures: words("signatures"),
      instructionSheets: words("instruction_sheets"), unitNotes: words("unit_notes"),
      notApplicable: words("not_applicable"), unknown: words("unknown"), yes: words("yes"),
      no: words("no"), weakHeaders: words("weak_headers"),
      headerInstructions: file?.texts("header_instructions") ?? [],
      statisticsForms: file?.texts("statistics_forms") ?? [],
      captions: FormCaptionWords(
        labels: file?.texts("label_captions") ?? [], values: file?.texts("value_captions") ?? [],
        labelsOrValues: file?.texts("label_or_value_captions") ?? [],
        otherValues: file?.texts("other_value_captions") ?? [],
        units: file?.texts("unit_captions") ?? [], serials: file?.texts("serial_captions") ?? [],
        remarks: file?.texts("remark_captions") ?? []),
      parts: parts(file))
  }

  private func parts(_ file: DefinitionMapping?) -> HeaderWordParts {
    func words(_ key: String) -> [String] { file?.texts(key) ?? [] }
    return HeaderWordParts(
      prefixes: words("header_prefixes"), subjects: words("header_subjects"),
      quantityEndings: words("quantity_endings"), amountEndings: words("amount_endings"),
      timeEndings: words("time_endings"),
      identifierEndings: words("identifier_endings"), kindEndings: words("kind_endings"),
      nameEndings: words("name_endings"), neutralEndings: words("neutral_endings"),
      fillers: words("header_fillers"), equivalents: words("equivalent_words"),
      sentenceWords: words("sentence_words"),
      schoolEndings: words("school_endings"), schoolKinds: words("school_kinds"),
      townEndings: words("town_endings"))
  }

  /// A code needs its sentence in both languages.
  func messages() -> MessageTable {
    let chinese = sentences("messages.zh.yaml")
    let english = sentences("messages.en.yaml")
    report(codes: Set(english.keys).subtracting(chinese.keys), missingIn: "messages.zh.yaml")
    report(codes: Set(chinese.keys).subtracting(english.keys), missingIn: "messages.en.yaml")
    var sentences: [String: BilingualText] = [:]
    for (code, text) in chinese {
      sentences[code] = BilingualText(chinese: text, english: english[code] ?? text)
    }
    return MessageTable(sentences: sentences)
  }

  private func report(codes: Set<String>, missingIn path: String) {
    for code in codes.sorted() {
      context.issues.add(
        folder.place(of: path), "缺少 \(code) 的文字", "the sentence of \(code) is missing")
    }
  }

  private func sentences(_ path: String) -> [String: String] {
    guard let node = folder.node(path), case .mapping(let entries) = node.content else {
      context.issues.add(folder.place(of: path), "缺少文件 \(path)", "\(path) is missing")
      return [:]
    }
    var result: [String: String] = [:]
    for entry in entries {
      guard case .scalar(let text, _) = entry.value.content else {
        context.issues.add(entry.value.place, "应为一句话", "a sentence is expected here")
        continue
      }
      result[entry.key] = text
    }
    return result
  }
}
