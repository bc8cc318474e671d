// SPDX-License-Identifier: Apache-2.0
// CompoundFileError: why a compound file cannot be opened.

/// Why a compound file or one of its streams cannot be read.
package enum CompoundFileError: Error, Hashable, Sendable {
  /// The bytes end before the directory, or before what a table refers to.
  case truncated(String)
  /// A field contradicts another one.
  case corrupt(String)
}
