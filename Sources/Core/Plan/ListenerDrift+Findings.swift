extension Finding {
  static func unread(_ what: String, because reason: String) -> Finding {
    Finding(
      .listenerUnread,
      "The \(what) could not be read: \(reason)",
      remedy: "Targets are kept in step all the same; the listener waits until this can be read."
    )
  }

  static func loadBalancerNotFound(_ reference: Reference, at place: Place) -> Finding {
    Finding(
      .loadBalancerNotFound,
      "No load balancer \(reference) in \(place.region) of account \(place.account).",
      remedy: "Check `listener.loadBalancer` and the Region; mooring doesn't create load balancers."
    )
  }

  static func notAnApplicationLoadBalancer(_ balancer: LoadBalancer) -> Finding {
    Finding(
      .loadBalancerNotFound,
      "\(balancer.name) is a load balancer of type \(balancer.type), not application.",
      remedy: "Name an Application Load Balancer in `listener.loadBalancer`."
    )
  }

  static func groupUsedElsewhere(
    _ group: TargetGroup,
    by other: ARN,
    not balancer: LoadBalancer
  ) -> Finding {
    Finding(
      .listenerConflict,
      "\(group.name) already serves load balancer \(other); AWS allows one load balancer a group, "
        + "so \(balancer.name) can't forward to it.",
      remedy: "Name that load balancer in the spec, or moor another target group."
    )
  }

  static func protocolConflict(
    _ listener: Listener,
    _ spec: ListenerSpec,
    on balancer: LoadBalancer
  ) -> Finding {
    Finding(
      .listenerConflict,
      "Port \(listener.port) of \(balancer.name) is taken by a listener of protocol "
        + "\(listener.protocol), not \(spec.protocol.rawValue).",
      remedy: "Choose another `listener.port`, or remove that listener: \(listener.arn)."
    )
  }

  static func forwardsElsewhere(_ listener: Listener, _ group: TargetGroup) -> Finding {
    let action = listener.defaultActions.map(\.words).joined(separator: ", then ")
    return Finding(
      .listenerForwardsElsewhere,
      "The listener on port \(listener.port) doesn't simply forward to \(group.name): its default "
        + "action is \(action.isEmpty ? "none" : action).",
      remedy: "mooring leaves it alone. Give the binding a `rule` with its host, or another port."
    )
  }

  static func zoneNotEnabled(_ address: EndpointAddress, _ balancer: LoadBalancer) -> Finding {
    Finding(
      .zoneNotEnabled,
      "\(address.address) is in \(address.availabilityZone ?? "a zone"), which \(balancer.name) "
        + "doesn't serve: as a target it stays unused.",
      remedy: "Enable the zone on the load balancer (set-subnets)."
    )
  }
}

extension ListenerAction {
  /// The action in words, for people.
  var words: String {
    switch self {
    case .forward(let groups):
      "forward to " + groups.map(\.resource).joined(separator: " and ")
    case .other(let type): type
    }
  }
}
