import Core

extension ReadSpecTests {
  private static let group =
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/0123456789abcdef"
  private static let balancer =
    "arn:aws-cn:elasticloadbalancing:cn-north-1:123456789012:loadbalancer/app/web/0123456789abcdef"
  private static let certificate = "arn:aws:acm:us-west-2:123456789012:certificate/0-1"

  static let targetGroups: [ReadCase] = [
    ReadCase("targetGroup: {name: internal-Web1}") {
      $0.targetGroup.reference = .name("internal-Web1")
    },
    ReadCase("targetGroup: {arn: \"\(group)\", name: null}") {
      if let arn = ARN(group) { $0.targetGroup.reference = .arn(arn) }
    },
    ReadCase("targetGroup: {name: web, port: \"8443\", protocol: HTTP, minimumTargets: 3}") {
      $0.targetGroup.port = 8443
      $0.targetGroup.protocol = .http
      $0.targetGroup.minimumTargets = 3
      $0.safeguards.minimumHealthy = 3
    },
    ReadCase("targetGroup: {name: web, ownership: recorded}") {
      $0.targetGroup.ownership = .recorded
    },
    ReadCase(
      "targetGroup: {name: web, create: {vpcId: vpc-1, ipAddressType: ipv6, tags: {Team: data, n: 1}}}"
    ) {
      $0.targetGroup.create = TargetGroupCreation(
        vpcId: "vpc-1",
        family: .ipv6,
        tags: ["Team": "data", "n": "1"]
      )
    },
    ReadCase("targetGroup: {name: web, ownership: add-only, create: {vpcId: vpc-1}}") {
      $0.targetGroup.ownership = .addOnly
      $0.targetGroup.create = TargetGroupCreation(vpcId: "vpc-1")
    },
    ReadCase("targetGroup: {name: web, healthCheck: {}}") { _ in },
    ReadCase("targetGroup: {name: web, healthCheck: }") { _ in },
    ReadCase("targetGroup:\n  name: web\n  healthCheck:\n    matcher: 302,200") { _ in },
    ReadCase("targetGroup: {name: web, healthCheck: {matcher: 200-299}}") {
      if let matcher = Matcher("200-299") { $0.targetGroup.healthCheck.matcher = matcher }
    },
    ReadCase(
      """
      targetGroup:
        name: web
        healthCheck:
          path: /health?a=b&c=%20
          protocol: HTTPS
          port: 8080
          intervalSeconds: 10
          timeoutSeconds: 9
          healthyThreshold: 2
          unhealthyThreshold: 10
      """
    ) {
      $0.targetGroup.healthCheck = HealthCheckSpec(
        path: "/health?a=b&c=%20",
        protocol: .https,
        port: .number(8080),
        intervalSeconds: 10,
        timeoutSeconds: 9,
        healthyThreshold: 2,
        unhealthyThreshold: 10
      )
    },
    ReadCase("targetGroup: {name: web, healthCheck: {port: traffic-port}}") {
      $0.targetGroup.healthCheck.port = .trafficPort
    },
  ]

  static let listeners: [ReadCase] = [
    ReadCase("listener: {loadBalancer: web, certificate: \(certificate)}") {
      $0.listener = ARN(certificate).map {
        ListenerSpec(loadBalancer: .name("web"), certificate: .arn($0))
      }
    },
    ReadCase("listener: {loadBalancer: \"\(balancer)\", certificate: {domain: \"*.Example.com\"}}")
    {
      $0.listener = ARN(balancer).map {
        ListenerSpec(loadBalancer: .arn($0), certificate: .domain("*.example.com"))
      }
    },
    ReadCase("listener: {loadBalancer: web, port: 80, protocol: HTTP}") {
      $0.listener = ListenerSpec(loadBalancer: .name("web"), port: 80, protocol: .http)
    },
    ReadCase(
      """
      listener:
        loadBalancer: web
        certificate:
          import: {certificate: ./tls/cert.pem, chain: ../chain.pem, privateKey: /etc/key.pem}
        sslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
      """
    ) {
      $0.listener = ListenerSpec(
        loadBalancer: .name("web"),
        certificate: .files(
          certificate: "/specs/tls/cert.pem",
          chain: "/specs/../chain.pem",
          privateKey: "/etc/key.pem"
        ),
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"
      )
    },
    ReadCase(
      """
      listener:
        loadBalancer: web
        certificate: {domain: a.example.com}
        rule: {hosts: [B.example.com, "*.example.com", a?.example.com, b.example.com], priority: 10}
      """
    ) {
      $0.listener = ListenerSpec(
        loadBalancer: .name("web"),
        certificate: .domain("a.example.com"),
        rule: RuleSpec(hosts: ["*.example.com", "a?.example.com", "b.example.com"], priority: 10)
      )
    },
  ]

  static let safeguards: [ReadCase] = [
    ReadCase("safeguards: {minimumHealthy: 0, minimumZones: 1, maximumDeregistrations: 0}") {
      $0.safeguards.minimumHealthy = 0
      $0.safeguards.minimumZones = 1
      $0.safeguards.maximumDeregistrations = 0
    },
    ReadCase("safeguards: {healthyTimeout: 0s, reassigned: wait}") {
      $0.safeguards.healthyTimeout = 0
      $0.safeguards.reassigned = .wait
    },
    ReadCase("safeguards: {healthyTimeout: 1h30m}") { $0.safeguards.healthyTimeout = 5400 },
    ReadCase("safeguards: {healthyTimeout: 90m}") { $0.safeguards.healthyTimeout = 5400 },
    ReadCase("safeguards: {healthyTimeout: 300s}") { $0.safeguards.healthyTimeout = 300 },
  ]
}
