// SPDX-License-Identifier: Apache-2.0
// EncodingEvidenceTests: by what an encoding was told.

import FileFormats
import Testing

@Suite struct EncodingEvidenceTests {
  private static let gb: [UInt8] = [0xB0, 0xE0, 0xBC, 0xB6, 0x2C, 0xC8, 0xCB, 0xCA, 0xFD, 0x0A]

  @Test(arguments: [
    ([0xEF, 0xBB, 0xBF] + Array("班级,1\n".utf8), EncodingEvidence.byteOrderMark),
    (Array("班级,1\n".utf8), .validUTF8), (Array("a,1\n".utf8), .onlyASCII),
    (Array("a,1\nb,2\n".utf8).flatMap { [$0, 0] }, .nulPattern), (gb, .commonCharacters),
  ])
  func `the evidence is the one that decided`(bytes: [UInt8], expected: EncodingEvidence) {
    #expect(EncodingEvidence(FileContent(bytes: bytes)) == expected)
  }
}
