// SPDX-License-Identifier: Apache-2.0
// MIMEDocumentTests: messages taken apart, whole and torn.

import FileFormats
import Testing

@Suite struct MIMEDocumentTests {
  private static func parts(_ message: String) -> MIMEDocument {
    MIMEDocument(Array(message.utf8))
  }

  private static let message = """
    MIME-Version: 1.0
    Content-Type: multipart/related;
     Boundary = "b b"

    preamble
    --b b
    Content-Type: text/html; charset="GB2312"
    Content-Location: file:///C:/a
     .htm
    Content-Transfer-Encoding: Quoted-Printable

    a=3D=\u{20}
    b=zz=
    --b b
    Content-Type: multipart/mixed; boundary=c

    --c
    Content-Transfer-Encoding: base64

    5a2m
    5qCh!=
    --c--
    --b b--
    epilogue
    """

  @Test(arguments: [false, true])
  func `parts are decoded, and nested ones found`(hasCarriageReturns: Bool) throws {
    let end = hasCarriageReturns ? "\r\n" : "\n"
    let document = Self.parts(Self.message.replacing("\n", with: end))
    #expect(document.isComplete)
    try #require(document.parts.count == 2)
    #expect(document.parts[0].contentType == "text/html")
    #expect(document.parts[0].charset == "GB2312")
    #expect(document.parts[0].location == "file:///C:/a.htm")
    #expect(document.parts[0].body == Array("a=b=zz".utf8))
    #expect(document.parts[1].body == Array("学校".utf8))
  }

  @Test func `a message without parts is one`() {
    let document = Self.parts("Content-Type: TEXT/HTML\n\n<p>")
    #expect(document.parts.map(\.contentType) == ["text/html"])
    #expect(document.parts.map(\.body) == [Array("<p>".utf8)])
  }

  @Test func `every beginning gives parts`() {
    let bytes = Array(Self.message.utf8)
    for length in 0..<bytes.count - 20 {
      #expect(MIMEDocument(Array(bytes.prefix(length))).parts.count <= 2)
    }
    #expect(!MIMEDocument(Array(bytes.prefix(bytes.count - 20))).isComplete)
  }
}
