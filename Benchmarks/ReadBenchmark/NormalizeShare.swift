// SPDX-License-Identifier: Apache-2.0
// NormalizeShare: how long Normalize takes for the files that Ingest has just read.

import DataModel
import Definitions
import FileFormats
import Foundation
import Ingest
import Normalize

/// Reads each file, then normalizes it, and adds up the processor's time of either.
///
/// Letting go of a file's cells and records is neither's work, and is told by itself.
enum NormalizeShare {
  static func measure(_ files: [String], pipeline: String, memory: PartMemory) throws {
    let normalizer = Normalizer(definitions: try DefinitionLoader.load(pipelineFolder: pipeline))
    var reading = 0.0
    var normalizing = 0.0
    var release = 0.0
    var account = CellAccount()
    var records = 0
    var held: [(Workbook, NormalizedWorkbook)] = []
    for file in files {
      let start = seconds()
      let bytes = try FileContent(path: file).allBytes()
      let workbook = try WorkbookReader.read(bytes, fileName: file, memory: memory)
      let middle = seconds()
      let normalized = normalizer.normalize(workbook)
      let end = seconds()
      reading += middle - start
      normalizing += end - middle
      account.cells += normalized.account.cells
      account.used += normalized.account.used
      records += normalized.tables.reduce(0) { $0 + $1.rowCount }
      held.append((workbook, normalized))
      let before = seconds()
      held.removeAll(keepingCapacity: true)
      release += seconds() - before
    }
    print(
      "\(files.count) files \(account.cells) cells \(account.used) used \(records) records,",
      "Ingest \(String(format: "%.2f", reading)) s,",
      "Normalize \(String(format: "%.2f", normalizing)) s,",
      "release \(String(format: "%.2f", release)) s")
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
