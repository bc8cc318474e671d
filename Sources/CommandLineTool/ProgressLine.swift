// SPDX-License-Identifier: Apache-2.0
// ProgressLine: on a terminal, one line that is written over: files done, rows a second, time left.

import Definitions
import Foundation
import PipelineRunner
import Synchronization

/// Draws the progress line, at most ten times a second; draws nothing where nobody watches.
final class ProgressLine: Sendable {
  private struct State {
    var started: ContinuousClock.Instant
    var lastDrawn: ContinuousClock.Instant?
    var isShown = false
  }

  private let state: Mutex<State>
  private let language: Language
  private let isActive: Bool

  init(language: Language, isQuiet: Bool) {
    self.language = language
    isActive = !isQuiet && isatty(STDERR_FILENO) == 1
    state = Mutex(State(started: ContinuousClock.now))
  }

  func show(_ progress: RunProgress) {
    guard isActive else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if let last = state.lastDrawn, last.duration(to: now) < .milliseconds(100),
        progress.done < progress.total
      {
        return
      }
      state.lastDrawn = now
      state.isShown = true
      let elapsed = state.started.duration(to: now)
      Messages.toStandardError("\r\u{1B}[K" + text(progress, elapsed: elapsed))
    }
  }

  /// Wipes the line before other output.
  func end() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      Messages.toStandardError("\r\u{1B}[K")
    }
  }

  private func text(_ progress: RunProgress, elapsed: Duration) -> String {
    let isChinese = language == .chinese
    switch progress.phase {
    case .evaluating: return isChinese ? "评估…" : "evaluating…"
    case .writing:
      return isChinese
        ? "写出 \(progress.done)/\(progress.total)" : "writing \(progress.done)/\(progress.total)"
    case .reading:
      let seconds = max(
        0.001,
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
      let rate = Int(Double(progress.records) / seconds)
      let left = Int(
        (seconds / Double(max(1, progress.done)) * Double(progress.total - progress.done))
          .rounded(.up))
      return isChinese
        ? "读取 \(progress.done)/\(progress.total) 个文件，\(rate) 行/秒，约剩 \(left) 秒"
        : "reading \(progress.done)/\(progress.total) files, \(rate) rows/s, \(left) s left"
    }
  }
}
