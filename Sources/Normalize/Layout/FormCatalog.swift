// SPDX-License-Identifier: Apache-2.0
// FormCatalog: the forms to look for, with every word that speaks for one of their fields.

import DataModel
import Definitions

/// How strongly a header speaks for a field.
///
/// Higher is better; the steps between kinds matter, not the numbers.
enum Evidence {
  /// The pipeline's `headers:` say so.
  static let declared = 50
  static let path = 40
  static let joinedPath = 34
  static let parentOfTotal = 30
  static let name = 20
  static let synonym = 18
  /// The unit was written into the word without a bracket: 占地面积亩.
  static let bareUnit = 14
  /// The word says the same as a declared one in other parts: 本校占地面积.
  static let composed = 12
  /// A word such as 面积 that the form declares: it counts only beside better ones.
  static let weak = 6
}

/// A field of a form that a word may mean.
struct WordMeaning: Hashable, Sendable {
  var form: Int
  var field: Int
  var evidence: Int
}

/// The forms of one run prepared for recognition; made once, a class because every sheet holds it.
final class FormCatalog: Sendable {
  let forms: [FormDefinition]
  let units: UnitIndex
  let memory = HeaderMemory()
  /// Room for looking for headers, which goes from sheet to sheet.
  let rooms = SpareRooms()
  let instructions: HeaderInstructions
  /// The statistics forms, which are found by their rows and columns.
  let matrices: MatrixCatalog
  /// Folded words of sheet names and titles of each form.
  private let titles: TitleWords
  /// The names of sheets come again in file after file, and a title is asked for by several readers.
  private let knownTitles = TextMemory<[Int]>()
  /// Folded names and synonyms of each field, for suggestions: `[form][field]`.
  let fieldWords: [[[String]]]
  /// The same, as words that others may be near to.
  let nearWords: [[[NearWord]]]
  /// Fields that every form has (school code, school name, county): they tell no form apart.
  let sharedFields: Set<String>
  /// What header matching asks of each field; a definition has too many parts to be copied each time.
  let fieldFacts: [FieldFacts]
  /// What reads each field: `[form][field]`.
  let plans: [[FieldPlan]]
  /// The forms that may be lists.
  let isList: [Bool]
  /// The forms that may have a label beside each value.
  let isForm: [Bool]
  private let meanings: TextMap<[WordMeaning]>
  private let paths: TextMap<[(parents: [String], meaning: WordMeaning)]>
  private let composed: ComposedWords
  private let weakWords: Set<String>
  private let totalWords: TextMap<Bool>
  let declared: DeclaredHeaders
  /// All words that mean something somewhere in a path.
  let ends: WordEnds
  /// A declared word has neither a letter nor a Chinese character, so that figures may be headers too.
  let knowsFigures: Bool

  init(
    forms: [FormDefinition], vocabulary: LayoutVocabulary, units: UnitIndex,
    overrides: [HeaderOverride] = [], tools: ReadingTools? = nil
  ) {
    let forms = DeclaredHeaders.extended(forms, with: overrides)
    self.forms = forms
    self.units = units
    let instructions = HeaderInstructions(vocabulary)
    declared = DeclaredHeaders(
      overrides, forms: forms, units: units, instructions: instructions)
    self.instructions = instructions
    matrices = MatrixCatalog(forms: forms, vocabulary: vocabulary)
    let weakWords = Set(vocabulary.weakHeaders.map(HeaderLabel.bare))
    self.weakWords = weakWords
    var totalWords = TextMap<Bool>()
    for word in vocabulary.totals.map(HeaderLabel.bare) + ["计", "小计", "合计", "总计"] {
      totalWords[word] = true
    }
    self.totalWords = totalWords
    titles = TitleWords(forms.map { $0.titles + [$0.name] })
    var meanings = TextMap<[WordMeaning]>()
    var paths = TextMap<[(parents: [String], meaning: WordMeaning)]>()
    var fieldWords: [[[String]]] = []
    var composed = ComposedWords(forms: forms, vocabulary: vocabulary)
    for (formIndex, form) in forms.enumerated() {
      var wordsOfForm: [[String]] = []
      // A header or a label never names a field of a form that is a matrix and nothing else.
      let fields = form.layouts == [.matrix] ? [] : form.fields
      for (fieldIndex, field) in fields.enumerated() {
        let words = ([field.name] + field.synonyms).map {
          HeaderLabel($0, units: units, instructions: instructions).word
        }.filter { !$0.isEmpty }
        wordsOfForm.append(words)
        for (position, word) in words.enumerated() {
          let evidence =
            weakWords.contains(word)
            ? Evidence.weak : position == 0 ? Evidence.name : Evidence.synonym
          let meaning = WordMeaning(form: formIndex, field: fieldIndex, evidence: evidence)
          meanings[word, default: []].append(meaning)
          if evidence > Evidence.weak { composed.add(word, meaning) }
        }
        for path in field.paths {
          guard let leaf = path.last else { continue }
          let meaning = WordMeaning(
            form: formIndex, field: fieldIndex, evidence: Evidence.path + path.count)
          paths[HeaderLabel.bare(leaf), default: []].append(
            (path.dropLast().map(HeaderLabel.bare), meaning))
        }
      }
      fieldWords.append(wordsOfForm)
    }
    self.meanings = meanings
    self.paths = paths
    let pathWords = forms.flatMap { $0.fields.flatMap { $0.paths.flatMap { $0 } } }
    let words = meanings.texts + pathWords.map(HeaderLabel.bare) + totalWords.texts + declared.words
    ends = WordEnds(words)
    knowsFigures = words.contains { !$0.isEmpty && $0.utf8.allSatisfy { $0 < 0x41 } }
    self.fieldWords = fieldWords
    nearWords = fieldWords.map { $0.map { $0.map(NearWord.init) } }
    composed.finish()
    self.composed = composed
    var shared: Set<String> = Set(forms.first?.fields.map(\.id) ?? [])
    for form in forms { shared.formIntersection(form.fields.map(\.id)) }
    let sharedFields = forms.count > 1 ? shared : []
    self.sharedFields = sharedFields
    fieldFacts = forms.map { FieldFacts($0, shared: sharedFields) }
    isList = forms.map { $0.layouts.contains(.list) }
    isForm = forms.map { $0.layouts.contains(.labelValue) }
    plans = tools.map { tools in forms.map { $0.fields.map { FieldPlan($0, tools: tools) } } } ?? []
  }

