// SPDX-License-Identifier: Apache-2.0
// WriteBenchmark: writes a workbook of many rows as the benchmarks need it.

import Export

/// Called as `WriteBenchmark rows|none N FILE`, or as `WriteBenchmark counties PIPELINE-FOLDER
/// SUBMISSIONS ROSTER YEAR RUNS FOLDER` for the workbooks of counties.
///
/// `rows` writes N rows of 20 mixed cells, 11 or 12 texts and 8 numbers or so, the cells that
/// other writers are given in the same benchmark; `none` only makes the values, to be subtracted.
@main struct WriteBenchmark {
  private static let degrees: [StaticString] = ["专科", "本科", "硕士", "中专"]
  private static let subjects: [StaticString] = ["语文", "数学", "英语", "体育", "音乐", "美术", "科学"]
  private static let titles: [StaticString] = ["高级教师", "一级教师", "二级教师"]
  private static let answers: [StaticString] = ["是", "否"]
  private static let sexes: [StaticString] = ["男", "女"]

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.count == 7, words[0] == "counties", let year = Int(words[4]), let runs = Int(words[5])
    {
      let writing = CountyWriting(
        pipeline: words[1], submissions: words[2], roster: words[3], year: year, folder: words[6])
      return print(try writing.measure(runs: runs))
    }
    guard words.count > 2, ["rows", "none"].contains(words[0]), let count = UInt64(words[1]) else {
      print("usage: WriteBenchmark rows|none N FILE")
      print("       WriteBenchmark counties PIPELINE-FOLDER SUBMISSIONS ROSTER YEAR RUNS FOLDER")
      return
    }
    var values = Values()
    guard words[0] == "rows" else {
      var sum = 0
      for index in 0..<count {
        values.next(index)
        sum &+= values.texts.reduce(0) { $0 &+ $1.count } &+ Int(values.numbers[0])
      }
      return print("\(count) rows made, \(sum)")
    }
    let workbook = try TableWorkbook(
      path: words[2], sheet: "教师花名册", columns: (0..<20).map { "列\($0)" })
    for index in 0..<count {
      values.next(index)
      try workbook.append { row in values.write(to: &row) }
    }
    try workbook.close()
    print("\(count) rows")
  }

  /// The values of a row, made from a generator that repeats exactly.
  private struct Values {
    private var state: UInt64 = 88_172_645_463_325_252
    private var draw: UInt64 = 0
    /// Made texts, by column.
    private(set) var texts = [Text](repeating: Text(), count: 5)
    private(set) var numbers = [Double](repeating: 0, count: 8)

    mutating func next(_ index: UInt64) {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      draw = state
      let school = index / 500
      let (year, begun) = (1965 + draw % 36, 1987 + draw % 36)
      for index in texts.indices { texts[index].clear() }
      texts[0].add("99")
      texts[0].add(school, digits: 8)
      texts[1].add("示例县第")
      texts[1].add(school)
      texts[1].add("小学")
      texts[2].add("教师")
      texts[2].add(draw % 200_000)
      texts[3].add("99")
      texts[3].add(school % 10_000, digits: 4)
      texts[3].add(year)
      texts[3].add(1 + index % 12, digits: 2)
      texts[3].add(1 + index % 28, digits: 2)
      texts[3].add(index % 1000, digits: 3)
      texts[3].add(draw % 10)
      texts[4].add("99")
      texts[4].add(begun)
      texts[4].add(index, digits: 11)
      numbers[0] = Double(24_000 + draw % 12_800)
      numbers[1] = Double(120 + draw % 500)
      numbers[2] = Double(8 + draw % 32) / 2
      numbers[3] = Double(300_000 + draw % 600_000) / 100
      numbers[4] = Double(600 + draw % 400) / 10
      numbers[5] = Double(begun)
      numbers[6] = Double(1 + draw % 9)
      numbers[7] = Double(1 + draw % 12)
    }

    func write(to row: inout RowWriter) {
      func word(_ words: [StaticString], _ index: UInt64) {
        let text = words[Int(index)]
        row.text(
          utf8: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
      }
      func made(_ index: Int) { texts[index].withBytes { row.text(utf8: $0) } }
      for index in 0..<4 { made(index) }
      word(sexes, draw & 1)
      row.number(numbers[0])
      word(degrees, draw >> 1 & 3)
      word(subjects, draw % 7)
      word(titles, draw % 3)
      word(answers, draw >> 3 & 1)
      made(4)
      for index in 1...5 { row.number(numbers[index]) }
      word(answers, draw >> 5 & 1)
      row.number(numbers[6])
      row.number(numbers[7])
      if draw % 10 == 0 { word(["长期病假"], 0) }
    }
  }

  /// A short text that is made again and again in the same place.
  private struct Text {
    private var bytes = [UInt8](repeating: 0, count: 64)
    private(set) var count = 0

    mutating func clear() { count = 0 }

    mutating func add(_ text: StaticString) {
      for index in 0..<text.utf8CodeUnitCount { bytes[count + index] = text.utf8Start[index] }
      count += text.utf8CodeUnitCount
    }

    /// With leading zeros up to so many digits.
    mutating func add(_ number: UInt64, digits: Int = 1) {
      var length = 1
      var rest = number
      while rest >= 10 {
        rest /= 10
        length += 1
      }
      length = max(length, digits)
      rest = number
      for place in stride(from: count + length - 1, through: count, by: -1) {
        bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      count += length
    }

    func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
