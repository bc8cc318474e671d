// SPDX-License-Identifier: Apache-2.0
// TextMemory: what was found out about texts that come again in sheet after sheet.

import Synchronization

/// Answers by text, shared by all threads of a run and bounded in size.
///
/// Only what a text alone decides may be kept here.
final class TextMemory<Value: Sendable>: Sendable {
  private static var most: Int { 2_048 }
  /// Bytes of a text that may come again.
  private static var longest: Int { 360 }

  private let values = Mutex(TextMap<Value>())

  /// The value of a text, made where it is not known.
  func value(of text: String, make: () -> Value) -> Value {
    guard text.utf8.count <= Self.longest else { return make() }
    if let known = values.withLock({ $0[text] }) { return known }
    let value = make()
    values.withLock { values in
      if values.count >= Self.most { values.removeAll() }
      values[text] = value
    }
    return value
  }
}
