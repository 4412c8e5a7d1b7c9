import Core
import SpecFile
import TestSupport
import Testing

@Suite struct SpecDraftTests {
  private static func draft(
    _ group: SpecDraft.Group = .existing(Harbour.targetGroup),
    source: SpecDraft.Source = .environment("airflow"),
    addressCount: Int = 2,
    loadBalancer: String? = "airflow",
    certificate: SpecDraft.Certificate? = .arn(Harbour.certificate),
    route: SpecDraft.Route? = nil
  ) -> SpecDraft {
    SpecDraft(
      name: "airflow",
      region: "us-west-2",
      account: .test,
      source: source,
      addresses: Set([ip("10.0.1.5"), ip("10.0.2.7"), ip("10.0.3.9")].prefix(addressCount)),
      group: group,
      loadBalancer: loadBalancer,
      certificate: certificate,
      route: route
    )
  }

  private static func route(
    _ hosts: String...,
    priority: Int = 1,
    isThere: Bool = false
  ) -> SpecDraft.Route {
    SpecDraft.Route(RuleSpec(hosts: hosts, priority: priority), isThere: isThere)
  }

  private static func binding(_ draft: SpecDraft) throws -> Binding {
    let source = SpecSource(name: "-", bytes: Array(draft.text.utf8), baseDirectory: "/")
    return try #require(try SpecReader.read([source]).first)
  }

  @Test func `a world that is in step plans nothing with its draft`() throws {
    let harbour = Harbour()
    let binding = try Self.binding(Self.draft())
    #expect(binding.account == .test)
    let plan = BindingPlan(for: binding, region: "us-west-2", in: harbour.observation)
    #expect(plan.status == .inStep)
  }

  @Test func `the text is as recorded`() throws {
    try GoldenFile.expect(Self.draft().text, named: "init-spec")
    let created = Self.draft(
      .created(name: "airflow-web", vpcId: "vpc-0a"),
      source: .vpcEndpoint("vpce-0123456789abcdef0"),
      addressCount: 1,
      loadBalancer: nil,
      certificate: nil
    )
    try GoldenFile.expect(created.text, named: "init-spec-created")
    let shared = Self.draft(route: Self.route("airflow.example.com", priority: 3))
    try GoldenFile.expect(shared.text, named: "init-spec-shared")
  }

  /// Whatever was chosen, the text is a spec, and the planner has a plan for it.
  @Test func `every draft validates and plans`() throws {
    var plain = Harbour.targetGroup
    plain.protocol = "HTTP"
    plain.port = 8080
    plain.healthCheck = HealthCheck(path: "/a: b#c\"\\é'x", matcher: matcher("200"))
    let groups: [SpecDraft.Group] = [
      .existing(Harbour.targetGroup), .existing(plain),
      .created(name: SpecDraft.groupName(for: "airflow"), vpcId: "vpc-0a"),
    ]
    let sources: [SpecDraft.Source] = [
      .environment("yes"), .environment("null"), .environment("E_1-"),
      .vpcEndpoint("vpce-0123456789abcdef0"),
    ]
    let certificates: [SpecDraft.Certificate?] = [
      nil, .arn(Harbour.certificate), .domain("*.example.com"), .domain("airflow.example.com"),
    ]
    for group in groups {
      for source in sources {
        for certificate in certificates {
          for balancer in [nil, "airflow", "1-2"] {
            for count in 0...3 {
              let draft = Self.draft(
                group,
                source: source,
                addressCount: count,
                loadBalancer: balancer,
                certificate: certificate
              )
              let binding = try Self.binding(draft)
              #expect((binding.listener == nil) == (balancer == nil || certificate == nil))
              #expect(binding.targetGroup.minimumTargets == (count == 1 ? 1 : 2))
              _ = BindingPlan(for: binding, region: "us-west-2", in: Harbour().observation)
            }
          }
        }
      }
    }
  }

  @Test(arguments: [false, true]) func `a rule is written as it is`(isThere: Bool) throws {
    let route = Self.route(
      "*.example.com",
      "airflow-?.example.com",
      priority: 50_000,
      isThere: isThere
    )
    let binding = try Self.binding(Self.draft(route: route))
    #expect(binding.listener?.rule == route.rule)
  }

