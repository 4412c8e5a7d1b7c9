/// A flag by its name without the two hyphens.
enum FlagName: String, CaseIterable, Hashable, Sendable {
  case format
  case out
  case detailedExitcode = "detailed-exitcode"
  case snapshot
  case probe
  case plan
  case autoApprove = "auto-approve"
  case report
  case lock
  case environment
  case vpcEndpoint = "vpc-endpoint"
  case targetGroup = "target-group"
  case loadBalancer = "load-balancer"
  case certificate
  case domain
  case host
  case bindingName = "name"
  case purpose = "for"
  case role
  case only
  case parallelism
  case profile
  case region
  case endpointURL = "endpoint-url"
  case logLevel = "log-level"
  case logFormat = "log-format"
  case color
  case quiet
  case help
  case version

  /// As it is typed.
  var typed: String { "--\(rawValue)" }
}
