// SPDX-License-Identifier: Apache-2.0
// SpareClaims: keeps the room of header claims from one sheet for the next.

import Synchronization

/// Claims whose sheet is read; shared by all threads of a run, each of which leaves a few.
final class SpareClaims: Sendable {
  private static let most = 64

  private let spare = Mutex([HeaderClaims]())

  func take() -> HeaderClaims? { spare.withLock { $0.popLast() } }

  func put(back claims: HeaderClaims) {
    spare.withLock { spare in
      if spare.count < Self.most { spare.append(claims) }
    }
  }
}
