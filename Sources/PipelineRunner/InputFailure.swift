// SPDX-License-Identifier: Apache-2.0
// InputFailure: why an input file does not even give its bytes.

package import DataModel
import FileFormats
import Ingest

/// Why the bytes of one input cannot be had; it stops this file and no other.
package struct InputFailure: Error, Hashable, Sendable {
  /// One sentence for the person who handed the file in.
  package var reason: BilingualText

  init(chinese: String, english: String) {
    reason = BilingualText(chinese: chinese, english: english)
  }

  /// An archive's complaint about one of its members.
  init(_ error: ZipError) {
    switch error {
    case .encrypted:
      self.init(
        chinese: "压缩包里的文件已加密，请取消密码后重新打包发送。",
        english: "The file is encrypted in its archive; please pack it again without a password.")
    case .unsupportedMethod(_, let method):
      self.init(
        chinese: "压缩包用了不支持的压缩方法（\(method)），请用普通 zip 格式重新打包发送。",
        english: "The archive uses the unsupported compression method \(method);"
          + " please pack it again as an ordinary .zip.")
    case .limit(let what, let value):
      guard let limit = IngestLimit(counted: what) else {
        self.init(.corrupt("more than \(value) \(what)"))
        return
      }
      self = .over(limit, value)
    case .truncated(let detail), .corrupt(let detail), .missing(let detail):
      self.init(
        chinese: "压缩包里的文件已损坏，请重新打包发送。",
        english: "The file is damaged in its archive; please pack it again (\(detail)).")
    case .notAnArchive:
      self.init(
        chinese: "压缩包已损坏，请重新打包发送。",
        english: "The archive is damaged; please pack it again.")
    }
  }

  /// A cap stands against the file: either it is raised, or the file comes by itself.
  static func over(_ limit: IngestLimit, _ value: Int) -> InputFailure {
    let sentence = limit.exceeded(value)
    guard limit != .fileBytes else {
      return InputFailure(chinese: sentence.chinese, english: sentence.english)
    }
    return InputFailure(
      chinese: sentence.chinese + "也可以不打包、直接发送文件。",
      english: sentence.english + " Or send it without packing it.")
  }

  static func nestedTooDeep(_ depth: Int) -> InputFailure {
    let raise = IngestLimit.archiveDepth.exceeded(depth)
    return InputFailure(
      chinese: "压缩包里的压缩包里还有压缩包，不再打开。" + raise.chinese + "也可以解压后重新发送。",
      english: "The archive lies in an archive that lies in an archive and is not opened. "
        + raise.english + " Or unpack it and send it again.")
  }
}
