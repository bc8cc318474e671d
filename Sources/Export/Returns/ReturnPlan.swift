// SPDX-License-Identifier: Apache-2.0
// ReturnPlan: which submissions go back to those who sent them, and the writing of each.

package import DataModel
import FileFormats

/// A submission that goes back.
package struct ReturnItem: Hashable, Sendable {
  /// Its index in the run.
  package let submission: Int
  /// Where its workbook goes, relative to the output folder.
  package let path: String
}

/// What a return is made from.
package struct ReturnSource {
  /// The submission as it was read.
  package var bytes: [UInt8]
  /// Its cells; asked for where they are needed.
  package var workbook: () throws -> Workbook

  package init(bytes: [UInt8], workbook: @escaping () throws -> Workbook) {
    self.bytes = bytes
    self.workbook = workbook
  }
}

/// The workbooks of a run that go back.
package struct ReturnPlan: Sendable {
  /// In the order of the submissions.
  package let items: [ReturnItem]
  private let contents: ReturnContents
  private let submissions: [Submission]

  package init(_ context: ExportContext) {
    let contents = ReturnContents(context)
    submissions = context.evaluation.submissions
    let paths = ReturnPaths.paths(submissions.map(\.file.path))
    items = submissions.indices.filter { contents.isReturned($0) }
      .map { ReturnItem(submission: $0, path: paths[$0]) }
    self.contents = contents
  }

  /// Writes one workbook below the output folder: the submitter's own, or one with the same cells.
  package func write(
    _ item: ReturnItem, from source: ReturnSource, to folder: String
  ) throws -> OutputFile {
    let content = contents.content(of: item.submission)
    let bytes = try bytes(content, submissions[item.submission], source)
    return try OutputFolder(folder).write(bytes, to: item.path, rows: content.entries.count)
  }

  private func bytes(
    _ content: ReturnContent, _ submission: Submission, _ source: ReturnSource
  ) throws -> [UInt8] {
    var request = PatchRequest(content: content)
    let hasList = submission.workbook.account.ignored[ReturnList.ignoringRule] != nil
    if hasList { readEarlierLists(try source.workbook(), &request) }
    let format = submission.file.format
    var refusal = PatchRefusal("")
    if format == "xlsx", source.bytes.starts(with: [0x50, 0x4B]) {
      do {
        return try WorkbookPatch.patched(source.bytes, request)
      } catch let error as PatchRefusal {
        refusal = error
      }
    }
    return try rebuilt(source, request, Self.note(format, refusal, submission.file.path))
  }

  private func readEarlierLists(_ workbook: Workbook, _ request: inout PatchRequest) {
    for (index, sheet) in workbook.sheets.enumerated()
    where ReturnList.header(in: sheet.rows) != nil {
      request.earlierLists.insert(index)
      request.explanations.merge(ReturnList.explanations(in: sheet.rows)) { _, last in last }
    }
  }

  private func rebuilt(
    _ source: ReturnSource, _ request: PatchRequest, _ note: String
  ) throws -> [UInt8] {
    var request = request
    let workbook = try source.workbook()
    let plain = PlainWorkbook(workbook)
    guard let bytes = plain.bytes() else {
      throw OutputError(operation: "rebuild", path: "returns", reason: "the file is too large")
    }
    request.sheetNames = workbook.sheets.map { Masking.redact($0.info.name) }
    let more = plain.isIncomplete ? "部分单元格超出本格式的范围或数量过多，没有列入本文件。" : ""
    request.rebuildNote = note + more
    return try WorkbookPatch.patched(bytes, request)
  }

  private static func note(
    _ format: String, _ refusal: PatchRefusal, _ path: String
  ) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let why =
      format != "xlsx"
      ? "是 \(format) 格式" : refusal.reason.isEmpty ? "有密码保护" : "不能直接标注（\(refusal.reason)）"
    return "原文件“\(name)”\(why)，本文件按读取的内容重新生成：单元格的值、合并区域不变，"
      + "公式、格式和打印设置没有保留。可在本文件中更正后报送，也可在原文件中更正后报送。"
  }
}
