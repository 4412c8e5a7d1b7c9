/// What simulations came to, all together.
package struct Counts: Hashable, Sendable {
  package var seeds = 0
  package var runs = 0
  package var requests = 0
  package var writes = 0
  package var events = 0
  package var kills = 0
  package var mishaps: [String: Int] = [:]

  /// The fewest healthy targets that a group had that had any.
  package var lowestHealthy = Int.max

  package init() {}

  package static func += (all: inout Counts, one: Counts) {
    all.seeds += one.seeds
    all.runs += one.runs
    all.requests += one.requests
    all.writes += one.writes
    all.events += one.events
    all.kills += one.kills
    all.mishaps.merge(one.mishaps, uniquingKeysWith: +)
    all.lowestHealthy = min(all.lowestHealthy, one.lowestHealthy)
  }
}
