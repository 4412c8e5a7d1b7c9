import Core

/// The targets of a binding's plan as rows: what joins, what stays, what leaves.
///
/// Every change is a row until there are very many; of the targets that stay only the first dozen
/// are, those that aren't healthy before the others.
struct TargetRows {
  /// What the plan does to a target, in the order of the rows.
  enum Fate: Int, CaseIterable, Hashable, Sendable {
    case registers
    case registrationHeld
    case stays
    case deregistrationHeld
    case deregisters
  }

  private let sightings: [Target: TargetSighting]
  private let fates: [Fate: [Target]]
  private let reasons: [Fate: [String]]

  private static let unchangedLimit = 12
  private static let changedLimit = 50

  init(_ plan: BindingPlan) {
    sightings = Dictionary(plan.targets.map { ($0.target, $0) }) { first, _ in first }
    var fates: [Target: Fate] = [:]
    for target in sightings.keys { fates[target] = .stays }
    var reasons: [Fate: [String]] = [:]
    for held in plan.held where !held.change.action.isOnLedger {
      for target in held.change.targets {
        fates[target] =
          held.change.action == .deregisterTargets ? .deregistrationHeld : .registrationHeld
      }
    }
    for planned in plan.changes
    where !planned.change.targets.isEmpty && !planned.change.action.isOnLedger {
      let fate: Fate = planned.change.action == .deregisterTargets ? .deregisters : .registers
      for target in planned.change.targets { fates[target] = fate }
      reasons[fate, default: []].append(planned.reason)
    }
    self.fates = Dictionary(grouping: fates.keys) { fates[$0] ?? .stays }
    self.reasons = reasons
  }

  var rows: [Page.Row] {
    var rows: [Page.Row] = []
    for fate in Fate.allCases {
      let targets = (fates[fate] ?? []).sorted()
      guard !targets.isEmpty else { continue }
      let limit = fate == .stays ? Self.unchangedLimit : Self.changedLimit
      let shown = Set(targets.sorted { rank($0) < rank($1) }.prefix(limit))
      rows += targets.filter(shown.contains).map { row($0, fate) }
      let hidden = targets.filter { !shown.contains($0) }
      if !hidden.isEmpty { rows.append(.line(indent: 0, [Span(more(hidden, fate), .quiet)])) }
      for reason in reasons[fate] ?? [] {
        rows.append(.line(indent: 2, [Span(reason, .quiet)]))
      }
    }
    return rows
  }

  /// Counts by state: `2 targets, all healthy` or `3 targets: 2 healthy, 1 initial`.
  static func summary(_ targets: [TargetSighting]) -> String {
    let states = targets.map { $0.state ?? "not registered" }
    let noun = Counting.text(targets.count, "target")
    guard let first = states.first else { return "no targets" }
    guard states.contains(where: { $0 != first }) else {
      return "\(noun), \(targets.count == 1 ? "" : "all ")\(first)"
    }
    return "\(noun): \(counts(states))"
  }

  private static func counts(_ states: [String]) -> String {
    let groups = Dictionary(grouping: states) { $0 }.mapValues(\.count)
    func rank(_ state: String) -> Int { state == "healthy" ? 0 : 1 }
    return groups.sorted { ($1.value, rank($0.key), $0.key) < ($0.value, rank($1.key), $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  private func rank(_ target: Target) -> (Int, Target) {
    (sightings[target]?.isHealthy ?? false ? 1 : 0, target)
  }

  private func more(_ hidden: [Target], _ fate: Fate) -> String {
    let count = "… and \(hidden.count) more"
    switch fate {
    case .registers: return "\(count) to register"
    case .deregisters: return "\(count) to deregister"
    case .registrationHeld, .deregistrationHeld: return "\(count) held"
    case .stays:
      let states = hidden.map { sightings[$0]?.state ?? "not registered" }
      guard states.contains(where: { $0 != states[0] }) else { return "\(count), all \(states[0])" }
      return "\(count): \(Self.counts(states))"
    }
  }

  private func row(_ target: Target, _ fate: Fate) -> Page.Row {
    let sighting = sightings[target]
    let state = sighting?.state ?? ""
    let reason = sighting?.reason.map(TargetReason.text) ?? ""
    let ink = Self.ink(fate)
    return .cells([
      Span("\(Self.symbol(fate)) \(target)", ink),
      Span(Self.word(fate, sighting), ink),
      Span(state, TargetRows.ink(ofState: state)),
      Span(Self.explanation(sighting, reason)),
    ])
  }

  private static func word(_ fate: Fate, _ sighting: TargetSighting?) -> String {
    switch fate {
    case .registers: sighting?.state == nil ? "register" : "register again"
    case .deregisters: "deregister"
    case .registrationHeld, .deregistrationHeld: "held"
    case .stays:
      switch sighting?.standing {
      case .wanted, nil: ""
      case _ where sighting?.isDraining ?? false: "leaving"
      case .stale: "stale, kept"
      case .foreign: "not ours"
      case .stranger: "reassigned, kept"
      }
    }
  }

  private static func explanation(_ sighting: TargetSighting?, _ reason: String) -> String {
    guard sighting?.standing == .stranger else { return reason }
    let owner = "the address belongs to another network interface now"
    return reason.isEmpty ? owner : "\(reason); \(owner)"
  }

  private static func symbol(_ fate: Fate) -> String {
    switch fate {
    case .registers: "+"
    case .stays: "="
    case .deregisters: "-"
    case .registrationHeld, .deregistrationHeld: "!"
    }
  }

  private static func ink(_ fate: Fate) -> Ink {
    switch fate {
    case .registers: .added
    case .stays: .plain
    case .deregisters: .removed
    case .registrationHeld, .deregistrationHeld: .held
    }
  }

  static func ink(ofState state: String) -> Ink {
    switch state {
    case "healthy": .good
    case "unhealthy", "unavailable": .bad
    default: .quiet
    }
  }
}