  @Test func `on a listener that forwards elsewhere a draft with a rule plans without an error`()
    throws
  {
    var harbour = Harbour()
    let others = arn(
      "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/wiki/0123456789abcdef"
    )
    harbour.here.listeners[0].defaultActions = [.forward([others])]
    func errors(_ draft: SpecDraft) throws -> [FindingCode] {
      let plan = BindingPlan(
        for: try Self.binding(draft),
        region: "us-west-2",
        in: harbour.observation
      )
      return plan.findings.filter { $0.severity == .error }.map(\.code)
    }
    #expect(try errors(Self.draft()) == [.listenerForwardsElsewhere])
    #expect(try errors(Self.draft(route: Self.route("airflow.example.com"))).isEmpty)
  }

  @Test func `what stands against a listener is told, and makes it an example`() throws {
    var draft = Self.draft(route: Self.route("airflow.example.com"))
    draft.obstacle = "Port 443 of airflow has a listener of protocol HTTP"
    #expect(try Self.binding(draft).listener == nil)
    #expect(draft.text.contains("# Port 443 of airflow has a listener of protocol HTTP: without"))
    #expect(draft.text.contains("#   loadBalancer: airflow\n"))
  }

  /// What stands behind a # is what counts without it.
  @Test func `its defaults are the defaults, and its examples valid`() throws {
    let draft = Self.draft(.created(name: "airflow-web", vpcId: "vpc-0a"))
    let lines = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
    let defaults = ["dns", "port", "protocol", "minimumTargets", "ownership"]
    var text = ""
    for line in lines {
      let rest = line.drop { $0 == " " }
      let indent = line.prefix { $0 == " " }
      let bare = rest.hasPrefix("# ") ? rest.dropFirst(2) : rest
      let isDefault = indent.count == 6 && defaults.contains { bare.hasPrefix("\($0): ") }
      text += (isDefault ? "\(indent)\(bare)" : String(line)) + "\n"
    }
    #expect(text != draft.text)
    let source = SpecSource(name: "-", bytes: Array(text.utf8), baseDirectory: "/")
    #expect(try SpecReader.read([source]).first == Self.binding(draft))
    // All that is commented out at all.
    let all = lines.map { line in
      let indent = line.prefix { $0 == " " }
      let rest = line.dropFirst(indent.count)
      let isKey = rest.hasPrefix("# ") && rest.firstMatch(of: /^# +[a-zA-Z]+:( |$)/) != nil
      return isKey && !indent.isEmpty ? "\(indent)\(rest.dropFirst(2))" : String(line)
    }
    let whole = SpecSource(
      name: "-",
      bytes: Array(all.joined(separator: "\n").utf8),
      baseDirectory: "/"
    )
    let binding = try #require(try SpecReader.read([whole]).first)
    #expect(binding.listener?.rule?.priority == 10)
    #expect(binding.safeguards.maximumDeregistrations == 8)
    #expect(binding.targetGroup.healthCheck.path == "/")
  }

  @Test func `names that are derived are valid ones`() {
    #expect(SpecDraft.bindingName(from: "Airflow_Prod") == "airflow-prod")
    #expect(SpecDraft.bindingName(from: "") == "binding")
    #expect(SpecDraft.bindingName(from: String(repeating: "é", count: 80)).count == 63)
    #expect(SpecDraft.groupName(for: "airflow") == "airflow-web")
    #expect(SpecDraft.groupName(for: "----") == "binding-web")
    let long = String(repeating: "a", count: 40)
    #expect(SpecDraft.groupName(for: String(repeating: "a-", count: 20)).count <= 32)
    let first = SpecDraft.groupName(for: long)
    let second = SpecDraft.groupName(for: long, besides: [first])
    #expect(second.hasSuffix("-web-2"))
    #expect(second.count == 32)
    #expect(
      SpecDraft.groupName(for: "airflow", besides: ["airflow-web", "airflow-web-2"])
        == "airflow-web-3"
    )
  }

  @Test func `the group that holds the endpoint's addresses comes first`() {
    var other = Harbour.targetGroup
    other.name = "aaa"
    other.arn = arn(
      "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/aaa/0123456789abcdef"
    )
    other.targets = []
    var instances = other
    instances.targetType = "instance"
    let addresses = [ip("10.0.1.5"), ip("10.0.2.7")]
    func candidates(_ groups: [TargetGroup]) -> SpecCandidates {
      SpecCandidates(
        addresses: addresses,
        vpcId: "vpc-0a",
        targetGroups: groups,
        loadBalancers: [Harbour.loadBalancer]
      )
    }
    let both = candidates([other, instances, Harbour.targetGroup])
    #expect(both.targetGroups.map(\.name) == ["airflow-web", "aaa"])
    #expect(both.evidentGroup(for: addresses)?.name == "airflow-web")
    var third = other
    third.name = "bbb"
    #expect(candidates([other, third]).evidentGroup(for: addresses) == nil)
    #expect(candidates([other, third]).bestGroup(for: addresses) == nil)
    #expect(candidates([other]).evidentGroup(for: addresses)?.name == "aaa")
    // Two that hold an address are a question, and the first its best answer.
    third.targets = Harbour.targetGroup.targets
    let rivals = candidates([third, Harbour.targetGroup])
    #expect(rivals.evidentGroup(for: addresses) == nil)
    #expect(rivals.bestGroup(for: addresses)?.name == "airflow-web")
  }

