/// ELBv2's reason codes of target health: what each means, and what usually helps.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
package enum TargetReason: String, Hashable, Sendable, CaseIterable {
  case registrationInProgress = "Elb.RegistrationInProgress"
  case initialHealthChecking = "Elb.InitialHealthChecking"
  case internalError = "Elb.InternalError"
  case responseCodeMismatch = "Target.ResponseCodeMismatch"
  case timeout = "Target.Timeout"
  case failedHealthChecks = "Target.FailedHealthChecks"
  case notRegistered = "Target.NotRegistered"
  case notInUse = "Target.NotInUse"
  case invalidState = "Target.InvalidState"
  case addressUnusable = "Target.IpUnusable"
  case deregistrationInProgress = "Target.DeregistrationInProgress"
  case healthCheckDisabled = "Target.HealthCheckDisabled"

  /// `CODE: what it means and where to look`; a code that is newer than this program stands alone.
  package static func text(_ code: String) -> String {
    TargetReason(rawValue: code).map { "\(code): \($0.meaning)" } ?? code
  }

  /// What helps against a code, which may be none or newer than this program.
  package static func remedy(of code: String?) -> String {
    code.flatMap(TargetReason.init)?.remedy ?? "Look at the target's health in the target group."
  }

  private var meaning: String {
    switch self {
    case .registrationInProgress: "it is being registered"
    case .initialHealthChecking: "its first health checks are under way"
    case .internalError: "the load balancer failed on its side; AWS repairs it"
    case .responseCodeMismatch: "it answers a status code that the matcher doesn't accept"
    case .timeout: "nothing answers (a security group, a network ACL or a dead address)"
    case .failedHealthChecks:
      "the connection fails or the answer is malformed (check protocol, port and TLS)"
    case .notRegistered: "it is not registered"
    case .notInUse:
      "no listener forwards to the group, or its zone is not enabled on the load balancer"
    case .invalidState: "it is stopped or terminated"
    case .addressUnusable: "the address is in use by a load balancer"
    case .deregistrationInProgress: "it finishes its last requests before it leaves"
    case .healthCheckDisabled: "health checks are switched off for the group"
    }
  }

  private var remedy: String? {
    switch self {
    case .responseCodeMismatch:
      "It answers a code that the matcher doesn't accept: widen `healthCheck.matcher`, or look at "
        + "`healthCheck.path`."
    case .timeout:
      "Nothing answers in time: let the endpoint's security group admit the load balancer's, and "
        + "check the network ACLs."
    case .failedHealthChecks:
      "The connection fails: check the port, the health check's protocol and TLS at the target."
    case .healthCheckDisabled: "Health checks are off for this group: turn them on."
    case .internalError:
      "The load balancer has an error of its own: run again in a minute, then ask AWS."
    case .notInUse:
      "Let a listener forward to the group, and enable the address's zone on the load balancer."
    case .registrationInProgress, .initialHealthChecking: "Run again in a minute."
    case .addressUnusable: "Find out which load balancer has the address."
    case .notRegistered, .invalidState, .deregistrationInProgress: nil
    }
  }
}
