// SPDX-License-Identifier: Apache-2.0
// StandardDefinition: thresholds, verdict rules and scope of one standard.

package import DataModel
package import Formula

/// A stage of schooling that a school may have a part in.
package struct StageDefinition: Hashable, Sendable {
  /// `小学`.
  package var id: String
  /// Weight of one pupil where a school's resources are split: 1, 1.1, 1.32.
  package var weight: ExactNumber
  /// False for 高中: it takes its share of the resources and is not judged.
  package var isJudged: Bool

  package init(id: String, weight: ExactNumber, isJudged: Bool) {
    self.id = id
    self.weight = weight
    self.isJudged = isJudged
  }
}

/// A school or part outside the resource indicators, and why.
package struct ScopeExclusion: Sendable {
  package var id: String
  /// Over the school's fields, `学段` and the inputs; true means outside.
  package var condition: CheckedFormula
  package var reason: BilingualText
  package var years: CodeValidity
  package var source: DefinitionSource

  package init(
    id: String, condition: CheckedFormula, reason: BilingualText,
    years: CodeValidity = CodeValidity(), source: DefinitionSource
  ) {
    self.id = id
    self.condition = condition
    self.reason = reason
    self.years = years
    self.source = source
  }
}

/// A band of class sizes; `last` nil for the open one.
package struct ClassSizeBand: Hashable, Sendable {
  package var label: String
  package var first: Int
  package var last: Int?

  package init(label: String, first: Int, last: Int?) {
    self.label = label
    self.first = first
    self.last = last
  }
}

/// Where the classes stand and how big they may be.
package struct ClassSizeDefinition: Hashable, Sendable {
  /// Form and fields of the class list.
  package var form: String
  package var gradeField: String
  package var classField: String
  package var pupilsField: String
  package var stageField: String
  /// Largest allowed class by stage.
  package var limits: [String: Int]
  package var bands: [ClassSizeBand]
  package var source: DefinitionSource

  package init(
    form: String, gradeField: String, classField: String, pupilsField: String, stageField: String,
    limits: [String: Int], bands: [ClassSizeBand], source: DefinitionSource
  ) {
    self.form = form
    self.gradeField = gradeField
    self.classField = classField
    self.pupilsField = pupilsField
    self.stageField = stageField
    self.limits = limits
    self.bands = bands
    self.source = source
  }
}

/// One standard.
package struct StandardDefinition: Sendable {
  package var stages: [StageDefinition]
  /// Id of the input that counts a part's pupils: the weight of the split and of the CV.
  package var pupilsInput: String
  /// Code list whose entries' attribute `stages` says which stages a school type has.
  package var schoolTypeList: String
  package var exclusions: [ScopeExclusion]
  /// Threshold of each indicator (by id) and stage.
  package var thresholds: [String: StageLimits]
  package var schoolVerdict: SchoolVerdictDefinition
  package var variation: VariationDefinition
  package var classSize: ClassSizeDefinition
  package var splitSource: DefinitionSource
  /// By what each campus (校区) of a school is judged by itself; nil where the standard does not say so.
  package var campusSource: DefinitionSource?
  /// More that may be counted for an indicator, for some schools in some years.
  package var concessions: [ConcessionDefinition]
  /// Those that are not in force in the year asked for.
  package var dormantConcessions: [ConcessionDefinition] = []
  /// Classes of a stage that a school has beyond its type.
  package var attachedClasses: [AttachedClassDefinition]

  package init(
    stages: [StageDefinition], pupilsInput: String, schoolTypeList: String,
    exclusions: [ScopeExclusion], thresholds: [String: StageLimits],
    schoolVerdict: SchoolVerdictDefinition, variation: VariationDefinition,
    classSize: ClassSizeDefinition, splitSource: DefinitionSource,
    concessions: [ConcessionDefinition] = [], attachedClasses: [AttachedClassDefinition] = []
  ) {
    self.stages = stages
    self.pupilsInput = pupilsInput
    self.schoolTypeList = schoolTypeList
    self.exclusions = exclusions
    self.thresholds = thresholds
    self.schoolVerdict = schoolVerdict
    self.variation = variation
    self.classSize = classSize
    self.splitSource = splitSource
    self.concessions = concessions
    self.attachedClasses = attachedClasses
  }
}