  @Test(arguments: ["healthy", "draining"])
  func `the only group is another's where it holds no address of the endpoint`(state: String) {
    var harbour = Harbour()
    harbour.register(("10.0.1.50", state, nil), ("10.0.2.50", state, nil))
    var group = harbour.here.targetGroups[0]
    let addresses = [ip("10.0.1.5"), ip("10.0.2.7")]
    func candidates() -> SpecCandidates {
      SpecCandidates(
        addresses: addresses,
        vpcId: "vpc-0a",
        targetGroups: [group],
        loadBalancers: []
      )
    }
    #expect(candidates().evidentGroup(for: addresses) == nil)
    #expect(candidates().bestGroup(for: addresses) == nil)
    harbour.register(("10.0.1.5", "unhealthy", nil), ("10.0.2.50", state, nil))
    group = harbour.here.targetGroups[0]
    #expect(candidates().evidentGroup(for: addresses) == group)
  }

  @Test func `what others have in a group stays where nothing there is the endpoint's`() throws {
    var harbour = Harbour()
    func draft() -> SpecDraft { Self.draft(.existing(harbour.here.targetGroups[0])) }
    harbour.register(("10.0.1.50", "healthy", nil), ("10.0.2.50", "healthy", nil))
    #expect(try Self.binding(draft()).targetGroup.ownership == .recorded)
    try GoldenFile.expect(draft().text, named: "init-spec-others")
    let plan = BindingPlan(
      for: try Self.binding(draft()),
      region: "us-west-2",
      in: harbour.observation
    )
    #expect(!plan.changes.contains { $0.isRemoval })
    harbour.register(("10.0.1.5", "healthy", nil), ("10.0.2.50", "unhealthy", nil))
    #expect(try Self.binding(draft()).targetGroup.ownership == .exclusive)
    harbour.register()
    #expect(try Self.binding(draft()).targetGroup.ownership == .exclusive)
  }

  @Test func `the health check that a new group is said to get is what it gets`() throws {
    let draft = Self.draft(.created(name: "airflow-web", vpcId: "vpc-0a"))
    var harbour = Harbour()
    harbour.here.targetGroups = []
    func made(_ binding: Binding) throws -> NewTargetGroup {
      let plan = BindingPlan(for: binding, region: "us-west-2", in: harbour.observation)
      let groups = plan.changes.compactMap { change in
        if case .createTargetGroup(let group) = change.change { group } else { nil }
      }
      return try #require(groups.first)
    }
    let check = try made(Self.binding(draft)).healthCheck
    let given = try #require(draft.text.firstRange(of: "healthCheck:"))
    let shown = draft.text[given.upperBound...].split(separator: "\n\n")[0]
    for key in [
      "path: \(check.path ?? "")", "protocol: \(check.protocol ?? "")",
      "port: \(check.port ?? "")", "intervalSeconds: \(check.intervalSeconds ?? 0)",
      "timeoutSeconds: \(check.timeoutSeconds ?? 0)",
      "healthyThreshold: \(check.healthyThreshold ?? 0)",
      "unhealthyThreshold: \(check.unhealthyThreshold ?? 0)",
    ] {
      #expect(shown.contains("        # \(key)\n") || shown.hasSuffix("        # \(key)"))
    }
  }

  /// AWS's usual values are no default of mooring's, which leaves alone what isn't given.
  @Test func `of a group that is there only what it has is shown`() {
    var bare = Harbour.targetGroup
    bare.healthCheck = HealthCheck(matcher: matcher("200"), timeoutSeconds: 7)
    let text = Self.draft(.existing(bare)).text
    #expect(text.contains("        # timeoutSeconds: 7\n"))
    #expect(!text.contains("intervalSeconds"))
    #expect(!text.contains("# path"))
  }
}
