// SPDX-License-Identifier: Apache-2.0
// RunFailure: why a run could not be done at all.

package import Definitions

/// A reason to end without output, with the exit status it has (contract: sysexits).
package struct RunFailure: Error, Sendable {
  /// The kinds of failure, by exit status.
  package enum Kind: Int32, Sendable {
    case usage = 64
    /// A file that was to be listed or inspected cannot be read.
    case unreadable = 65
    case noInput = 66
    case internalFault = 70
    case cannotWrite = 73
    case outputIsHeld = 75
    case wrongDefinition = 78
  }

  package var kind: Kind
  package var message: BilingualText

  package init(_ kind: Kind, chinese: String, english: String) {
    self.kind = kind
    message = BilingualText(chinese: chinese, english: english)
  }
}
