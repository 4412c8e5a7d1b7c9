extension ELBv2 {
  /// A registered target with its health as the load balancer sees it.
  ///
  /// Targets that are draining are listed too.
  package struct TargetHealth: Hashable, Sendable {
    package var id: String
    package var port: Int

    /// ELBv2's word, such as `initial`, `healthy` or `draining`.
    package var state: String

    /// AWS's reason code, such as `Target.ResponseCodeMismatch`; nil for a healthy target.
    package var reason: String?
  }
}

extension ELBv2.TargetHealth {
  init(_ member: XMLElement) throws(ReadingError) {
    let target = try member.required("Target")
    id = try target.text("Id")
    port = try target.integer("Port")
    let health = try member.required("TargetHealth")
    state = try health.text("State")
    reason = health.optionalText("Reason")
  }
}
