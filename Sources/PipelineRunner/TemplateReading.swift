// SPDX-License-Identifier: Apache-2.0
// TemplateReading: the platform's own file that a run fills, given by the user or lying beside the pipeline.

import DataModel
import Definitions
import Export
import FileFormats
import Foundation

/// Takes the template's bytes into the definitions, after it was filled on trial.
enum TemplateReading {
  private static let largest = 64 << 20

  /// `path`: as the user gave it; nil: where the pipeline says, if it does.
  static func add(_ path: String?, beside folder: String, to definitions: inout DefinitionSet)
    throws
  {
    guard let template = definitions.outputs.template else {
      guard let path else { return }
      throw RunFailure(
        .wrongDefinition,
        chinese: "流程的 outputs.yaml 没有声明 template，无法填写“\(path)”。",
        english: "the pipeline's outputs.yaml declares no template: “\(path)” cannot be filled")
    }
    guard let file = path ?? template.file.flatMap({ place(of: $0, template, folder) }) else {
      return
    }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(file, limit: largest)
    } catch {
      let reason = FileFault.sentence(for: error)
      throw RunFailure(
        .noInput, chinese: "平台模板“\(file)”读不出来：\(reason.chinese)",
        english: "the template “\(file)” cannot be read: \(reason.english)")
    }
    definitions.outputs.template?.content = bytes
    do {
      _ = try PlatformTemplate(definitions)
    } catch {
      throw RunFailure(
        .wrongDefinition, chinese: "平台模板“\(file)”：\(error.reason.chinese)。",
        english: "the template “\(file)”: \(error.reason.english)")
    }
    // What is filled is part of what names a run.
    definitions.digest = Digest.sha256Hex(
      Array((definitions.digest + Digest.sha256Hex(bytes)).utf8))
  }

  /// In the pipeline's own folder, else beside the declaration that names it.
  private static func place(
    of file: String, _ template: OutputTemplate, _ folder: String
  ) -> String? {
    guard !file.contains("/"), !file.hasPrefix(".") else { return folder + "/" + file }
    let declared = (template.place.file as NSString).deletingLastPathComponent
    let choices = [folder, folder + "/../" + declared, folder + "/../../" + declared]
    return choices.map { $0 + "/" + file }
      .first { FileManager.default.fileExists(atPath: $0) } ?? folder + "/" + file
  }
}
