// SPDX-License-Identifier: Apache-2.0
// ResultFolder: the output folder of a finished run, as what reads it again sees it.

import DataModel
import Foundation

/// An output folder whose manifest says that a run of this program wrote it.
struct ResultFolder: Sendable {
  /// As the user gave it.
  let path: String
  let year: Int
  let runIdentifier: String
  let pipeline: String
  let pipelineName: String

  /// Tables of a whole nation are large; the cap is against what is no table.
  private static let largest = 16 << 30

  private struct Manifest: Decodable {
    struct Pipeline: Decodable {
      var id: String
      var name: String?
    }
    var format: String
    var year: Int
    var runId: String
    var pipeline: Pipeline
  }

  /// Fails with `.noInput` where there is no such folder, or one that no run wrote.
  init(_ path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw RunFailure(
        .noInput, chinese: "没有找到输出文件夹“\(path)”。",
        english: "no such output folder: “\(path)”")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let bytes = try? FileBytes.read(path + "/manifest.json"),
      let manifest = try? decoder.decode(Manifest.self, from: Data(bytes)),
      manifest.format.hasPrefix("junheng-manifest/")
    else {
      throw RunFailure(
        .noInput, chinese: "“\(path)”不是 junheng run 的输出文件夹（没有可读的 manifest.json）。",
        english: "“\(path)” is no output folder of junheng run (it has no readable manifest.json)")
    }
    year = manifest.year
    runIdentifier = manifest.runId
    pipeline = manifest.pipeline.id
    pipelineName = manifest.pipeline.name ?? manifest.pipeline.id
  }

  /// A table by its name without `data/` and ending; nil where this output does not have it.
  func table(
    _ name: String, keep: (OutputRow) -> Bool = { _ in true }
  ) throws -> OutputTable? {
    try read("data/" + name, keep: keep)
  }

  /// `findings.csv`.
  func findings() throws -> OutputTable {
    guard let table = try read("findings", keep: { _ in true }) else {
      throw RunFailure(
        .noInput, chinese: "“\(path)”缺少 findings.csv。",
        english: "“\(path)” has no findings.csv")
    }
    return table
  }

  private func read(_ name: String, keep: (OutputRow) -> Bool) throws -> OutputTable? {
    let file = path + "/" + name + ".csv"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    do {
      return try OutputTable(FileBytes.read(file, limit: Self.largest), keep: keep)
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "“\(file)”读不出来：\(reason.chinese)",
        english: "“\(file)” cannot be read: \(reason.english)")
    }
  }

  /// A table without which nothing can be said.
  func neededTable(
    _ name: String, keep: (OutputRow) -> Bool = { _ in true }
  ) throws -> OutputTable {
    guard let table = try table(name, keep: keep) else {
      throw RunFailure(
        .noInput, chinese: "“\(path)”缺少 data/\(name).csv：可能是旧版本的输出，请重新运行 junheng run。",
        english:
          "“\(path)” has no data/\(name).csv: an earlier version may have written it; run junheng run again"
      )
    }
    return table
  }
}
