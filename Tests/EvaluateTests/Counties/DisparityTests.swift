// SPDX-License-Identifier: Apache-2.0
// DisparityTests: the pupil-weighted coefficient of variation.

import DataModel
import Evaluate
import Testing

@Suite struct DisparityTests {
  private func disparity(_ schools: [(Int, String)]) -> Disparity {
    Disparity(
      values: schools.map {
        (pupils: ExactNumber($0.0), amount: SampleDefinitions.number($0.1))
      })
  }

  /// Oracle O1: books of five primary schools (县域义务教育校际均衡指标计算方法).
  @Test func `the published example of five schools is met`() throws {
    let result = disparity([(45, "279"), (37, "137"), (89, "935"), (76, "160"), (55, "402")])
    let mean = try #require(result.mean)
    let deviation = try #require(result.deviation)
    let variation = try #require(result.variation)
    #expect(abs(mean - 6.334437) < 5e-7)
    #expect(abs(deviation - 3.263861) < 5e-7)
    #expect(abs(variation - 0.515257) < 5e-7)
  }

  @Test func `equal values have no disparity at all`() {
    let result = disparity([(3, "0.3"), (7, "0.7"), (11, "1.1")])
    #expect(result.deviation == 0)
    #expect(result.variation == 0)
    #expect(result.mean == 0.1)
  }

  @Test func `one school has no disparity`() {
    #expect(disparity([(45, "279")]).variation == 0)
  }

  @Test func `a mean of zero has no coefficient`() {
    let result = disparity([(45, "0"), (10, "0")])
    #expect(result.mean == 0)
    #expect(result.deviation == 0)
    #expect(result.variation == nil)
  }

  @Test func `nobody has no figures`() {
    #expect(disparity([]) == disparity([(0, "5")]))
    #expect(disparity([]).mean == nil)
  }

  @Test func `a school without pupils drops out`() {
    #expect(
      disparity([(45, "279"), (0, "9"), (37, "137")]) == disparity([(45, "279"), (37, "137")]))
  }

  @Test func `many schools keep their digits`() throws {
    let many = (0..<10_000).map { ($0 % 2 == 0 ? 1 : 3, $0 % 2 == 0 ? "0.1" : "0.6") }
    let result = disparity(many)
    #expect(abs(try #require(result.mean) - 0.175) < 1e-15)
    #expect(abs(try #require(result.deviation) - 0.0433012701892219) < 1e-15)
  }
}
