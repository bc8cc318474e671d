// SPDX-License-Identifier: Apache-2.0
// MatrixWords: the words of rows and columns of all statistics forms as numbers.

/// Numbers of folded words: some hundred fields of a form are each compared with all rows of a table.
struct MatrixWords: Sendable {
  private var numbers = TextMap<Int>()
  private var isTotal: [Bool] = []
  private var isWeak: [Bool] = []
  /// The words that tell parts of a school apart in any form.
  private var scope: [WordPart] = []
  /// Words in which one of these occurs.
  private var namesScope: [Bool] = []

  /// The number of a word that no declaration has; it is that of none of their words.
  static let unknown = -1

  /// `totals` mean their group below it; words of `weak`, which has the totals too, say nothing alone.
  init(totals: Set<String>, weak: Set<String>) {
    for word in weak.sorted() {
      _ = number(adding: word)
      isWeak[isWeak.count - 1] = true
      isTotal[isTotal.count - 1] = totals.contains(word)
    }
  }

  mutating func number(adding word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = isTotal.count
    isTotal.append(false)
    isWeak.append(false)
    return isTotal.count - 1
  }

  /// Adds words that tell parts of a school apart.
  mutating func noteScope(_ words: [String]) {
    for word in words where !scope.contains(where: { $0.text == word }) {
      scope.append(WordPart(word))
    }
  }

  /// Finds out which words name a part of a school; called once all forms are there.
  mutating func finish() {
    namesScope = Array(all: false, count: count)
    for word in numbers.texts {
      guard let number = numbers[word] else { continue }
      namesScope[number] = scope.contains { word.containsBytes(of: $0.bytes) }
    }
  }

  var count: Int { isTotal.count }

  func number(_ word: String) -> Int { numbers[word] ?? Self.unknown }

  /// False where no part of a school is named; of an unknown word that cannot be told.
  func mayNameScope(_ number: Int) -> Bool { number == Self.unknown || namesScope[number] }

  func isTotal(_ number: Int) -> Bool { number != Self.unknown && isTotal[number] }

  func isWeak(_ number: Int) -> Bool { number != Self.unknown && isWeak[number] }
}

/// Some of these words.
struct MatrixWordSet: Sendable {
  private var isThere: [Bool] = []

  init(_ words: [String], in numbers: inout MatrixWords) {
    let own = words.map { numbers.number(adding: $0) }
    guard let last = own.max() else { return }
    isThere = Array(all: false, count: last + 1)
    for number in own { isThere[number] = true }
  }

  var isEmpty: Bool { isThere.isEmpty }

  func contains(_ number: Int) -> Bool { isThere.indices.contains(number) && isThere[number] }
}

/// Which of these words the rows of a table have anywhere.
struct MatrixRowWords {
  private var isThere: [Bool]

  init(_ rows: [[MatrixRow]], in numbers: MatrixWords) {
    isThere = Array(all: false, count: numbers.count)
    for row in rows.joined() {
      for word in row.words { note(word) }
    }
  }

  private mutating func note(_ number: Int) {
    if number != MatrixWords.unknown { isThere[number] = true }
  }

  /// False where no row can agree with any of these ways, for lack of a word.
  func mayAgree(with ways: [MatrixWay]) -> Bool {
    ways.contains { way in way.words.allSatisfy { isThere[$0] } }
  }
}

/// A declared way to a row or column: its words, outermost first, as numbers.
struct MatrixWay: Sendable {
  let words: [Int]
  /// What it is worth that all of them agree.
  private let evidence: Int

  init(_ words: [String], in numbers: inout MatrixWords) {
    let ways = words.map { numbers.number(adding: $0) }
    self.words = ways
    let strong = ways.count { [numbers] in !numbers.isWeak($0) }
    evidence = strong * 100 + ways.count * 10
  }

  /// How well a path agrees with the way: its last word must, the others must stand above it in order.
  ///
  /// Below a group 合计 means the group. nil where they disagree.
  func evidence(_ path: [Int], in numbers: MatrixWords) -> Int? {
    guard let leaf = words.last, let last = path.last else { return nil }
    var end = path.count - 1
    if last != leaf {
      guard end > 0, numbers.isTotal(last), path[end - 1] == leaf else { return nil }
      end -= 1
    }
    let isExact = end == words.count - 1
    for word in words.dropLast().reversed() {
      guard let index = path[..<end].lastIndex(of: word) else { return nil }
      end = index
    }
    return evidence + (isExact ? 5 : 0)
  }
}
