// SPDX-License-Identifier: Apache-2.0
// Required: unwraps what the tests' own data must hold.

/// The value; stops the tests where the sample data itself is wrong.
func required<Value>(_ value: Value?, _ what: String) -> Value {
  guard let value else { preconditionFailure("the sample has no \(what)") }
  return value
}
