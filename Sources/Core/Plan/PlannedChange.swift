/// A change that a plan makes, and why.
package struct PlannedChange: Hashable, Sendable {
  package var change: Change

  /// One sentence for people; nothing is decided by it.
  package var reason: String

  package init(_ change: Change, because reason: String) {
    self.change = change
    self.reason = reason
  }

  package var isRemoval: Bool { change.action == .deregisterTargets }
}

/// A change that is due and kept back, and why.
package struct HeldChange: Hashable, Sendable {
  package var change: Change
  package var code: HoldCode

  /// One sentence for people: what it waits for, or what to do.
  package var reason: String

  package init(_ change: Change, code: HoldCode, because reason: String) {
    self.change = change
    self.code = code
    self.reason = reason
  }
}
