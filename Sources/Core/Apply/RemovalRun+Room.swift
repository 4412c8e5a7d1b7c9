/// The ninth rule of removal: who leaves a full group to let new targets in.
extension RemovalRun {
  /// What may be done about registrations that AWS refused because the group is full.
  package enum Room: Hashable, Sendable {
    /// Remove these; as many of the refused registrations then fit.
    case made(by: PlannedChange)

    /// None may go: the registrations are held.
    case none(HeldChange)
  }

  /// Decides which targets make room, from a fresh observation's plan that was noted.
  ///
  /// Only stale ones that the approved plan removes, that nothing holds, and that were not healthy in
  /// any observation of the run; as many as were refused, for AWS doesn't say how many fit. Where
  /// this run changed the health check, ill health is no evidence yet.
  ///
  /// - Parameters:
  ///   - refused: The targets whose registration was refused.
  ///   - limit: How many may go at most; less than were refused where some made room before.
  ///   - fresh: The plan of an observation made after the refusal, which was noted.
  /// - Returns: The removals that make room, or why the registrations are held.
  package func room(
    for refused: [Target],
    atMost limit: Int,
    in fresh: BindingPlan
  ) -> Room {
    let held = HeldChange(
      .registerTargets(refused),
      code: .safeguard(.targetQuota),
      because: Self.quotaReached(by: fresh)
    )
    guard watch.changed.isEmpty, fresh.targetGroup == targetGroup, fresh.isGroupOnLoadBalancer
    else { return .none(held) }
    let strangers = fresh.strangersRemovedAtOnce
    let ill = fresh.targets.filter { $0.isSurelyUnserving }.map(\.target)
    let idle = Set(ill).intersection(fresh.removals).intersection(planned)
      .subtracting(onceHealthy).subtracting(strangers)
    let leaving = Array(idle.sorted().prefix(min(limit, refused.count)))
    guard !leaving.isEmpty else { return .none(held) }
    let them = leaving.count == 1 ? "One that isn't" : "\(leaving.count) that aren't"
    return .made(
      by: PlannedChange(
        .deregisterTargets(leaving),
        because: "The target group is full. \(them) the endpoint's and not healthy "
          + "\(leaving.count == 1 ? "makes" : "make") room."
      )
    )
  }

  private static func quotaReached(by fresh: BindingPlan) -> String {
    let count = fresh.targets.count(where: \.isRegistered)
    return
      "AWS takes no more targets (TooManyTargets): the group has \(count), and none of them may "
      + "make room now. Ask AWS for a higher quota of targets per target group, or deregister some "
      + "by hand."
  }
}

extension TargetSighting {
  /// Whether AWS says that it gets no requests: `unavailable`, and a word that is not known here,
  /// may be said of one that serves.
  fileprivate var isSurelyUnserving: Bool {
    state.map(["unhealthy", "initial", "unused"].contains) ?? false
  }
}
