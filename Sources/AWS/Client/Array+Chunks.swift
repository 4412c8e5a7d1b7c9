extension Array {
  /// The elements in their order, in lists of so many that one call takes; the last may be shorter.
  package func chunks(of limit: Int) -> [[Element]] {
    stride(from: 0, to: count, by: limit).map { Array(self[$0..<Swift.min($0 + limit, count)]) }
  }
}
