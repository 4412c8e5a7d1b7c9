/// What AWS's guide asks for, and what experience adds; the raw value is the code that users see and
/// scripts match.
///
/// The cases stand in the order in which they are shown: from the environment to the browser.
/// https://docs.aws.amazon.com/mwaa/latest/userguide/vpc-vpe-access.html
package enum RequirementCode: String, Hashable, Sendable, CaseIterable {
  case account
  case webServerAccess = "web-server-access"
  case environmentStatus = "environment-status"

  case endpoint
  case endpointState = "endpoint-state"
  case endpointInterfaces = "endpoint-interfaces"
  case endpointPolicy = "endpoint-policy"
  case endpointDNS = "endpoint-dns"

  case targetGroup = "target-group"
  case targetGroupKind = "target-group-kind"
  case statusCodes = "status-codes"
  case healthCheck = "health-check"
  case ledger

  case addressCount = "address-count"
  case zones
  case registered
  case healthy
  case noStaleTargets = "no-stale-targets"
  case noStrangers = "no-strangers"

  case readable
  case loadBalancer = "load-balancer"
  case listener
  case forwarding
  case securityPolicy = "security-policy"

  case certificateRegion = "certificate-region"
  case certificateStatus = "certificate-status"
  case certificateExpiry = "certificate-expiry"
  case certificateHosts = "certificate-hosts"
  case certificateInUse = "certificate-in-use"

  case domainDNS = "domain-dns"

  case sameVPC = "same-vpc"
  case sameSecurityGroup = "same-security-group"
  case sameSubnets = "same-subnets"
  case zonesEnabled = "zones-enabled"
  case reachability

  case baseURL = "base-url"
  case browserHTTPS = "browser-https"

  /// With `--probe` only, as the next.
  case probeHealthCheck = "probe-health-check"
  case probeBrowser = "probe-browser"

  package var group: RequirementGroup {
    switch self {
    case .account, .webServerAccess, .environmentStatus: .environment
    case .endpoint, .endpointState, .endpointInterfaces, .endpointPolicy, .endpointDNS: .endpoint
    case .targetGroup, .targetGroupKind, .statusCodes, .healthCheck, .ledger: .targetGroup
    case .addressCount, .zones, .registered, .healthy, .noStaleTargets, .noStrangers: .targets
    case .readable, .loadBalancer, .listener, .forwarding, .securityPolicy: .listener
    case .certificateRegion, .certificateStatus, .certificateExpiry, .certificateHosts,
      .certificateInUse:
      .certificate
    case .domainDNS: .domain
    case .sameVPC, .sameSecurityGroup, .sameSubnets, .zonesEnabled, .reachability: .network
    case .baseURL, .browserHTTPS: .login
    case .probeHealthCheck, .probeBrowser: .probe
    }
  }

  /// A word or two under the group's heading.
  package var title: String {
    switch self {
    case .account: "account"
    case .webServerAccess: "private access"
    case .environmentStatus: "status"
    case .endpoint: "found"
    case .endpointState: "available"
    case .endpointInterfaces: "interfaces"
    case .endpointPolicy: "policy"
    case .endpointDNS: "DNS agrees"
    case .targetGroup: "found"
    case .targetGroupKind: "type, protocol"
    case .statusCodes: "status codes"
    case .healthCheck: "health check"
    case .ledger: "ledger"
    case .addressCount: "enough"
    case .zones: "zones"
    case .registered: "all registered"
    case .healthy: "healthy"
    case .noStaleTargets: "none stale"
    case .noStrangers: "no strangers"
    case .readable: "readable"
    case .loadBalancer: "load balancer"
    case .listener: "port, protocol"
    case .forwarding: "forwards"
    case .securityPolicy: "TLS policy"
    case .certificateRegion: "same Region"
    case .certificateStatus: "issued"
    case .certificateExpiry: "30 days left"
    case .certificateHosts: "covers hosts"
    case .certificateInUse: "in use"
    case .domainDNS: "resolves"
    case .sameVPC: "same VPC"
    case .sameSecurityGroup: "same group"
    case .sameSubnets: "same subnets"
    case .zonesEnabled: "zones served"
    case .reachability: "way is open"
    case .baseURL: "base_url"
    case .browserHTTPS: "HTTPS"
    case .probeHealthCheck: "as health check"
    case .probeBrowser: "as browser"
    }
  }
}

/// What a requirement is about, as the guide goes through it.
package enum RequirementGroup: String, Hashable, Sendable, CaseIterable {
  case environment
  case endpoint
  case targetGroup = "target-group"
  case targets
  case listener
  case certificate
  case domain
  case network
  case login
  case probe

  package var title: String {
    switch self {
    case .environment, .endpoint, .targets, .listener, .certificate, .domain, .network, .probe:
      rawValue
    case .targetGroup: "target group"
    case .login: "login flow"
    }
  }
}
