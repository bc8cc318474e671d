// SPDX-License-Identifier: Apache-2.0
// UnconfirmedClausesTests: manifest, covers and the run's summary state one number.

import Definitions
import Export
import Testing

@Suite struct UnconfirmedClausesTests {
  @Test func `every place states the number of unconfirmed declarations`() throws {
    let bundle = try SampleEvaluation.bundle()
    let count = bundle.definitions.unconfirmed.count
    #expect(UnconfirmedClauses.count(bundle.definitions) == count)
    let folder = try TemporaryFolder()
    try Outputs.write(bundle, to: folder.path)
    let manifest = try Outputs.text("manifest.json", in: folder.path)
    let written = manifest.filter { !$0.isWhitespace }
    #expect(written.contains("\"unconfirmed_clauses\":\(count)"))
    for path in ["province.xlsx", "counties/990101-示例县.xlsx"] {
      let book = try WrittenWorkbook(Outputs.bytes(path, in: folder.path))
      #expect(book.sheet("封面").contains("涉及 \(count) 项内容"))
    }
  }
}