  private init(_ other: FormCatalog, declared: DeclaredHeaders) {
    forms = other.forms
    units = other.units
    instructions = other.instructions
    titles = other.titles
    fieldWords = other.fieldWords
    nearWords = other.nearWords
    sharedFields = other.sharedFields
    fieldFacts = other.fieldFacts
    isList = other.isList
    isForm = other.isForm
    plans = other.plans
    meanings = other.meanings
    paths = other.paths
    weakWords = other.weakWords
    totalWords = other.totalWords
    composed = other.composed
    matrices = other.matrices
    ends = other.ends
    knowsFigures = other.knowsFigures
    self.declared = declared
  }

  /// True when the word is a name, a synonym or the leaf of a path of any field, or says the same.
  func isKnown(_ label: HeaderLabel) -> Bool {
    isDeclared(label.word) || label.bare.map { meanings[$0.word] != nil } ?? false
      || !composedMeanings(ofWord: label.word).isEmpty
      || !label.parents.isEmpty && isPathLeaf(label.parents + [label.word])
      || isPathLeaf(label.loosePath)
  }

  private func isDeclared(_ word: String) -> Bool {
    ends.mightHave(word)
      && (meanings.place(of: word) != nil || paths.place(of: word) != nil
        || declared.isKnown(word))
  }

  /// True where the last words are those of a declared path; 合计 below them means them.
  private func isPathLeaf(_ path: [String]) -> Bool {
    guard let last = path.last else { return false }
    if paths.place(of: last) != nil { return true }
    return isTotal(last) && path.count > 1
      && paths[path[path.count - 2]] != nil
  }

  /// The catalog with the decisions that hold on a sheet of this name and these titles.
  ///
  /// What headers were found to mean elsewhere may not hold there, so nothing is remembered.
  func forSheet(named text: () -> String) -> FormCatalog {
    guard declared.isBoundToSheets else { return self }
    return FormCatalog(self, declared: declared.holding(onSheet: text()))
  }

  /// Words above this one change nothing in what it means.
  func standsAlone(_ word: String) -> Bool {
    !ends.endLonger(word) && paths.place(of: word) == nil && !isTotal(word)
      && !declared.isKnown(word)
  }

  private func isTotal(_ word: String) -> Bool { totalWords.place(of: word) != nil }

  /// All fields that a header path may mean, each with its best evidence.
  func meanings(of header: HeaderPath) -> [WordMeaning] {
    let leaf = header.leaf
    var found = meanings(word: leaf.word, parents: header.parents)
    if leaf.unit != nil { found.removeAll { !isQuantity($0) } }
    if let bare = leaf.bare {
      let plain = meanings(word: bare.word, parents: header.parents)
      for meaning in plain
      where units.measureTheSame(bare.unit, forms[meaning.form].fields[meaning.field].unit) {
        var weaker = meaning
        weaker.evidence = min(meaning.evidence, max(Evidence.bareUnit, meaning.evidence - 6))
        found.append(weaker)
      }
    }
    if found.isEmpty, let last = leaf.loosePath.last {
      found = pathMeanings(leaf: last, parents: header.parents + leaf.loosePath.dropLast())
      if leaf.unit != nil { found.removeAll { !isQuantity($0) } }
    }
    // A form that declares the word itself, or a path to it, needs no guess about its parts.
    var isKnown = [Bool](all: false, count: forms.count)
    for meaning in found { isKnown[meaning.form] = true }
    if isKnown.contains(false) {
      for meaning in composedMeanings(leaf) where !isKnown[meaning.form] { found.append(meaning) }
    }
    return declared.decide(Self.bestOfEachField(found), of: header)
  }

