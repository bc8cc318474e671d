// SPDX-License-Identifier: Apache-2.0
// Main: hands libFuzzer the target that FUZZ_TARGET names; see Scripts/fuzz.

import CLibFuzzer
import Glibc

/// `fuzz --list`, `fuzz --seeds FOLDER FILE...`, or libFuzzer's own options.
@main
enum Main {
  /// libFuzzer's callback takes no context, and its child processes inherit the environment.
  private static let chosen = FuzzTarget.all.first { target in
    getenv("FUZZ_TARGET").map { String(cString: $0) } == target.name
  }

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "--list" {
      for target in FuzzTarget.all {
        print(target.name, target.longest, target.dictionary ?? "-")
      }
    } else if arguments.first == "--seeds", arguments.count > 1 {
      var sorter = SeedSorter(folder: arguments[2])
      sorter.add(files: arguments.dropFirst(2))
    } else if chosen != nil {
      ProcessorWatch.install()
      var count = CommandLine.argc
      var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
      exit(LLVMFuzzerRunDriver(&count, &values, runOne))
    } else {
      print("FUZZ_TARGET must be one of:", FuzzTarget.all.map(\.name).joined(separator: " "))
      exit(64)
    }
  }

  private static let runOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = { data, count in
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    ProcessorWatch.run { chosen?.run(bytes) }
    return 0
  }
}
