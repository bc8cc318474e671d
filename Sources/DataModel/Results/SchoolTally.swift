// SPDX-License-Identifier: Apache-2.0
// SchoolTally: how many schools there are, a school in several campuses (校区) being one.

/// Counts schools by their code, where the results of a school's campuses stand side by side.
package struct SchoolTally: Hashable, Sendable {
  package private(set) var all = 0
  /// Of which something came in, for one campus at least.
  package private(set) var handedIn = 0

  package init(_ schools: some Sequence<SchoolResult>) {
    var known: [String: Bool] = [:]
    for school in schools {
      let came = !school.submissions.isEmpty
      // Without a code nobody can say that two are one.
      let before = school.code.isEmpty ? nil : known[school.code]
      if before == nil { all += 1 }
      if came, before != true { handedIn += 1 }
      known[school.code] = came || before == true
    }
  }

  package var missing: Int { all - handedIn }
}
