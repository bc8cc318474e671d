// SPDX-License-Identifier: Apache-2.0
// ReadingArguments: the options of all commands that read submissions.

import ArgumentParser
import PipelineRunner

struct ReadingArguments: ParsableArguments {
  @Option(
    name: .long,
    help: "密码文件：每行一个密码，UTF-8。A text file with one password a line, for encrypted workbooks.")
  var passwordFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "放宽一项上限，可多次使用，如 cells=80M。Raise a limit (repeatable), such as cells=80M.",
      valueName: "name=value"))
  var limit: [String] = []

  /// Fails with a message before any file is read.
  func options() throws -> ReadingOptions {
    try ReadingOptions(limits: limit, passwordFile: passwordFile)
  }
}
