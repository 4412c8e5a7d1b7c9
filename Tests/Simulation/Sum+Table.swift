extension Sum {
  /// A short table of what all came to, by the processor time that it took.
  package func table(milliseconds: Double) -> [String] {
    func list(_ kinds: [String: Int]) -> String {
      kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ")
    }
    let perSeed = (milliseconds / Double(max(1, counts.seeds)) * 10).rounded() / 10
    let rows = [
      ("seeds", "\(counts.seeds)"), ("with", list(counts.wants)), ("runs", "\(counts.runs)"),
      ("requests", "\(counts.requests)"), ("writes", "\(counts.writes)"),
      ("faults", list(counts.troubles)), ("kills", "\(counts.kills)"),
      ("events", list(counts.events)),
      ("lowest healthy", counts.lowestHealthy == .max ? "-" : "\(counts.lowestHealthy)"),
      ("CPU ms a seed", "\(perSeed)"), ("violations", "\(counts.violations)"),
    ]
    return rows.map { name, value in
      name + String(repeating: " ", count: 16 - name.utf8.count) + value
    }
  }
}
