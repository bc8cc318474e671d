// SPDX-License-Identifier: Apache-2.0
// OutputVerification: what `junheng verify` checks and how it says what differs.

package import DataModel
import Export
import Foundation

/// Checks an output folder against its manifest.
package enum OutputVerification {
  /// All differences in words, by path; empty when the folder is what its manifest says.
  ///
  /// Fails with `.noInput` when there is no such folder.
  package static func check(_ folder: String) throws -> [BilingualText] {
    guard FileManager.default.fileExists(atPath: folder) else {
      throw RunFailure(
        .noInput, chinese: "没有找到输出文件夹“\(folder)”。",
        english: "no such output folder: “\(folder)”")
    }
    return ManifestVerifier.differences(in: folder).map(sentence)
  }

  private static func sentence(_ difference: OutputDifference) -> BilingualText {
    let path = difference.path
    let numbers = (difference.expected, difference.actual)
    let chinese =
      switch difference.kind {
      case .manifest: "清单不可用"
      case .missing: "清单中有，文件夹中没有"
      case .extra: "文件夹中有，清单中没有"
      case .size: "大小不符：应为 \(numbers.0)，实为 \(numbers.1)"
      case .content: "内容已变（SHA-256 不符）"
      case .rows: "行数不符：应为 \(numbers.0)，实为 \(numbers.1)"
      }
    return BilingualText(chinese: "\(path)：\(chinese)", english: difference.description)
  }
}
