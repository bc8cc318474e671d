// SPDX-License-Identifier: Apache-2.0
// SeparatorDetection: which character separates the fields of a text.

/// Finds the separator by how evenly each candidate divides the first rows.
package enum SeparatorDetection {
  /// Candidates in order of preference.
  private static let candidates = [",", "\t", ";", "|"].compactMap(\.utf8.first)
  /// How much of the text is looked at.
  package static let sampleSize = 256 * 1024

  private struct Score {
    var separator: UInt8
    /// The share of rows that have the most frequent width, 0 when that width is one.
    var evenness: Double
    /// The mean width of the rows that are divided at all.
    var width: Double

    var isEven: Bool { evenness > 0.9 }
  }

  /// The separator of `bytes[start...]`, comma when nothing divides it.
  ///
  /// A first line `sep=;` decides; so does a file name ending in `.tsv` or `.tab` when there
  /// are tabs.
  package static func separator(
    of bytes: [UInt8], from start: Int = 0, prefersTab: Bool = false
  ) -> UInt8 {
    if let stated = statedSeparator(bytes, from: start) { return stated }
    let sample = start..<sampleEnd(bytes, from: start)
    var best: Score?
    for candidate in candidates {
      guard let score = score(candidate, bytes, sample) else { continue }
      if prefersTab, candidate == UInt8(ascii: "\t") { return candidate }
      if let rival = best, !isBetter(score, than: rival) { continue }
      best = score
    }
    return best?.separator ?? UInt8(ascii: ",")
  }

  private static func isBetter(_ left: Score, than right: Score) -> Bool {
    if left.isEven != right.isEven { return left.isEven }
    let leftWidth = min(left.width, 3)
    let rightWidth = min(right.width, 3)
    if leftWidth != rightWidth { return leftWidth > rightWidth }
    return left.evenness > right.evenness
  }

  private static func score(_ separator: UInt8, _ bytes: [UInt8], _ sample: Range<Int>) -> Score? {
    var limits = CSVReader.Limits()
    limits.columns = 1_000_000
    var reader = CSVReader(bytes, range: sample, separator: separator, limits: limits)
    var rowsByWidth: [Int: Int] = [:]
    var rows = 0
    // A limit that stops the sample leaves what was counted so far.
    while (try? reader.advance()) == true {
      guard reader.fieldCount > 0 else { continue }
      rows += 1
      rowsByWidth[reader.fieldCount, default: 0] += 1
    }
    let divided = rowsByWidth.filter { $0.key > 1 }
    guard !divided.isEmpty else { return nil }
    let most = rowsByWidth.max { ($0.value, $1.key) < ($1.value, $0.key) }
    let dividedRows = divided.reduce(0) { $0 + $1.value }
    let cells = divided.reduce(0) { $0 + $1.key * $1.value }
    let evenness =
      (most?.key ?? 1) > 1 ? Double(most?.value ?? 0) / Double(max(1, rows)) : 0
    return Score(
      separator: separator, evenness: evenness, width: Double(cells) / Double(dividedRows))
  }

  /// The end of the sample, at a line end where there is one.
  private static func sampleEnd(_ bytes: [UInt8], from start: Int) -> Int {
    guard bytes.count - start > sampleSize else { return bytes.count }
    let end = start + sampleSize
    guard let last = bytes[start..<end].lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return end
    }
    return last + 1
  }

  private static func statedSeparator(_ bytes: [UInt8], from start: Int) -> UInt8? {
    let head = bytes[start...].prefix(6)
    guard head.starts(with: "sep=".utf8), head.count >= 5 else { return nil }
    let stated = head[start + 4]
    let isAlone = head.count == 5 || head[start + 5] == 0x0A || head[start + 5] == 0x0D
    return isAlone && candidates.contains(stated) ? stated : nil
  }
}
