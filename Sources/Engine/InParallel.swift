/// Runs a body for each element, so many at the same time, and keeps the order.
package func inParallel<Element: Sendable, Value: Sendable>(
  _ elements: [Element],
  atMost limit: Int,
  _ body: @escaping @Sendable (Element) async -> Value
) async -> [Value] {
  await withTaskGroup(of: (Int, Value).self) { group in
    var values: [Int: Value] = [:]
    for (index, element) in elements.enumerated() {
      if index >= limit, let (done, value) = await group.next() { values[done] = value }
      group.addTask { (index, await body(element)) }
    }
    for await (index, value) in group { values[index] = value }
    return elements.indices.compactMap { values[$0] }
  }
}
