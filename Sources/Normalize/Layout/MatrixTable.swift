// SPDX-License-Identifier: Apache-2.0
// MatrixTable: what the columns of a statistics table are, and the words of each of them.

import DataModel
import Definitions

/// A column of values with the words above it, outermost first; a class, because every form that is tried
/// on the table holds its columns.
final class MatrixColumn: Sendable {
  let column: Int
  let path: [HeaderLabel]
  /// The words of the path and their numbers.
  let texts: [String]
  let words: [Int]
  /// The cell of the last word.
  let row: Int
  /// As printed below the header.
  let number: String

  init(column: Int, path: [HeaderLabel], in numbers: MatrixWords, row: Int, number: String) {
    self.column = column
    self.path = path
    texts = path.map(\.word)
    words = texts.map(numbers.number)
    self.row = row
    self.number = number
  }
}

/// Columns of labels and codes, with the columns of values to their right.
struct MatrixSide: Sendable {
  var labels: [Int]
  var codes: [Int]
  var units: [Int]
  var values: [MatrixColumn]
}

/// The columns of one table.
struct MatrixTable {
  /// What stands in a column.
  private enum Role {
    case label
    case code
    case unit
    case remark
    case value
  }

  static let widest = 400

  let block: MatrixBlock
  private(set) var sides: [MatrixSide] = []
  private(set) var remarks: Set<Int> = []
  private let state: SheetState

  init(_ state: SheetState, block: MatrixBlock, with detector: inout LayoutDetector) {
    self.state = state
    self.block = block
    let paths = MatrixHeaderReader(state, header: block.header).paths(with: &detector)
    var current: MatrixSide?
    var hasValues = false
    for column in columns() {
      let path = paths[column]
      switch role(column, path: path?.path ?? [], isBeforeValues: !hasValues) {
      case .label:
        if hasValues || current == nil {
          if let current { sides.append(current) }
          current = MatrixSide(labels: [], codes: [], units: [], values: [])
          hasValues = false
        }
        current?.labels.append(column)
      case .code: current?.codes.append(column)
      case .unit: current?.units.append(column)
      case .remark: remarks.insert(column)
      case .value:
        hasValues = true
        current?.values.append(
          MatrixColumn(
            column: column, path: path?.path ?? [], in: state.catalog.matrices.words,
            row: path?.row ?? headerRow, number: number(column)))
      }
    }
    if let current { sides.append(current) }
  }

  private var headerRow: Int { state.rows[block.header.upperBound - 1].number }

  private func columns() -> [Int] {
    var found: Set<Int> = []
    for index in block.header.lowerBound..<block.data.upperBound {
      for cell in state.rows[index].cells.prefix(Self.widest) where !cell.value.isEmpty {
        found.insert(cell.column)
      }
    }
    for index in block.header {
      for cell in state.rows[index].cells where !cell.value.isEmpty {
        let width = state.merges.width(row: state.rows[index].number, column: cell.column)
        for offset in 1..<max(2, min(width, Self.widest)) where offset < width {
          found.insert(cell.column + offset)
        }
      }
    }
    return Array(found.sorted().prefix(Self.widest))
  }

  private func number(_ column: Int) -> String {
    guard let index = block.numbersRow, let cell = state.rows[index].cell(column: column) else {
      return ""
    }
    return MatrixCatalog.code(cell.value.rawText)
  }

  private func role(_ column: Int, path: [HeaderLabel], isBeforeValues: Bool) -> Role {
    for label in path.reversed() {
      switch state.tools.captions.role(label.word) {
      case .label where isCaption(path), .labelOrValue where isCaption(path): return .label
      case .serial: return .code
      case .unit: return .unit
      case .remark: return hasWords(column) || path.count == 1 ? .remark : .value
      case .label, .value, .labelOrValue, .otherValue, .unknown, nil: continue
      }
    }
    let cells = block.data.lazy.compactMap { state.rows[$0].cell(column: column) }
      .filter { !$0.value.isEmpty }
    let words = cells.count { $0.textValue.map(Self.isWord) ?? false }
    let letter = block.numbersRow.flatMap { state.rows[$0].cell(column: column) }
    if let letter, MatrixBlockFinder.isLetter(letter) {
      return words * 2 >= max(1, cells.count) ? .label : .code
    }
    guard path.isEmpty || isBeforeValues else { return .value }
    if words * 2 > cells.count, isBeforeValues || path.isEmpty && words >= 2 { return .label }
    if path.isEmpty, isBeforeValues, isCodes(Array(cells)) { return .code }
    return .value
  }

