/// ELBv2's reason codes in plain words.
///
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
enum TargetReason {
  /// `CODE: what it means and where to look`; a code that is newer than this program stands alone.
  static func text(_ code: String) -> String {
    meanings[code].map { "\(code): \($0)" } ?? code
  }

  private static let meanings = [
    "Elb.RegistrationInProgress": "it is being registered",
    "Elb.InitialHealthChecking": "its first health checks are under way",
    "Elb.InternalError": "the load balancer failed on its side; AWS repairs it",
    "Target.ResponseCodeMismatch": "it answers a status code that the matcher doesn't accept",
    "Target.Timeout": "nothing answers (a security group, a network ACL or a dead address)",
    "Target.FailedHealthChecks":
      "the connection fails or the answer is malformed (check protocol, port and TLS)",
    "Target.NotRegistered": "it is not registered",
    "Target.NotInUse":
      "no listener forwards to the group, or its zone is not enabled on the load balancer",
    "Target.InvalidState": "it is stopped or terminated",
    "Target.IpUnusable": "the address is in use by a load balancer",
    "Target.DeregistrationInProgress": "it finishes its last requests before it leaves",
    "Target.HealthCheckDisabled": "health checks are switched off for the group",
  ]
}
