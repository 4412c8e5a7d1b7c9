import Core
import TestSupport

extension FindingTests {
  static let listenerTable: [Spoilt] = [
    Spoilt("no such load balancer", .loadBalancerNotFound, .error, .listener) {
      $0.here.loadBalancers = []
    },
    Spoilt("a network load balancer", .loadBalancerNotFound, .error, .listener) {
      $0.here.loadBalancers[0].type = "network"
    },
    Spoilt("the port speaks HTTP", .listenerConflict, .error, .listener) {
      $0.here.listeners[0].protocol = "HTTP"
    },
    Spoilt("the group serves another load balancer", .listenerConflict, .error, .listener) {
      $0.here.listeners = []
      $0.here.targetGroups[0].loadBalancers = [
        arn("arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/other/1")
      ]
    },
    Spoilt("a redirect", .listenerForwardsElsewhere, .error, .listener) {
      $0.here.listeners[0].defaultActions = [.other("redirect")]
    },
    Spoilt("a login before the forward", .listenerForwardsElsewhere, .error, .listener) {
      $0.here.listeners[0].defaultActions = [
        .other("authenticate-oidc"), .forward([Harbour.group]),
      ]
    },
    Spoilt("a weighted forward", .listenerForwardsElsewhere, .error, .listener) {
      $0.here.listeners[0].defaultActions = [.forward([Harbour.balancer, Harbour.group])]
    },
    Spoilt("the load balancer can't be read", .listenerUnread, .error, .listener) {
      $0.here.loadBalancers = []
      $0.here.unread = [Unread(.loadBalancer, name: "airflow", reason: "AccessDenied")]
    },
    Spoilt("the certificate can't be read", .listenerUnread, .error, .listener) {
      $0.here.certificates = []
      $0.here.unread = [
        Unread(.certificate, name: Harbour.certificate.description, reason: "AccessDenied")
      ]
    },
    Spoilt("another rule at the priority", .rulePriorityTaken, .error, .listener) {
      $0.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
      $0.here.rules = [RuleTests.rule("other", 10, "*.org", to: RuleTests.intranet)]
    },
    Spoilt("a rule that is asked before ours", .ruleShadowed, .warning, .nothing) {
      $0.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
      $0.here.rules = [RuleTests.rule("other", 1, "*", to: RuleTests.intranet)]
    },
    Spoilt("no certificate for the domain", .certificateNotFound, .error, .listener) {
      $0.binding.listener?.certificate = .domain("airflow.example.org")
    },
    Spoilt("two certificates for the domain", .certificateAmbiguous, .error, .listener) {
      $0.binding.listener?.certificate = .domain("airflow.example.com")
      $0.here.certificates.append($0.here.certificates[0])
      $0.here.certificates[1].arn = arn("arn:aws:acm:us-west-2:123456789012:certificate/other")
      $0.here.listeners[0].certificate = nil
    },
    Spoilt("files that can't be imported", .certificateImportInvalid, .error, .listener) {
      $0.binding.listener?.certificate = .files(certificate: "/a", chain: nil, privateKey: "/b")
      let paths = CertificatePaths(certificate: "/a", chain: nil, privateKey: "/b")
      let trouble = CertificateFiles.Trouble("/a", "there is no such file", remedy: "Put it there.")
      $0.observation.files = [CertificateFiles(paths, content: nil, troubles: [trouble])]
    },
    Spoilt("a certificate of another Region", .certificateRegion, .error, .listener) {
      $0.binding.listener?.certificate = .arn(
        arn("arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012")
      )
    },
    Spoilt("no such certificate", .certificateNotFound, .error, .listener) {
      $0.here.certificates = []
    },
    Spoilt("a certificate that waits", .certificateNotIssued, .error, .listener) {
      $0.here.certificates[0].status = "PENDING_VALIDATION"
    },
    Spoilt("an expired certificate", .certificateExpired, .error, .listener) {
      $0.here.certificates[0].notAfter = Harbour.now - 1
    },
    Spoilt("29 days left", .certificateExpiring, .warning, .nothing) {
      $0.here.certificates[0].notAfter = Harbour.now + 30 * 86_400 - 1
    },
    Spoilt("a host that it doesn't cover", .certificateDomain, .warning, .nothing) {
      $0.binding.listener?.rule = RuleSpec(hosts: ["flow.example.com"], priority: 10)
      $0.here.rules = [
        Rule(
          arn: arn("arn:aws:elasticloadbalancing:us-west-2:123456789012:listener-rule/app/a/1/2/3"),
          listener: Harbour.listener,
          priority: 10,
          hosts: ["flow.example.com"],
          hasOtherConditions: false,
          actions: [.forward([Harbour.group])]
        )
      ]
    },
    Spoilt("the endpoint lets the load balancer in nowhere", .securityGroupBlocks, .error, .nothing)
    {
      $0 = Harbour.guarded
      $0.register()
      $0.endpointAccepts = []
    },
    Spoilt("only a part of its subnets is let in", .securityGroupBlocks, .warning, .nothing) {
      $0 = Harbour.guarded
      $0.register()
      $0.endpointAccepts = [.tcp(443...443, ["10.0.1.0/24"])]
    },
    Spoilt("the group is in another VPC", .loadBalancerInAnotherVPC, .error, .listener) {
      $0.here.targetGroups[0].vpcId = "vpc-0b"
    },
    Spoilt("the endpoint is in another VPC", .endpointInAnotherVPC, .info, .nothing) {
      $0.here.vpcEndpoints[0].vpcId = "vpc-0b"
    },
    Spoilt("a zone that isn't served", .zoneNotEnabled, .error, .nothing) {
      $0.here.loadBalancers[0].zones.removeLast()
    },
  ]
}
