// SPDX-License-Identifier: Apache-2.0
// OLEFile: what kind of file a compound file is, and its workbook if it has one.

import FileFormats

/// Old Office files and encrypted new ones are compound files ([MS-CFB]).
enum OLEFile {
  /// The workbook stream; throws the error that says what the file is when it has none.
  ///
  /// A file saved for two generations of Excel holds both streams; the newer one has Unicode.
  static func workbook(_ bytes: [UInt8]) throws(IngestError) -> CompoundStream {
    let file: CompoundFile
    do {
      file = try CompoundFile(bytes)
    } catch {
      throw IngestError(error)
    }
    let names = Set(file.names.map { $0.lowercased() })
    if names.contains("encryptedpackage") || names.contains("encryptioninfo") {
      throw IngestError(.encrypted)
    }
    let isOther = names.contains("worddocument") || names.contains("powerpoint document")
    do {
      for name in ["Workbook", "Book"] {
        if let stream = try file.stream(name, anywhere: !isOther) { return stream }
      }
    } catch {
      throw IngestError(error)
    }
    if isOther { throw IngestError(.notASpreadsheet("another kind of Office document")) }
    throw IngestError(.notASpreadsheet("a compound document without a workbook"))
  }
}

extension IngestError {
  /// The container's complaint.
  init(_ error: CompoundFileError) {
    switch error {
    case .truncated(let detail): self.init(.truncated, detail: detail)
    case .corrupt(let detail): self.init(.corrupt, detail: detail)
    }
  }
}
