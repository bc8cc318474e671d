// SPDX-License-Identifier: Apache-2.0
// ZipError: why an archive or one of its members cannot be read.

/// Why an archive or one of its members cannot be read.
package enum ZipError: Error, Hashable, Sendable {
  /// The bytes do not begin like an archive at all.
  case notAnArchive
  /// The end of the archive is missing: no end record, or it points past the last byte.
  case truncated(String)
  /// A field contradicts another one, or the checksum does not match.
  case corrupt(String)
  /// The member is encrypted.
  case encrypted(String)
  /// The member is compressed in a way other than stored or deflated.
  case unsupportedMethod(String, Int)
  /// A limit would be exceeded: its name and its value.
  case limit(String, Int)
  /// There is no such member.
  case missing(String)
}
