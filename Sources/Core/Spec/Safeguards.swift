/// The limits on what an apply may take away.
package struct Safeguards: Hashable, Sendable {
  /// How many wanted targets are to be healthy before live stale ones go.
  package var minimumHealthy: Int

  /// Fewer zones than this is a warning.
  package var minimumZones: Int

  /// More removals than this are all held; nil for no limit.
  package var maximumDeregistrations: Int?

  /// Seconds that an apply waits for new targets before it holds the removals; 0 for not at all.
  package var healthyTimeout: Int

  package var reassigned: ReassignedPolicy

  package init(
    minimumHealthy: Int,
    minimumZones: Int = 2,
    maximumDeregistrations: Int? = nil,
    healthyTimeout: Int = 300,
    reassigned: ReassignedPolicy = .remove
  ) {
    self.minimumHealthy = minimumHealthy
    self.minimumZones = minimumZones
    self.maximumDeregistrations = maximumDeregistrations
    self.healthyTimeout = healthyTimeout
    self.reassigned = reassigned
  }
}

/// What becomes of a registered address that now belongs to a stranger's network interface.
package enum ReassignedPolicy: String, Hashable, Sendable, CaseIterable {
  case remove
  /// Treated as any stale target.
  case wait
}
