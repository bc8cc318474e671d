// SPDX-License-Identifier: Apache-2.0
// ProcessorWatch: ends the process when one input takes too much of the processor's time.

import Glibc

/// libFuzzer's own limit is by the clock, which tells nothing on a busy machine.
enum ProcessorWatch {
  /// Seconds for one input; FUZZ_SECONDS sets them for slower builds.
  private static let limit = getenv("FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 5

  /// To be called once.
  static func install() {
    signal(SIGPROF) { _ in
      claim(false, "an input is done within its time")
    }
  }

  /// Runs the body against the clock.
  static func run(_ body: () -> Void) {
    set(limit)
    body()
    set(0)
  }

  private static func set(_ seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }
}
