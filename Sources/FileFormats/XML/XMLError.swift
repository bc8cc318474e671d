// SPDX-License-Identifier: Apache-2.0
// XMLError: why a piece of XML cannot be read on.

/// Why a piece of XML cannot be read on.
package enum XMLError: Error, Hashable, Sendable {
  /// The bytes end before the document does.
  case truncated
  /// Not well-formed; what was wrong, in words.
  case malformed(String)
  /// There is a document type declaration: refused, because entities come with it.
  case documentType
  /// An encoding other than UTF-8 and UTF-16 is declared.
  case unsupportedEncoding(String)
  /// A limit would be exceeded: its name and its value.
  case limit(String, Int)
  /// The archive below failed.
  case container(ZipError)
}
