// SPDX-License-Identifier: Apache-2.0
// SampleOutputTests: leaves the sample's outputs in a folder, for LibreOffice and for looking at.

import Export
import Foundation
import Testing

@Suite struct SampleOutputTests {
  private static var folder: String? {
    ProcessInfo.processInfo.environment["JUNHENG_SAMPLE_OUTPUT"]
  }

  @Test(.enabled(if: folder != nil))
  func `the sample can be written to a folder for a person to look at`() throws {
    let folder = try #require(Self.folder)
    let files = try Outputs.write(SampleEvaluation.bundle(), to: folder)
    #expect(ManifestVerifier.differences(in: folder).isEmpty)
    #expect(files.contains { $0.path == "province.xlsx" })
  }
}
