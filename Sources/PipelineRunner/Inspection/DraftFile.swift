// SPDX-License-Identifier: Apache-2.0
// DraftFile: writes the draft of a form for the table of a file that no form knows.

package import DataModel
import Definitions
import Foundation
import Normalize

/// Writes drafts.
package enum DraftFile {
  /// Writes a draft for the largest unknown table; says which it was, and how many others there are.
  ///
  /// Fails with `.noInput` when all tables are known, and with `.cannotWrite` when the file exists
  /// and is not to be replaced, or cannot be written.
  package static func write(
    _ inspection: FileInspection, to path: String, replacing: Bool
  ) throws -> BilingualText {
    guard let definitions = inspection.definitions else {
      throw RunFailure(
        .usage, chinese: "--draft 须同时给出 --pipeline。", english: "--draft needs --pipeline")
    }
    let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    let unknown = inspection.sheets.flatMap { sheet in sheet.guesses.map { (sheet, $0) } }
    let drafts = unknown.map { sheet, guess in
      (sheet, guess, FormDraft(guess, sheet: sheet.name, stem: stem, definitions: definitions))
    }.filter { !$0.2.isEmpty }
    let largest = drafts.max { size($0.1) < size($1.1) }
    guard let (sheet, guess, draft) = largest else {
      throw RunFailure(
        .noInput, chinese: "没有未识别的表，没有写草稿。",
        english: "there is no unknown table; no draft was written")
    }
    try write(draft.yaml, to: path, replacing: replacing)
    let others = drafts.count - 1
    return BilingualText(
      chinese: "草稿已写入 \(path)：工作表“\(sheet.name)” \(guess.range)"
        + (others > 0 ? "；另有 \(others) 个未识别的表没有写" : ""),
      english: "draft written to \(path): sheet “\(sheet.name)” \(guess.range)"
        + (others > 0 ? "; \(others) more unknown tables are left out" : ""))
  }

  private static func size(_ guess: GuessedTable) -> Int {
    guess.columns.reduce(0) { $0 + $1.filled }
  }

  private static func write(_ text: String, to path: String, replacing: Bool) throws {
    if !replacing, FileManager.default.fileExists(atPath: path) {
      throw RunFailure(
        .cannotWrite, chinese: "“\(path)”已存在，没有覆盖；要覆盖请加 --force。",
        english: "“\(path)” exists and was not replaced; --force replaces it")
    }
    do {
      let options: Data.WritingOptions = replacing ? .atomic : .withoutOverwriting
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: options)
    } catch {
      throw RunFailure(
        .cannotWrite, chinese: "草稿写不进“\(path)”。",
        english: "the draft cannot be written to “\(path)”")
    }
  }
}
