// SPDX-License-Identifier: Apache-2.0
// StageWatch: what each stage of a run took.

import Foundation

/// Measures stages one after the other.
struct StageWatch {
  private let clock = ContinuousClock()
  private var last = ContinuousClock.now

  /// The cost since the last call, or since the watch was made.
  mutating func lap() -> StageCost {
    let now = clock.now
    let elapsed = last.duration(to: now).components
    last = now
    return StageCost(
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
      peakMemory: Self.peakMemory)
  }

  /// Linux counts the resident set in units of 1024 bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return usage.ru_maxrss * 1024
  }
}
