/// What the health check asks each target once the spec is applied.
///
/// What the spec leaves open is the group's own; where there is none, what a new group gets.
package struct HealthCheckCall: Hashable, Sendable {
  package var `protocol`: TargetProtocol
  package var port: HealthCheckPort
  package var path: String
  package var timeoutSeconds: Int
  package var matcher: Matcher

  /// The matcher that counts until then; nil where there is no group, or one without codes.
  package var currentMatcher: Matcher?

  package init(of spec: TargetGroupSpec, group: TargetGroup?) {
    let wanted = spec.healthCheck
    let seen = group?.healthCheck
    let new = wanted.whole(checking: spec.protocol)
    `protocol` =
      wanted.protocol ?? seen?.protocol.flatMap { TargetProtocol(rawValue: $0) } ?? spec.protocol
    port = wanted.port ?? seen?.port.flatMap { HealthCheckPort($0) } ?? .trafficPort
    path = wanted.path ?? seen?.path ?? "/"
    let timeout = wanted.timeoutSeconds ?? seen?.timeoutSeconds ?? new.timeoutSeconds
    timeoutSeconds = min(max(timeout ?? 10, 2), 120)
    matcher = wanted.matcher
    currentMatcher = seen?.matcher
  }

  /// Where a target is asked.
  package func place(of target: Target) -> Target {
    switch port {
    case .trafficPort: target
    case .number(let number): Target(target.address, port: number)
    }
  }
}