  /// False for most words, which mean nothing however they are taken apart.
  func mayBeComposed(_ word: String) -> Bool { composed.mayHaveMeanings(word) }

  func composedMeanings(ofWord word: String) -> [WordMeaning] {
    memory.composedMeanings(of: word, in: composed)
  }

  /// What a word that nobody declared says in other parts of words.
  private func composedMeanings(_ leaf: HeaderLabel) -> [WordMeaning] {
    var found = memory.composedMeanings(of: leaf.word, in: composed)
    if leaf.unit != nil { found.removeAll { !isQuantity($0) } }
    guard found.isEmpty, let bare = leaf.bare else { return found }
    return memory.composedMeanings(of: bare.word, in: composed).filter {
      units.measureTheSame(bare.unit, forms[$0.form].fields[$0.field].unit)
    }
  }

  /// Fields with a declared path that agrees; below its last word 合计 and 计 mean that word.
  private func pathMeanings(leaf: String, parents: [String]) -> [WordMeaning] {
    var found: [WordMeaning] = []
    for (wanted, meaning) in paths[leaf] ?? []
    where Self.occur(wanted, inOrderIn: parents) {
      found.append(Self.anchored(meaning, wanted, parents))
    }
    if let group = parents.last, isTotal(leaf) {
      for (wanted, meaning) in paths[group] ?? []
      where Self.occur(wanted, inOrderIn: parents.dropLast()) {
        var weaker = Self.anchored(meaning, wanted, parents)
        weaker.evidence -= 1
        found.append(weaker)
      }
    }
    return found
  }

  /// A path that begins where the header's does says more than one from its middle.
  private static func anchored(
    _ meaning: WordMeaning, _ wanted: [String], _ parents: [String]
  ) -> WordMeaning {
    guard let first = wanted.first, parents.count > 1, parents.first == first else {
      return meaning
    }
    var stronger = meaning
    stronger.evidence += 2
    return stronger
  }

  private func meanings(word: String, parents: [String]) -> [WordMeaning] {
    var found = pathMeanings(leaf: word, parents: parents)
    found += joinedMeanings(leaf: word, parents: parents)
    found += meanings[word] ?? []
    return found
  }

  /// A unit in brackets asks for a number: 班级（个） is how many classes there are, not which one.
  private func isQuantity(_ meaning: WordMeaning) -> Bool {
    switch forms[meaning.form].fields[meaning.field].kind {
    case .integer, .number: true
    case .text, .personName, .code, .date, .month, .yesNo, .identityNumber, .schoolCode: false
    }
  }

  /// `第一学历 › 毕业院校` is the field 第一学历毕业院校, `在校生数 › 合计` is 在校生数, and `第一学历 › 学历`
  /// is 第一学历.
  private func joinedMeanings(leaf: String, parents: [String]) -> [WordMeaning] {
    guard !parents.isEmpty else { return [] }
    var found: [WordMeaning] = []
    let isTotal = isTotal(leaf)
    let end = Array(leaf.utf8)
    for parent in parents {
      add(meanings[parent + leaf], raisedTo: Evidence.joinedPath, to: &found)
      if isTotal || parent.utf8.count > end.count && parent.ends(withBytes: end) {
        add(meanings[parent], raisedTo: Evidence.parentOfTotal, to: &found)
      }
    }
    return found
  }

  private func add(
    _ list: [WordMeaning]?, raisedTo evidence: Int, to found: inout [WordMeaning]
  ) {
    for meaning in list ?? [] {
      found.append(WordMeaning(form: meaning.form, field: meaning.field, evidence: evidence))
    }
  }

  private static func occur(
    _ wanted: [String], inOrderIn parents: some Collection<String>
  ) -> Bool {
    var rest = parents[...]
    for parent in wanted {
      guard let index = rest.firstIndex(of: parent) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  private static func bestOfEachField(_ list: [WordMeaning]) -> [WordMeaning] {
    var best: [WordMeaning] = []
    for meaning in list {
      let same = best.firstIndex { $0.form == meaning.form && $0.field == meaning.field }
      if let same {
        best[same].evidence = max(best[same].evidence, meaning.evidence)
      } else {
        best.append(meaning)
      }
    }
    return best
  }

  /// What a title counts besides its characters.
  static let pointsOfTitle = 10

  /// Points for each form whose title words occur in the text.
  ///
  /// A longer title outranks a shorter one that it contains.
  func titlePoints(_ text: String) -> [Int] {
    knownTitles.value(of: text) { titlePoints(folded: TextFolding.word(text)) }
  }

  func titlePoints(folded key: String) -> [Int] {
    var points = titles.longest(in: key)
    for form in points.indices where points[form] > 0 {
      points[form] = Self.pointsOfTitle + min(points[form], 10)
    }
    return points
  }
}
