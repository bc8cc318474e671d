// SPDX-License-Identifier: Apache-2.0
// MatrixPlaceLoader: reads where the fields of a statistics form stand.

/// Reads `matrix:` of a form and of a field.
struct MatrixPlaceLoader {
  let context: DefinitionContext

  /// `{within: […], outside: […]}` of a form.
  func scope(_ file: DefinitionMapping) -> MatrixScope {
    guard let node = file.node("matrix"),
      let entry = context.mapping(node, ["within", "outside"])
    else { return MatrixScope() }
    return MatrixScope(within: entry.texts("within"), outside: entry.texts("outside"))
  }

  /// One place, or a list of them.
  func places(_ item: DefinitionMapping) -> [MatrixPlace] {
    guard let node = item.node("matrix") else { return [] }
    if case .list(let items) = node.content {
      if items.isEmpty {
        context.issues.add(node.place, "matrix 没有内容", "matrix is empty")
      }
      return items.compactMap(place)
    }
    return [place(node)].compactMap { $0 }
  }

  private func place(_ node: DefinitionNode) -> MatrixPlace? {
    guard
      let entry = context.mapping(node, ["rows", "columns", "codes", "numbers", "ordinal"])
    else { return nil }
    if entry.node("rows") == nil { entry.reportMissing("rows") }
    let ordinal = entry.whole("ordinal")
    if let ordinal, !(1...99).contains(ordinal) {
      context.issues.add(
        entry.place(of: "ordinal"), "ordinal 应为 1 至 99", "ordinal must be from 1 to 99")
    }
    return MatrixPlace(
      rows: entry.texts("rows").map(FormLoader.path),
      columns: entry.texts("columns").map(FormLoader.path), codes: entry.texts("codes"),
      numbers: entry.texts("numbers"), ordinal: ordinal, place: entry.place)
  }
}
