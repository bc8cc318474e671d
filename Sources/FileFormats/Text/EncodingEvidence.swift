// SPDX-License-Identifier: Apache-2.0
// EncodingEvidence: by what a text file's encoding is told.

/// What speaks for the encoding of a file, in the order in which it is asked.
package enum EncodingEvidence: String, Hashable, Sendable, CaseIterable {
  case byteOrderMark = "byte_order_mark"
  /// Where the NUL bytes of ASCII characters stand.
  case nulPattern = "nul_bytes"
  /// Nothing but ASCII, which is the same in all of them.
  case onlyASCII = "only_ascii"
  case validUTF8 = "valid_utf8"
  /// No UTF-8; the encoding that gives more of the commonest characters.
  case commonCharacters = "common_characters"

  /// The evidence that `TextContent` found in the same bytes; costs a pass over them.
  package init(_ content: FileContent) {
    let head = content.bytes(0..<4096)
    if TextEncoding.byteOrderMark(head, fileBytes: content.count) != nil {
      self = .byteOrderMark
    } else if TextEncoding.byNulPattern(head, fileBytes: content.count) != nil {
      self = .nulPattern
    } else {
      let survey = UTF8Survey(content)
      let isUTF8 = survey.isValid && TextContent(content)?.encoding == .utf8
      self = !isUTF8 ? .commonCharacters : survey.beyondASCII == 0 ? .onlyASCII : .validUTF8
    }
  }
}
