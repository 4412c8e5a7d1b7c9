/// A target's health as DescribeTargetHealth words it.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
struct ShownHealth: Hashable {
  var state: String
  var reason: String?
  var description: String?

  init(_ life: TargetLife, at now: Int) {
    switch life.phase {
    case .recorded(let state, let reason):
      self.init(state, reason, reason.flatMap(Self.description(of:)))
    case .initial(let since):
      let isRegistering = now - since < TargetLife.registrationTime
      self.init(
        "initial",
        isRegistering ? "Elb.RegistrationInProgress" : "Elb.InitialHealthChecking"
      )
    case .healthy:
      self.init("healthy", nil, nil)
    case .unhealthy(.status(let code)):
      self.init(
        "unhealthy",
        Self.reason(of: .status(code)),
        "Health checks failed with these codes: [\(code)]"
      )
    case .unhealthy(.silence):
      self.init("unhealthy", Self.reason(of: .silence))
    case .unused(.groupWithoutListener):
      self.init("unused", "Target.NotInUse")
    case .unused(.zoneNotEnabled):
      self.init(
        "unused",
        "Target.NotInUse",
        "Target is in an Availability Zone that is not enabled for the load balancer"
      )
    case .draining(_, let state, let reason):
      self.init(state, reason, reason.flatMap(Self.description(of:)))
    }
  }

  /// A target that was asked for and is not in the group.
  static let notRegistered = ShownHealth("unused", "Target.NotRegistered")

  static func reason(of answer: CheckAnswer) -> String {
    answer == .silence ? "Target.Timeout" : "Target.ResponseCodeMismatch"
  }

  private init(_ state: String, _ reason: String) {
    self.init(state, reason, Self.description(of: reason))
  }

  private init(_ state: String, _ reason: String?, _ description: String?) {
    self.state = state
    self.reason = reason
    self.description = description
  }

  private static func description(of reason: String) -> String? {
    switch reason {
    case "Elb.RegistrationInProgress": "Target registration is in progress"
    case "Elb.InitialHealthChecking": "Initial health checks in progress"
    case "Elb.InternalError": "The health checks failed due to an internal error"
    case "Target.ResponseCodeMismatch": "Health checks failed"
    case "Target.Timeout": "Request timed out"
    case "Target.FailedHealthChecks": "Health checks failed"
    case "Target.NotRegistered": "Target is not registered to the target group"
    case "Target.NotInUse":
      "Target group is not configured to receive traffic from the load balancer"
    case "Target.DeregistrationInProgress": "Target deregistration is in progress"
    case "Target.HealthCheckDisabled": "Health checks are disabled for this target group"
    default: nil
    }
  }
}

extension ShownHealth {
  /// Whether both show one state for one reason.
  func says(the other: ShownHealth) -> Bool { state == other.state && reason == other.reason }
}
