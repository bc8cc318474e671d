// SPDX-License-Identifier: Apache-2.0
// CountyItem: what came out for the items that a county has to show beside its schools' resources.

/// Where an item stands.
package enum ItemStatus: String, Hashable, Sendable, CaseIterable {
  case met
  case notMet = "not_met"
  /// Something it needs is missing: unknown is neither met nor not.
  case undecided
  /// It does not speak of this county or this year.
  case notApplicable = "not_applicable"
  /// A figure without a requirement.
  case reported
}

/// One quantity of a county that items are made of.
package struct CountyValueResult: Hashable, Sendable {
  /// Index into `Evaluation.counties`.
  package var county: Int
  package var id: String
  package var value: FieldValue
  /// Where it was read; empty for what was made of results.
  package var lineage: [LineageEntry]
  /// Why missing, in Chinese; "" otherwise.
  package var reason: String

  package init(
    county: Int, id: String, value: FieldValue, lineage: [LineageEntry], reason: String = ""
  ) {
    self.county = county
    self.id = id
    self.value = value
    self.lineage = lineage
    self.reason = reason
  }
}

/// One subject of an item that must hold of every school, part or record.
package struct ItemDetail: Hashable, Sendable {
  package var schoolCode: String
  package var schoolName: String
  package var stage: String
  /// The record's key (年级 班号 …); "" where the subject is a school or part.
  package var record: String
  package var value: FieldValue
  package var status: ItemStatus
  /// The clause by which it passes although the requirement is not met; "" otherwise.
  package var concession: String
  package var place: Place?

  package init(
    schoolCode: String, schoolName: String, stage: String, record: String, value: FieldValue,
    status: ItemStatus, concession: String, place: Place?
  ) {
    self.schoolCode = schoolCode
    self.schoolName = schoolName
    self.stage = stage
    self.record = record
    self.value = value
    self.status = status
    self.concession = concession
    self.place = place
  }
}

/// One item of one county.
package struct CountyItemResult: Hashable, Sendable {
  /// Index into `Evaluation.counties`.
  package var county: Int
  package var item: String
  package var group: String
  package var value: FieldValue
  /// `≥ 10`, `是`; "" where nothing is required.
  package var threshold: String
  package var status: ItemStatus
  /// Points reached of those possible; nil where nothing is scored or the score is open.
  package var score: ExactNumber?
  /// Points that are possible; nil where nothing is scored.
  package var points: ExactNumber?
  /// Documents and remarks that the county gave, with file, sheet and cell.
  package var evidence: String
  /// Chinese: why undecided, which subjects fail, how the value came about.
  package var reason: String
  /// Subjects that fail, are open or pass by a concession.
  package var details: [ItemDetail]

  package init(
    county: Int, item: String, group: String, value: FieldValue, threshold: String,
    status: ItemStatus, score: ExactNumber? = nil, points: ExactNumber? = nil,
    evidence: String = "", reason: String = "", details: [ItemDetail] = []
  ) {
    self.county = county
    self.item = item
    self.group = group
    self.value = value
    self.threshold = threshold
    self.status = status
    self.score = score
    self.points = points
    self.evidence = evidence
    self.reason = reason
    self.details = details
  }
}

/// One group of items of one county.
package struct CountyGroupResult: Hashable, Sendable {
  package var county: Int
  package var group: String
  package var verdict: Verdict
  /// Points reached; of a score that is open, those certain.
  package var score: ExactNumber?
  package var met: Int
  package var notMet: Int
  package var undecided: Int
  package var reason: String

  package init(
    county: Int, group: String, verdict: Verdict, score: ExactNumber?, met: Int, notMet: Int,
    undecided: Int, reason: String
  ) {
    self.county = county
    self.group = group
    self.verdict = verdict
    self.score = score
    self.met = met
    self.notMet = notMet
    self.undecided = undecided
    self.reason = reason
  }
}