  /// 项目 over a column of its own is a caption; over a group of quantities it is a heading.
  private func isCaption(_ path: [HeaderLabel]) -> Bool {
    path.count == 1
      || path.allSatisfy {
        [.label, .labelOrValue].contains(state.tools.captions.role($0.word))
      }
  }

  private func hasWords(_ column: Int) -> Bool {
    block.data.contains { index in
      state.rows[index].cell(column: column)?.textValue.map(Self.isWord) ?? false
    }
  }

  static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// `01`, `02`, `03` …: each one more than the last.
  private func isCodes(_ cells: [Cell]) -> Bool {
    let codes = cells.compactMap { Int(TextFolding.key($0.value.rawText)) }
    guard codes.count == cells.count, codes.count >= 2, codes[0] <= 1 else { return false }
    return zip(codes, codes.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }
}

/// Reads the words above each column of a statistics table, with their units.
struct MatrixHeaderReader {
  private let state: SheetState
  private let header: Range<Int>

  init(_ state: SheetState, header: Range<Int>) {
    self.state = state
    self.header = header
  }

  /// By column: the words from top to bottom, each once, and the row of the last.
  func paths(
    with detector: inout LayoutDetector
  ) -> [Int: (path: [HeaderLabel], row: Int)] {
    var texts: [Int: [(row: Int, text: String)]] = [:]
    for index in header {
      for (column, text) in words(of: index) {
        texts[column, default: []].append((state.rows[index].number, text))
      }
    }
    var paths: [Int: (path: [HeaderLabel], row: Int)] = [:]
    for (column, entries) in texts {
      var path: [HeaderLabel] = []
      var row = 0
      for entry in entries {
        let label = detector.label(entry.text)
        for parent in label.parents where parent != path.last?.word {
          path.append(detector.label(parent))
        }
        guard !label.isEmpty || label.unit != nil, label.word != path.last?.word else { continue }
        if label.isEmpty, !path.isEmpty {
          path[path.count - 1].unit = path[path.count - 1].unit ?? label.unit
          continue
        }
        path.append(label)
        row = entry.row
      }
      if !path.isEmpty { paths[column] = (path, row) }
    }
    return paths
  }

  /// The texts of a row over each column: merged ones over all they cover.
  private func words(of index: Int) -> [(column: Int, text: String)] {
    let row = state.rows[index]
    var own: [(column: Int, text: String)] = []
    var isMerged = false
    for cell in row.cells.prefix(MatrixTable.widest) {
      guard let text = cell.textValue, text.utf8.count <= 300 else { continue }
      let width = state.merges.width(row: row.number, column: cell.column)
      if width > 1 { isMerged = true }
      for offset in 0..<max(1, min(width, MatrixTable.widest)) {
        own.append((cell.column + offset, text))
      }
    }
    return isMerged || index == header.upperBound - 1 ? own : own + spread(own, below: index + 1)
  }

  /// Without merges a group's word also means the blanks to its right that have words below them.
  private func spread(
    _ own: [(column: Int, text: String)], below: Int
  ) -> [(column: Int, text: String)] {
    GroupWords.spread(
      own.indices.map { HeaderWord(column: own[$0].column, row: 0, text: $0) },
      beneath: state.rows[below].cells.filter { $0.textValue != nil }.map(\.column),
      widest: MatrixTable.widest
    ).map { ($0.column, own[$0.text].text) }
  }
}
