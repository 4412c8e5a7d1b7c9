/// A target as a plan shows it.
package struct TargetSighting: Hashable, Comparable, Sendable {
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case wanted
    case stale
    /// Not ours to remove.
    case foreign
    /// Its address now belongs to a network interface that is not the endpoint's.
    case stranger
  }

  package var target: Target

  /// ELBv2's word; nil for a wanted target that isn't registered.
  package var state: String?

  /// ELBv2's reason code.
  package var reason: String?

  package var standing: Standing

  package init(_ target: Target, state: String?, reason: String? = nil, standing: Standing) {
    self.target = target
    self.state = state
    self.reason = reason
    self.standing = standing
  }

  /// Whether the group holds it; a draining target counts as gone, though AWS still lists it.
  package var isRegistered: Bool { state != nil && !isDraining }

  package var isDraining: Bool { state.map(RegisteredTarget.drainingStates.contains) ?? false }
  package var isHealthy: Bool { state == "healthy" }
  package var isUnused: Bool { state == "unused" }

  package static func < (left: Self, right: Self) -> Bool { left.target < right.target }
}
