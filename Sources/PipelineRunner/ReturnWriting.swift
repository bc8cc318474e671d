// SPDX-License-Identifier: Apache-2.0
// ReturnWriting: opens the submissions again that go back, and has their workbooks written.

import DataModel
import Export
import FileFormats
import Ingest

/// One output of a run: a file of its own, or a submission that goes back.
enum OutputJob: Sendable {
  case task(OutputTask)
  case submissionReturn(ReturnItem)
}

/// What became of an output.
enum OutputOutcome: Sendable {
  case written(OutputFile)
  case returned(OutputFile, submission: Int)
  /// A return that was not written, and why.
  case left(path: String, reason: BilingualText)

  var file: OutputFile? {
    switch self {
    case .written(let file), .returned(let file, _): file
    case .left: nil
    }
  }

  /// Paths of the returned workbooks by submission.
  static func returns(_ outcomes: [OutputOutcome]) -> [Int: String] {
    var paths: [Int: String] = [:]
    for case .returned(let file, let submission) in outcomes { paths[submission] = file.path }
    return paths
  }

  /// The submissions that should have gone back and did not.
  static func left(_ outcomes: [OutputOutcome]) -> [(path: String, reason: BilingualText)] {
    outcomes.compactMap { outcome in
      guard case .left(let path, let reason) = outcome else { return nil }
      return (path, reason)
    }
  }
}

/// Writes outputs; files of the input are read once more for those that go back.
struct ReturnWriting: Sendable {
  let plan: ReturnPlan
  /// The files behind the submissions, in their order.
  let files: [InputFile]
  let submissions: [Submission]
  let options: ReadingOptions

  var jobs: [OutputJob] { plan.items.map { .submissionReturn($0) } }

  /// Does the jobs side by side; what became of them is in their order.
  func write(
    _ jobs: [OutputJob], width: Int, to folder: String,
    progress: @Sendable (RunProgress) -> Void
  ) async throws -> [OutputOutcome] {
    var done = 0
    return try await mapSideBySide(
      jobs, width: width,
      finished: { _ in
        done += 1
        progress(RunProgress(phase: .writing, done: done, total: jobs.count, records: 0))
      },
      { try write($0, to: folder) })
  }

  private func write(_ job: OutputJob, to folder: String) throws -> OutputOutcome {
    switch job {
    case .task(let task): .written(try write(task, to: folder))
    case .submissionReturn(let item): try write(item, to: folder)
    }
  }

  private func write(_ task: OutputTask, to folder: String) throws -> OutputFile {
    let file = try task.write(folder)
    if let expected = task.expected { try ReadBack.check(task.path, in: folder, expected()) }
    return file
  }

  private func write(_ item: ReturnItem, to folder: String) throws -> OutputOutcome {
    let file = files[item.submission]
    // Whatever keeps the file from being read again, it is not the one that was checked.
    guard let bytes = try? file.bytes(limit: options.limits.fileBytes),
      Digest.sha256Hex(bytes) == submissions[item.submission].file.sha256
    else {
      return .left(
        path: file.path,
        reason: BilingualText(
          chinese: "文件在处理期间有变动，没有写出退回件。请重新运行。",
          english: "the file changed meanwhile; its return was not written, run again"))
    }
    let (limits, passwords) = (options.limits, options.passwords)
    let source = ReturnSource(bytes: bytes) {
      try WorkbookReader.read(
        bytes, fileName: file.path, limits: limits, passwords: passwords)
    }
    return .returned(try plan.write(item, from: source, to: folder), submission: item.submission)
  }
}
