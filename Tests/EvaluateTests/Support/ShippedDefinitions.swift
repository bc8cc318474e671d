// SPDX-License-Identifier: Apache-2.0
// ShippedDefinitions: the pipelines of the project, for tests that run them.

import Definitions

enum ShippedDefinitions {
  static func load(_ pipeline: String) throws -> DefinitionSet {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let root = tests.joined(separator: "/")
    return try DefinitionLoader.load(pipelineFolder: root + "/Pipelines/" + pipeline)
  }
}
