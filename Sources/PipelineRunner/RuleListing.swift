// SPDX-License-Identifier: Apache-2.0
// RuleListing: what `junheng rules` prints and writes.

import DataModel
import Definitions
import Export

/// The rules of one pipeline for people and programs.
package struct RuleListing {
  private let definitions: DefinitionSet

  /// Loads the pipeline.
  package init(pipelineFolder: String) throws {
    definitions = try PipelineCatalogue.load(pipelineFolder)
  }

  package var text: String { RuleInventory(definitions).text }

  package var csv: [UInt8] { RuleInventory(definitions).csv }

  /// Writes the workbook; replaces a file that is there.
  package func writeWorkbook(to path: String) throws {
    do {
      try RuleBook(definitions).write(to: path)
    } catch {
      throw RunFailure(
        .cannotWrite, chinese: "无法写入 \(path)：\(error)", english: "cannot write \(path): \(error)")
    }
  }
}
