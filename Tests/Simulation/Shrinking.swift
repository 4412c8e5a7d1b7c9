extension Scenario {
  /// The same scenario with as few troubles as still break a rule that it breaks.
  ///
  /// Takes out half of them, then quarters and so on, as long as one of the rules stays broken
  /// (delta debugging; Zeller and Hildebrandt, 2002).
  package func shrunk() -> Scenario {
    let rules = broken(by: self)
    guard !rules.isEmpty else { return self }
    var smallest = self
    var size = max(1, troubles.count / 2)
    while !smallest.troubles.isEmpty {
      var start = 0
      var isSmaller = false
      while start < smallest.troubles.count {
        var candidate = smallest
        candidate.troubles.removeSubrange(start..<min(start + size, candidate.troubles.count))
        if broken(by: candidate).isDisjoint(with: rules) {
          start += size
        } else {
          smallest = candidate
          isSmaller = true
        }
      }
      if size == 1, !isSmaller { break }
      size = max(1, size / 2)
    }
    return smallest
  }

  /// The rules that a scenario breaks, whatever numbers and targets its violations name.
  private func broken(by scenario: Scenario) -> Set<String> {
    Set(
      SimulationResult.of(scenario).violations.map { violation in
        "\(violation.rule.prefix { $0 != ":" && $0 != "[" }.filter { !$0.isNumber })"
      }
    )
  }

  /// Leaves only the troubles of some kinds.
  package mutating func keepTroubles(_ isWanted: (String) -> Bool) {
    troubles = troubles.filter { isWanted($0.kind) }
  }
}
