// SPDX-License-Identifier: Apache-2.0
// HeaderClaims: what the columns of a header may be in each form, as far as their words say.

/// A meaning that a column of a header may have in one form; the best ones come first.
///
/// One number, so that a header's hundred claims are sorted without a look at their parts.
struct HeaderClaim: Comparable, Sendable {
  private static let bits: UInt64 = 20
  private static let most: UInt64 = 1 << bits - 1

  private let key: UInt64

  /// Fields and columns beyond a million, of which there are none, would be taken for the last one.
  init(evidence: Int, path: Int, field: Int) {
    let lack = Self.most - min(UInt64(clamping: evidence), Self.most)
    key =
      lack << (2 * Self.bits) | min(UInt64(clamping: path), Self.most) << Self.bits
      | min(UInt64(clamping: field), Self.most)
  }

  var evidence: Int { Int(Self.most - key >> (2 * Self.bits)) }
  var path: Int { Int(key >> Self.bits & Self.most) }
  var field: Int { Int(key & Self.most) }

  static func < (left: Self, right: Self) -> Bool { left.key < right.key }
}

/// The meanings of all columns of a header, in arrays that serve one header after the other.
struct HeaderClaims: Sendable {
  /// A form that a word of the header means.
  private struct Candidate: Sendable {
    let form: Int
    /// The evidence if each column were given its best meaning.
    private(set) var bound = 0
    private var lastPath = -1
    private var lastEvidence = 0
    var isTried = false

    init(form: Int) { self.form = form }

    mutating func add(evidence: Int, path: Int) {
      if path != lastPath { lastEvidence = 0 }
      lastPath = path
      guard evidence > lastEvidence else { return }
      bound += evidence - lastEvidence
      lastEvidence = evidence
    }
  }

  private static let usualClaims = 60

  private let isList: [Bool]
  private let fieldFacts: [FieldFacts]
  private var pathCount = 0
  private var claims: [(form: Int32, claim: HeaderClaim)] = []
  private var candidates: [Candidate] = []
  /// Where each form is among the candidates; -1 for a form that no word means.
  private var places: [Int]
  /// The claims of one form.
  private var own: [HeaderClaim] = []
  /// The column of each of its fields.
  private var pathOfField: [Int] = []

  /// Claims that no header is read with.
  init() { (isList, fieldFacts, places) = ([], [], []) }

  init(_ catalog: FormCatalog) {
    isList = catalog.isList
    fieldFacts = catalog.fieldFacts
    places = Array(all: -1, count: catalog.forms.count)
  }

  /// Forgets the header before.
  mutating func removeAll() {
    pathCount = 0
    if claims.capacity == 0 {
      claims.reserveCapacity(Self.usualClaims)
      candidates.reserveCapacity(places.count)
      own.reserveCapacity(Self.usualClaims / 4)
    }
    for candidate in candidates { places[candidate.form] = -1 }
    candidates.removeAll(keepingCapacity: true)
    claims.removeAll(keepingCapacity: true)
  }

  /// Adds the next column, of which the words mean nothing.
  mutating func addMute() { pathCount += 1 }

  /// Adds the next column with its meanings; none in a form that is no list counts.
  mutating func add(_ meanings: UnsafeBufferPointer<WordMeaning>) {
    for meaning in meanings where isList[meaning.form] {
      let form = meaning.form
      if places[form] < 0 {
        places[form] = candidates.count
        candidates.append(Candidate(form: form))
      }
      candidates[places[form]].add(evidence: meaning.evidence, path: pathCount)
      claims.append(
        (
          Int32(form),
          HeaderClaim(evidence: meaning.evidence, path: pathCount, field: meaning.field)
        ))
    }
    pathCount += 1
  }

  /// The evidence that no assignment of these columns goes beyond.
  var bound: Int {
    var most = 0
    for candidate in candidates where candidate.bound > most { most = candidate.bound }
    return most
  }

  /// Whether no more claims came than a sheet usually has.
  var areUsual: Bool { claims.capacity <= Self.usualClaims * 64 }

  var areEmpty: Bool { candidates.isEmpty }

  /// The form that fits the header best, with the field of each of its columns; nil where no word means
  /// anything.
  ///
  /// The likeliest first: what cannot reach its rank is not worth the work of assigning columns.
  mutating func best(titlePoints: [Int]) -> HeaderAssignment? {
    var best: HeaderAssignment?
    while let next = likeliest(titlePoints) {
      let form = candidates[next].form
      let bound = candidates[next].bound + titlePoints[form] + HeaderAssignment.mostForRequired
      if let best, bound < best.rank { break }
      candidates[next].isTried = true
      let assignment = assignment(form, titlePoints)
      if let known = best, (known.rank, assignment.form) > (assignment.rank, known.form) {
        continue
      }
      best = assignment
    }
    return best
  }

  /// The form not tried yet that may come farthest.
  private func likeliest(_ titlePoints: [Int]) -> Int? {
    var best: Int?
    var most = Int.min
    for place in candidates.indices where !candidates[place].isTried {
      let bound = candidates[place].bound + titlePoints[candidates[place].form]
      if bound > most { (best, most) = (place, bound) }
    }
    return best
  }

  private mutating func assignment(_ form: Int, _ titlePoints: [Int]) -> HeaderAssignment {
    own.removeAll(keepingCapacity: true)
    for place in claims.indices where claims[place].form == Int32(form) {
      own.append(claims[place].claim)
    }
    own.sort()
    return HeaderAssignment(
      own, form: form, facts: fieldFacts[form], pathCount: pathCount,
      titlePoints: titlePoints[form], pathOfField: &pathOfField)
  }
}
