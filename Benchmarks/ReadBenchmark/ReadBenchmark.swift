// SPDX-License-Identifier: Apache-2.0
// ReadBenchmark: reads files as the benchmarks need it and prints what it found in them.

import DataModel
import FileFormats
import Foundation
import Ingest
import Synchronization

/// Called as `ReadBenchmark columns|stream|rows FILE-OR-FOLDER... [--jobs N] [--check]`, or as
/// `ReadBenchmark normalize PIPELINE-FOLDER FILE-OR-FOLDER...` for the share of Normalize.
///
/// `columns` holds every cell of a file at once, `stream` lets each group go, `rows` makes
/// `SheetRow`s. Each prints one line: files, rows, cells; with `--check` also the sum of all
/// numbers and the bytes of all texts, to hold against another reader of the same files.
@main struct ReadBenchmark {
  enum Mode: String {
    case columns
    case stream
    case rows
  }

  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    var jobs = 1
    if let place = words.firstIndex(of: "--jobs"), place + 1 < words.count {
      jobs = Int(words[place + 1]) ?? 1
      words.removeSubrange(place...place + 1)
    }
    if words.count > 2, words[0] == "normalize" {
      return try NormalizeShare.measure(
        words.dropFirst(2).flatMap(filesBelow), pipeline: words[1], memory: memory)
    }
    let checks = words.contains("--check")
    words.removeAll { $0 == "--check" }
    guard let mode = words.first.flatMap(Mode.init(rawValue:)), words.count > 1 else {
      FileHandle.standardError.write(
        Data("usage: ReadBenchmark columns|stream|rows FILE-OR-FOLDER... [--jobs N]\n".utf8))
      exit(64)
    }
    let files = words.dropFirst().flatMap(filesBelow)
    let total = try count(files, mode: mode, jobs: jobs, checks: checks)
    let proof = checks ? " sum \(total.sum) text \(total.textBytes) bytes" : ""
    print("\(files.count) files \(total.rows) rows \(total.cells) cells\(proof)")
  }

  /// A file, or all workbooks below a folder in the order of their paths.
  private static func filesBelow(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    return (FileManager.default.subpaths(atPath: path) ?? []).filter { $0.hasSuffix(".xlsx") }
      .sorted().map { path + "/" + $0 }
  }

  private static func count(
    _ files: [String], mode: Mode, jobs: Int, checks: Bool
  ) throws -> Tally {
    guard jobs > 1 else {
      return try files.reduce(into: Tally(checks: checks)) { tally, file in
        try read(file, mode, overlaps: false, into: &tally)
      }
    }
    if files.count == 1 {
      var tally = Tally(checks: checks)
      try read(files[0], mode, overlaps: true, into: &tally)
      return tally
    }
    let shares = ParallelTallies()
    // Files are claimed one by one: a worker whose core is busy elsewhere holds nobody up.
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      var tally = Tally(checks: checks)
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < files.count {
        do {
          try read(files[index], mode, overlaps: false, into: &tally)
        } catch {
          shares.fail(error)
        }
      }
      shares.add(tally)
    }
    return try shares.total()
  }

  /// One for all files, as in a run of the pipeline.
  private static let memory = PartMemory()

  private static func read(
    _ path: String, _ mode: Mode, overlaps: Bool, into tally: inout Tally
  ) throws {
    let content = try FileContent(path: path)
    var limits = IngestLimits.default
    limits.readsAhead = overlaps
    let source = try WorkbookReader.open(content, fileName: path, limits: limits, memory: memory)
    for index in source.sheets.indices {
      if mode == .rows {
        var rows = try source.rows(of: index)
        while let row = try rows.next() { tally.add(row) }
        continue
      }
      var reader = try source.groups(of: index)
      var held: [CellGroup] = []
      while let group = try reader.nextGroup() {
        if mode == .columns { held.append(group) } else { tally.add(group, reader.values) }
      }
      for group in held { tally.add(group, reader.values) }
    }
  }
}
