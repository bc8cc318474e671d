// SPDX-License-Identifier: Apache-2.0
// FindingIdentity: the id of a finding, the same from run to run while the problem is the same.

package import DataModel
import FileFormats

/// Ids made from what a finding is about, never from where its cell stands.
///
/// A digest of an identity number could be undone by trying all numbers of a county, so identity and
/// telephone numbers in a record key are masked before they enter. Findings that are then alike are
/// told apart by their order.
package enum FindingIdentity {
  /// Hexadecimal digits of an id.
  static let length = 12

  /// One id for each finding of a run.
  package static func identifiers(of evaluation: Evaluation) -> [String] {
    let places = CountyPlaces(evaluation)
    return identifiers(
      evaluation.findings, counties: evaluation.findings.map { places.code(of: $0) })
  }

  package static func identifiers(_ findings: [Finding], counties: [String]) -> [String] {
    var occurrences: [String: Int] = [:]
    occurrences.reserveCapacity(findings.count)
    return zip(findings, counties).map { finding, county in
      let base = digest(key(finding, county: county))
      let occurrence = occurrences[base, default: 0]
      occurrences[base] = occurrence + 1
      return occurrence == 0 ? base : digest("\(base)|\(occurrence)")
    }
  }

  /// The parts are joined by a character that none of them holds.
  private static func key(_ finding: Finding, county: String) -> String {
    [
      finding.rule, county, finding.schoolCode, finding.form, finding.field,
      Masking.redact(finding.recordKey),
    ].joined(separator: "\u{1F}")
  }

  private static func digest(_ text: String) -> String {
    String(Digest.sha256Hex(Array(text.utf8)).prefix(length))
  }
}
