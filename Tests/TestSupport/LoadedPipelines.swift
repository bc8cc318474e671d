// SPDX-License-Identifier: Apache-2.0
// LoadedPipelines: the declarations of this project's pipelines, each loaded once for all tests.

package import Definitions
import Synchronization

/// A cache by pipeline folder: loading one takes longer than most tests.
package enum LoadedPipelines {
  private final class Entry: Sendable {
    let set = Mutex<DefinitionSet?>(nil)
  }

  private static let entries = Mutex<[String: Entry]>([:])

  /// `quality-balance-2017`, `regions/wuan-2010`.
  package static func named(_ pipeline: String) throws -> DefinitionSet {
    let entry = entries.withLock { entries in
      let entry = entries[pipeline] ?? Entry()
      entries[pipeline] = entry
      return entry
    }
    // Whoever asks for the same pipeline waits for it; others do not.
    return try entry.set.withLock { known in
      if let known { return known }
      let set = try DefinitionLoader.load(pipelineFolder: ProjectFolder.pipelines + "/" + pipeline)
      known = set
      return set
    }
  }

  /// The pipeline in a folder of this project; nil for any other folder.
  package static func inFolder(_ folder: String) throws -> DefinitionSet? {
    let prefix = ProjectFolder.pipelines + "/"
    return folder.hasPrefix(prefix) ? try named(String(folder.dropFirst(prefix.count))) : nil
  }
}
