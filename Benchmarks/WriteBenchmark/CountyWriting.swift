// SPDX-License-Identifier: Apache-2.0
// CountyWriting: how long the workbooks of counties take to write, and what memory that adds.

import DataModel
import Definitions
import Evaluate
import Export
import FileFormats
import Foundation
import Ingest
import Normalize

/// Reads and evaluates submissions as a run does, then writes the counties' workbooks again and again.
struct CountyWriting {
  let pipeline: String
  let submissions: String
  let roster: String
  let year: Int
  /// Where the workbooks go; those of the last time stay.
  let folder: String

  /// `WORKBOOKS workbooks, RUNS runs: median … s cpu (…), memory …`.
  func measure(runs: Int) throws -> String {
    // Written once to warm up, and to leave out counties of the roster that sent nothing.
    let tasks = try OutputPlan.tasks(for: ExportContext(try bundle())).filter {
      try $0.path.hasPrefix("counties/") && $0.write(folder).rows > 0
    }
    let before = try Memory.restart()
    var times: [Double] = []
    for _ in 0..<max(1, runs) {
      let start = Self.seconds()
      for task in tasks { _ = try task.write(folder) }
      times.append(Self.seconds() - start)
    }
    let shown = times.map { String(format: "%.3f", $0) }
    let median = shown.sorted()[shown.count / 2]
    return "\(tasks.count) workbooks, \(times.count) runs: median \(median) s cpu "
      + "(\(shown.joined(separator: " "))), memory \(before) MiB and \(try Memory.peak()) MiB at most"
  }

  private func bundle() throws -> ExportBundle {
    let definitions = try DefinitionLoader.load(pipelineFolder: pipeline).inForce(in: year)
    let normalizer = Normalizer(definitions: definitions)
    let memory = PartMemory()
    let files = (FileManager.default.subpaths(atPath: submissions) ?? []).sorted()
      .filter { path in [".xlsx", ".xls", ".csv"].contains { path.hasSuffix($0) } }
    let read = try files.map { path in
      let bytes = try FileContent(path: submissions + "/" + path).allBytes()
      let workbook = try WorkbookReader.read(bytes, fileName: path, memory: memory)
      let file = SubmissionFile(
        path: path, format: workbook.format, encoding: workbook.encoding, byteCount: bytes.count,
        sha256: Digest.sha256Hex(bytes))
      return Submission(
        file: file, workbook: normalizer.normalize(workbook, fileName: path, year: year))
    }
    let list = try FileContent(path: roster).allBytes()
    let schools = normalizer.normalizeRoster(try WorkbookReader.read(list, fileName: roster))
    let evaluation = Evaluator(definitions: definitions).evaluate(
      submissions: read, roster: schools, year: year, previousLedger: nil)
    let run = RunInformation(
      runIdentifier: "benchmark", toolVersion: "", year: year, skipped: [], started: "",
      finished: "", host: "")
    return ExportBundle(definitions: definitions, evaluation: evaluation, run: run)
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The kernel's account of this process.
  private enum Memory {
    /// Forgets the peak; what is held now, in MiB.
    static func restart() throws -> Int {
      try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
      return try value("VmRSS:")
    }

    static func peak() throws -> Int { try value("VmHWM:") }

    private static func value(_ name: String) throws -> Int {
      let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        .split(separator: "\n")
      let words = lines.first { $0.hasPrefix(name) }?.split(whereSeparator: \.isWhitespace) ?? []
      return (words.count > 1 ? Int(words[1]) ?? 0 : 0) / 1024
    }
  }
}
