// SPDX-License-Identifier: Apache-2.0
// ArchiveMemberNames: the names of an archive's members as text, whatever wrote them.

import FileFormats

/// Decodes the names of one archive.
///
/// Windows in China writes names in GBK and says nothing of it; others write UTF-8 and do not say
/// it either. Some very common words, among them the one for school, are valid in both, so all
/// names without a mark are judged together.
struct ArchiveMemberNames {
  private let encoding: TextEncoding

  init(_ entries: [ZipEntry]) {
    var sample = Array("x\n".utf8)
    for entry in entries where Self.isUnmarked(entry) && sample.count < 1 << 20 {
      guard entry.rawName.contains(where: { $0 > 0x7F }), !entry.rawName.contains(0) else {
        continue
      }
      sample += entry.rawName
      sample.append(0x0A)
    }
    switch DecodedText(sample)?.encoding {
    case .gb18030: encoding = .gb18030
    case .big5: encoding = .big5
    default: encoding = .utf8
    }
  }

  private static func isUnmarked(_ entry: ZipEntry) -> Bool {
    !entry.claimsUTF8 && entry.unicodeName == nil
  }

  /// The name; bytes that fit no encoding become U+FFFD.
  func name(of entry: ZipEntry) -> String {
    if let name = entry.unicodeName { return name }
    let raw = entry.rawName
    if let text = String(validating: raw, as: UTF8.self) {
      // Characters of three and more bytes do not come out of another encoding by chance.
      if entry.claimsUTF8 || encoding == .utf8 || raw.contains(where: { $0 >= 0xE0 }) {
        return text
      }
    }
    let coding = encoding == .utf8 ? .gb18030 : encoding
    guard let decoded = DecodedText(raw, from: 0, as: coding) else { return entry.name }
    return String(decoding: decoded.utf8[decoded.start...], as: UTF8.self)
  }
}
