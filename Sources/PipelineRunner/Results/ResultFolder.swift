// SPDX-License-Identifier: Apache-2.0
// ResultFolder: the output folder of a finished run, as what reads it again sees it.

import DataModel
import FileFormats
import Foundation

/// An output folder whose manifest says that a run of this program wrote it.
struct ResultFolder: Sendable {
  /// As the user gave it.
  let path: String
  let year: Int
  let runIdentifier: String
  let pipeline: String
  let pipelineName: String
  /// The submissions it read, by path.
  let inputs: [Input]
  /// What a run goes by besides its submissions, always the same items in the same order.
  let settings: [Setting]
  /// Digests of the outputs by path, where what is read must be what the run wrote.
  private let digests: [String: String]?

  struct Input: Decodable, Hashable, Sendable {
    var path: String
    var sha256: String
  }

  /// `name`: what a person calls it; `value`: differs when it differs; "" where there is none.
  struct Setting: Hashable, Sendable {
    var item: String
    var name: String
    var value: String
  }

  /// Tables of a whole nation are large; the cap is against what is no table.
  private static let largest = 16 << 30

  private struct Manifest: Decodable {
    struct Pipeline: Decodable {
      var id: String
      var name: String?
      var version: String?
      var sha256: String?
    }
    struct Tool: Decodable {
      var version: String?
    }
    var format: String
    var year: Int
    var runId: String
    var pipeline: Pipeline
    var tool: Tool?
    var roster: Input?
    var corrections: Input?
    var explanations: Input?
    var inputs: [Input]?
    var outputs: [Input]?
    var previous: [Previous]?

    struct Previous: Decodable {
      var year: Int
      var runId: String
    }

    var settings: [Setting] {
      func list(_ item: String, _ file: Input?) -> Setting {
        Setting(
          item: item, name: file?.path ?? "", value: file.map { String($0.sha256.prefix(12)) } ?? ""
        )
      }
      let digest = String((pipeline.sha256 ?? "").prefix(12))
      return [
        Setting(item: "year", name: "", value: String(year)),
        Setting(
          item: "pipeline", name: pipeline.id,
          value: [pipeline.version ?? "", digest].filter { !$0.isEmpty }.joined(separator: " ")),
        Setting(item: "tool", name: "", value: tool?.version ?? ""), list("roster", roster),
        list("corrections", corrections), list("explanations", explanations),
        Setting(
          item: "previous", name: "",
          value: (previous ?? []).map { "\($0.year) \($0.runId)" }.joined(separator: ", ")),
      ]
    }
  }

  /// Fails with `.noInput` where there is no such folder, or one that no run wrote.
  ///
  /// `isVerified`: tables that are not as the manifest lists them are refused.
  init(_ path: String, isVerified: Bool = false) throws {
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
    inputs = manifest.inputs ?? []
    settings = manifest.settings
    digests =
      isVerified
      ? Dictionary(
        (manifest.outputs ?? []).map { ($0.path, $0.sha256) },
        uniquingKeysWith: { first, _ in first }) : nil
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
    let wanted = digests?[name + ".csv"]
    guard FileManager.default.fileExists(atPath: file) else {
      if wanted != nil { throw altered(file) }
      return nil
    }
    do {
      let bytes = try FileBytes.read(file, limit: Self.largest)
      if let wanted, Digest.sha256Hex(bytes) != wanted { throw altered(file) }
      return try OutputTable(bytes, keep: keep)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "“\(file)”读不出来：\(reason.chinese)",
        english: "“\(file)” cannot be read: \(reason.english)")
    }
  }

  private func altered(_ file: String) -> RunFailure {
    RunFailure(
      .noInput, chinese: "“\(file)”与 manifest.json 不一致，不是运行时写出的内容；请用 junheng verify 核对。",
      english: "“\(file)” is not what the run wrote, says manifest.json; see junheng verify")
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
