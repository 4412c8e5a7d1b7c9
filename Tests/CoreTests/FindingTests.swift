import Core
import TestSupport
import Testing

/// One way to spoil the harbour, and what a plan then says of it.
struct Spoilt: CustomTestStringConvertible, Sendable {
  var name: String
  var code: FindingCode
  var severity: Severity
  var holds: HoldScope
  var spoil: @Sendable (inout Harbour) -> Void

  init(
    _ name: String,
    _ code: FindingCode,
    _ severity: Severity,
    _ holds: HoldScope,
    _ spoil: @escaping @Sendable (inout Harbour) -> Void
  ) {
    self.name = name
    self.code = code
    self.severity = severity
    self.holds = holds
    self.spoil = spoil
  }

  var testDescription: String { "\(code.rawValue): \(name)" }
}

@Suite struct FindingTests {
  @Test(arguments: Self.table) func `each trouble is found and weighs what it should`(
    _ spoilt: Spoilt
  ) throws {
    var harbour = Harbour()
    // Something of each kind is due, so that what is held shows.
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    spoilt.spoil(&harbour)
    let plan = harbour.plan
    let finding = try #require(plan.findings.first { $0.code == spoilt.code })
    #expect(finding.severity == spoilt.severity)
    #expect(finding.holds == spoilt.holds)
    #expect(!finding.message.isEmpty)

    let free = Set(plan.changes.map(\.change.action))
    switch spoilt.holds {
    case .all: #expect(free.isEmpty)
    case .removals: #expect(!free.contains(.deregisterTargets))
    case .listener: #expect(free.isDisjoint(with: [.createListener, .modifyListener]))
    case .nothing: #expect(plan.held.allSatisfy { $0.code != .finding(spoilt.code) })
    }
    if spoilt.holds == .listener {
      #expect(free.isSuperset(of: [.registerTargets, .deregisterTargets]))
    }
    if spoilt.severity == .error { #expect(plan.status == .held) }
  }

  static let table: [Spoilt] = endpointTable + groupTable + listenerTable

  private static let endpointTable: [Spoilt] = [
    Spoilt("the spec names another account", .accountMismatch, .error, .all) {
      $0.binding.account = AccountID("210987654321")
    },
    Spoilt("no such environment", .environmentGone, .error, .all) { $0.here.environments = [] },
    Spoilt("the environment is being deleted", .environmentGone, .error, .all) {
      $0.here.environments[0].status = "DELETING"
    },
    Spoilt("a public web server", .environmentPublic, .error, .all) {
      $0.here.environments[0].accessMode = "PUBLIC_ONLY"
    },
    Spoilt("an update is under way", .environmentUnsettled, .warning, .removals) {
      $0.here.environments[0].status = "UPDATING"
    },
    Spoilt("a status nobody knows", .environmentUnsettled, .warning, .removals) {
      $0.here.environments[0].status = "MAKING_TEA"
    },
    Spoilt("a pending environment without a service", .endpointNotFound, .error, .all) {
      $0.here.environments[0].webServerEndpointService = nil
    },
    Spoilt("an empty list without an error", .endpointNotFound, .error, .all) {
      $0.here.vpcEndpoints = []
    },
    Spoilt("the endpoint is rejected", .endpointNotFound, .error, .all) {
      $0.here.vpcEndpoints[0].state = "rejected"
    },
    Spoilt("two endpoints and no CNAME", .endpointAmbiguous, .error, .all) {
      $0.here.vpcEndpoints.append($0.here.vpcEndpoints[0])
      $0.here.vpcEndpoints[1].id = "vpce-0fedcba9876543210"
    },
    Spoilt("the endpoint waits for acceptance", .endpointNotAvailable, .error, .all) {
      $0.here.vpcEndpoints[0].state = "pendingacceptance"
    },
    Spoilt("an interface is not shown yet", .endpointIncomplete, .error, .removals) {
      $0.here.networkInterfaces.removeLast()
    },
    Spoilt("fewer interfaces than subnets", .endpointIncomplete, .error, .removals) {
      $0.here.vpcEndpoints[0].networkInterfaceIds.removeLast()
    },
    Spoilt("an interface without an address", .endpointIncomplete, .error, .removals) {
      $0.here.networkInterfaces[1].addresses = []
    },
    Spoilt("DNS names a stranger", .dnsDisagrees, .warning, .removals) {
      $0.observation.names[0].addresses.append(ip("10.0.3.3"))
    },
    Spoilt("DNS names a stranger and must agree", .dnsDisagrees, .error, .removals) {
      $0.observation.names[0].addresses.append(ip("10.0.3.3"))
      $0.binding.endpoint.dns = .required
    },
    Spoilt("DNS says nothing", .dnsSilent, .info, .nothing) { $0.observation.names = [] },
    Spoilt("DNS says nothing and must agree", .dnsSilent, .error, .removals) {
      $0.observation.names = []
      $0.binding.endpoint.dns = .required
    },
    Spoilt("a host name without an answer", .dnsSilent, .error, .all) {
      $0.binding.endpoint.source = .hostname("internal.example.com")
    },
    Spoilt("one address where two are asked for", .tooFewAddresses, .error, .removals) {
      $0.here.vpcEndpoints[0].subnetIds = ["subnet-0a"]
      $0.here.vpcEndpoints[0].networkInterfaceIds = ["eni-0a"]
      $0.register(("10.0.9.9", "healthy", nil))
    },
    Spoilt("both subnets in one zone", .singleZone, .warning, .nothing) {
      $0.here.subnets[1].availabilityZoneId = "usw2-az1"
    },
  ]

  private static let groupTable: [Spoilt] = [
    Spoilt("no such group", .targetGroupNotFound, .error, .all) { $0.here.targetGroups = [] },
    Spoilt("a group of instances", .targetGroupMismatch, .error, .all) {
      $0.here.targetGroups[0].targetType = "instance"
    },
    Spoilt("another protocol", .targetGroupMismatch, .error, .all) {
      $0.here.targetGroups[0].protocol = "HTTP"
    },
    Spoilt("a matcher that takes failures", .matcherTooWide, .warning, .nothing) {
      $0.binding.targetGroup.healthCheck.matcher = matcher("200-499")
    },
    Spoilt("a wanted target fails", .targetUnhealthy, .warning, .nothing) {
      $0.register(("10.0.1.5", "unhealthy", "Target.ResponseCodeMismatch"))
    },
    Spoilt("a stale target of an add-only binding", .staleTargetKept, .info, .nothing) {
      $0.binding.targetGroup.ownership = .addOnly
    },
    Spoilt("a change that shows late", .timeoutTooShort, .warning, .nothing) {
      $0.binding.targetGroup.healthCheck.path = "/health"
      $0.binding.safeguards.healthyTimeout = 30
    },
    Spoilt("a stranger has the address", .targetReassigned, .warning, .nothing) {
      $0.here.networkInterfaces.append(stranger)
    },
    Spoilt("a stranger that has to stay", .targetReassigned, .error, .nothing) {
      $0.here.networkInterfaces.append(stranger)
      $0.binding.targetGroup.ownership = .recorded
    },
  ]

  static let stranger = NetworkInterface(
    id: "eni-0c",
    vpcId: "vpc-0a",
    subnetId: "subnet-0a",
    availabilityZone: "us-west-2a",
    status: "in-use",
    description: "RDSNetworkInterface",
    addresses: [ip("10.0.9.9")]
  )
}
