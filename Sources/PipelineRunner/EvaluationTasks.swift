// SPDX-License-Identifier: Apache-2.0
// EvaluationTasks: evaluates shares of the schools, then counties, side by side.

import DataModel
import Evaluate

/// Gives the steps of an evaluation to as many tasks as the run may use.
///
/// What they give is put back into order, so that the width changes the time and nothing else.
struct EvaluationTasks {
  let ground: EvaluationGround
  let width: Int

  func evaluation() async throws -> Evaluation {
    let ground = ground
    let shares = try await mapSideBySide(Array(ground.shares), width: width) {
      ground.share($0)
    }
    let judging = CountyJudging(ground, shares)
    let counties = try await mapSideBySide(Array(judging.counties), width: width) {
      judging.judge($0)
    }
    return judging.evaluation(counties)
  }
}
