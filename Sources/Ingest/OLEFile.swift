// SPDX-License-Identifier: Apache-2.0
// OLEFile: what kind of file a compound file is, and its workbook if it has one.

import FileFormats

/// Old Office files and encrypted new ones are compound files ([MS-CFB]).
enum OLEFile {
  /// What is inside.
  enum Content {
    /// The stream of an old workbook.
    case workbook(CompoundStream)
    /// The bytes of a newer one that was encrypted.
    case package([UInt8])
  }

  /// The workbook; throws the error that says what the file is when it has none.
  ///
  /// A file saved for two generations of Excel holds both streams; the newer one has Unicode.
  static func content(
    _ bytes: [UInt8], passwords: [String]
  ) throws(IngestError) -> Content {
    let file: CompoundFile
    do {
      file = try CompoundFile(bytes)
    } catch {
      throw IngestError(error)
    }
    let names = Set(file.names.map { $0.lowercased() })
    if EncryptedWorkbook.isEncrypted(names) {
      return .package(try EncryptedWorkbook.package(of: file, passwords: passwords))
    }
    let isOther = names.contains("worddocument") || names.contains("powerpoint document")
    do {
      for name in ["Workbook", "Book"] {
        if let stream = try file.stream(name, anywhere: !isOther) { return .workbook(stream) }
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
