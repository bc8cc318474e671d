// SPDX-License-Identifier: Apache-2.0
// CommonOptions: the options every command has, and how a failure ends the program.

import ArgumentParser
import Definitions
import Foundation
import PipelineRunner

extension Language: ExpressibleByArgument {}

/// The version `--version` prints.
enum ProgramVersion {
  static let text = PipelineRunner.ProgramVersion.text
}

struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "消息的语言 Language of messages: zh | en (default: the locale).")
  var lang: Language?

  /// The language asked for, else that of the locale.
  var language: Language { lang ?? Self.localeLanguage(ProcessInfo.processInfo.environment) }

  /// POSIX: LC_ALL over LC_MESSAGES over LANG; Chinese only where it is named.
  static func localeLanguage(_ environment: [String: String]) -> Language {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    return value?.lowercased().hasPrefix("zh") == true ? .chinese : .english
  }

  /// Folders in which a pipeline's name is looked up.
  var pipelineFolders: [String] {
    PipelineCatalogue.searchFolders(
      environment: ProcessInfo.processInfo.environment,
      program: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }

  /// Runs a command's body; a failure becomes one message and its exit status.
  func reporting(_ messages: Messages? = nil, _ body: () async throws -> Void) async throws {
    let messages = messages ?? Messages(format: .text)
    do {
      try await body()
    } catch let failure as RunFailure {
      messages.error(failure.message.text(language))
      throw ExitCode(failure.kind.rawValue)
    } catch let code as ExitCode {
      throw code
    } catch {
      messages.error("\(error)")
      throw ExitCode(RunFailure.Kind.internalFault.rawValue)
    }
  }
}
