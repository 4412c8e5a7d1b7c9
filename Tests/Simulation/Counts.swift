/// What simulations came to, all together.
package struct Counts: Hashable, Sendable {
  package var seeds = 0
  package var runs = 0
  package var requests = 0
  package var writes = 0
  package var violations = 0

  /// What went wrong and what happened, by kind, as often as it did.
  package var troubles: [String: Int] = [:]
  package var events: [String: Int] = [:]
  package var kills = 0

  /// What specs asked for that not every spec does, by the seeds that drew it.
  package var wants: [String: Int] = [:]

  /// The fewest targets that served in a group after a removal of mooring's, nothing else having
  /// changed meanwhile.
  package var lowestHealthy = Int.max

  package init() {}

  package static func += (all: inout Counts, one: Counts) {
    all.seeds += one.seeds
    all.runs += one.runs
    all.requests += one.requests
    all.writes += one.writes
    all.violations += one.violations
    all.troubles.merge(one.troubles, uniquingKeysWith: +)
    all.events.merge(one.events, uniquingKeysWith: +)
    all.kills += one.kills
    all.wants.merge(one.wants, uniquingKeysWith: +)
    all.lowestHealthy = min(all.lowestHealthy, one.lowestHealthy)
  }
}
