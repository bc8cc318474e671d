// SPDX-License-Identifier: Apache-2.0
// InputFailure: why an input file does not even give its bytes.

package import DataModel
import FileFormats

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
    case .limit("compression ratio", let value):
      self.init(
        chinese: "压缩包里的文件压缩比异常（超过 \(value) 倍），不再解压，请直接发送文件。",
        english: "The file is packed more than \(value) times and is not unpacked;"
          + " please send it unpacked.")
    case .limit(let what, let value):
      self.init(
        chinese: "压缩包里的文件解压后超出限制（\(value)），请直接发送文件。",
        english: "The file grows beyond a limit when unpacked: more than \(value) \(what);"
          + " please send it unpacked.")
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

  static let nestedTooDeep = InputFailure(
    chinese: "压缩包里的压缩包里还有压缩包，不再打开，请解压后重新发送。",
    english: "The archive lies in an archive that lies in an archive and is not opened;"
      + " please unpack it and send it again.")

  static func tooManyFiles(_ limit: Int) -> InputFailure {
    InputFailure(
      chinese: "压缩包里的文件多于 \(limit) 个，请分开发送。",
      english: "The archive holds more than \(limit) files; please send them in parts.")
  }

  static func tooManyBytes(_ limit: Int) -> InputFailure {
    InputFailure(
      chinese: "压缩包解压后的总量超出限制（\(limit) 字节），请分开发送。",
      english: "The archive grows beyond \(limit) bytes when unpacked; please send it in parts.")
  }

  static func tooLarge(_ limit: Int) -> InputFailure {
    InputFailure(
      chinese: "压缩包里的文件解压后多于 \(limit) 字节，超出限制。",
      english: "The file grows beyond the limit of \(limit) bytes when unpacked.")
  }
}
