import TestSupport
import Testing

@testable import Core

/// The way back, from each kind of before and now.
@Suite struct RollbackTests {
  /// The harbour as the apply left it, and what its report keeps.
  private struct Past {
    var harbour = Harbour()
    var outcomes: [Outcome] = []
    var before: SettingsBefore

    init() {
      let group = Harbour.targetGroup
      before = SettingsBefore(
        targetGroup: group.arn,
        healthCheck: group.healthCheck,
        targets: group.targets.map(\.target),
        listener: Harbour.frontListener
      )
    }

    mutating func did(
      _ change: Change,
      _ result: Outcome.Result = .applied,
      made: ARN? = nil
    ) {
      outcomes.append(Outcome(change, result, at: Harbour.now, reason: "", made: made))
    }

    var plan: BindingPlan {
      let origin = Origin(
        binding: harbour.binding,
        place: Place(account: .test, region: "us-west-2")
      )
      let rollback = Rollback(origin: origin, before: before, outcomes: outcomes)
      return BindingPlan(backBy: rollback, in: harbour.observation)
    }

    var changes: [Change] { plan.changes.map(\.change) }
  }

  private func matcherSet(from: String = "200", _ result: Outcome.Result = .applied) -> Past {
    var past = Past()
    past.before.healthCheck.matcher = matcher(from)
    past.did(.modifyTargetGroup([Setting(.matcher, from: from, to: "200,302")]), result)
    return past
  }

  private static let former = arn(
    "arn:aws:acm:us-west-2:123456789012:certificate/99999999-1234-1234-1234-123456789012"
  )

  /// The apply changed the listener's certificate from another one, which is still there.
  private func certificateSet(to former: ARN = Self.former) -> Past {
    var past = Past()
    past.before.listener?.certificate = former
    past.did(
      .modifyListener(
        Harbour.listener,
        [
          Setting(
            .certificate,
            from: former.description,
            to: Harbour.certificate.description
          )
        ]
      )
    )
    past.harbour.here.certificates.append(
      Certificate(
        arn: former,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Harbour.now + 200 * 86_400
      )
    )
    return past
  }

  private let certificateBack: Change = .modifyListener(
    Harbour.listener,
    [
      Setting(
        .certificate,
        from: Harbour.certificate.description,
        to: Self.former.description
      )
    ]
  )

  private let matcherBack: Change = .modifyTargetGroup([
    Setting(.matcher, from: "200,302", to: "200")
  ])

  // MARK: The health check

  @Test func `what the apply set goes back`() {
    let plan = matcherSet().plan
    #expect(plan.changes.map(\.change) == [matcherBack])
    #expect(plan.status == .changes)
    #expect(plan.goal.binding.targetGroup.reference == .arn(Harbour.group))
  }

  @Test func `every setting of a health check goes back`() {
    var past = Past()
    past.before.healthCheck = HealthCheck(
      protocol: "HTTP",
      port: "8080",
      path: "/old",
      matcher: matcher("200"),
      intervalSeconds: 15,
      timeoutSeconds: 4,
      healthyThreshold: 3,
      unhealthyThreshold: 4
    )
    let now = Harbour.targetGroup.healthCheck
    let keys: [SettingKey] = [
      .matcher, .path, .protocol, .port, .intervalSeconds, .timeoutSeconds, .healthyThreshold,
      .unhealthyThreshold,
    ]
    let settings = keys.map { key in
      Setting(
        key,
        from: past.before.healthCheck.value(of: key),
        to: now.value(of: key) ?? ""
      )
    }
    past.did(.modifyTargetGroup(settings))
    let back = settings.map { Setting($0.key, from: $0.to, to: $0.from ?? "") }
    #expect(past.changes == [.modifyTargetGroup(back)])
    #expect(past.plan.binding.targetGroup.healthCheck.intervalSeconds == 15)
  }

  @Test func `what the apply didn't set stays as others left it`() {
    var past = matcherSet()
    past.harbour.here.targetGroups[0].healthCheck.intervalSeconds = 10
    past.harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    #expect(past.changes == [matcherBack])
  }

  @Test func `without a change there is nothing to go back to`() {
    #expect(Past().plan.status == .inStep)
  }

  @Test func `what is back already is in step`() {
    var past = matcherSet()
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.isEmpty)
    #expect(past.plan.binding.targetGroup.healthCheck.matcher == matcher("200"))
    #expect(past.plan.shows(matcherBack))
  }

  @Test func `what somebody has changed since goes back with a warning`() {
    var past = matcherSet()
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher("404")
    let plan = past.plan
    #expect(
      plan.changes.map(\.change)
        == [.modifyTargetGroup([Setting(.matcher, from: "404", to: "200")])]
    )
    #expect(plan.findings.map(\.code) == [.changedSince])
    #expect(plan.findings[0].message.contains("`matcher` of the health check is 404 now"))
  }

  @Test func `a write whose reply was lost goes back only where it took effect`() {
    var past = matcherSet(.failed)
    #expect(past.changes == [matcherBack])
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher("404")
    #expect(past.plan.status == .inStep)
  }

  @Test(arguments: [Outcome.Result.held, .skipped])
  func `what was never tried doesn't go back`(result: Outcome.Result) {
    #expect(matcherSet(result).plan.status == .inStep)
  }

  @Test(arguments: ["200", "404", "200,302"])
  func `what the apply itself had written back is left alone, whatever it is now`(now: String) {
    var past = matcherSet()
    past.did(matcherBack)
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher(now)
    #expect(past.plan.status == .inStep)
  }

  @Test func `a writing back whose reply was lost leaves it to the rollback`() {
    var past = matcherSet()
    past.did(matcherBack, .failed)
    #expect(past.changes == [matcherBack])
  }

  @Test func `what was not set before can't be unset, and is told`() {
    var past = Past()
    past.before.healthCheck.path = nil
    past.did(.modifyTargetGroup([Setting(.path, from: nil, to: "/")]))
    #expect(past.changes.isEmpty)
    #expect(past.plan.findings.map(\.severity) == [.warning])
    #expect(past.plan.findings.map(\.code) == [.notRestored])
  }

  @Test func `a time-out that is too short is told without a word of removals`() {
    var past = Past()
    past.before.healthCheck.path = "/old"
    past.did(.modifyTargetGroup([Setting(.path, from: "/old", to: "/")]))
    past.harbour.binding.safeguards.healthyTimeout = 5
    #expect(past.plan.findings.map(\.code) == [.timeoutTooShort])
    #expect(past.plan.findings[0].remedy.hasPrefix("Look at the targets once more"))
  }

  // MARK: Targets

  @Test func `a target that was there before and is the endpoint's now is registered again`() {
    var past = matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    #expect(past.changes == [matcherBack, .registerTargets([Target("10.0.2.7")])])
    #expect(past.plan.targets.map(\.standing) == [.wanted, .wanted])
  }

  @Test func `a draining one is registered again`() {
    var past = matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil), ("10.0.2.7", "draining", nil))
    #expect(past.changes == [matcherBack, .registerTargets([Target("10.0.2.7")])])
  }

  @Test func `an address that isn't the endpoint's now is never registered`() {
    var past = matcherSet()
    past.before.targets = [Target("10.0.9.9")]
    past.did(.registerTargets([Target("10.0.1.5"), Target("10.0.2.7")]))
    past.did(.deregisterTargets([Target("10.0.9.9")]))
    let plan = past.plan
    #expect(plan.changes.map(\.change) == [matcherBack])
    #expect(plan.findings.map(\.code) == [.notRestored, .notRestored])
    #expect(plan.findings.contains { $0.message.hasPrefix("10.0.9.9:443 was registered before") })
    #expect(
      plan.findings.contains { $0.message.hasPrefix("10.0.1.5:443, 10.0.2.7:443, registered by") }
    )
  }

  @Test func `an address of the endpoint's that was not there before is not registered`() {
    var past = matcherSet()
    past.before.targets = [Target("10.0.1.5")]
    past.harbour.register(("10.0.1.5", "healthy", nil))
    #expect(past.changes == [matcherBack])
    #expect(past.plan.targets.map(\.target) == [Target("10.0.1.5")])
  }

  @Test func `a port that the apply had taken away comes back for the endpoint's addresses`() {
    var past = Past()
    past.before.targets = [Target(ip("10.0.1.5"), port: 8443), Target(ip("10.0.9.9"), port: 8443)]
    past.did(.registerTargets([Target("10.0.1.5"), Target("10.0.2.7")]))
    past.did(.deregisterTargets(past.before.targets))
    #expect(past.changes == [.registerTargets([Target(ip("10.0.1.5"), port: 8443)])])
  }

  @Test func `what is registered again is claimed first, where a ledger is kept`() {
    var past = matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil), ("10.0.9.9", "healthy", nil))
    past.harbour.keepLedger("10.0.1.5/443 10.0.9.9/443")
    let back = Target("10.0.2.7")
    #expect(past.changes == [.claimTargets([back]), matcherBack, .registerTargets([back])])
    past.harbour.keepLedger("10.0.1.5/443 10.0.2.7/443 10.0.9.9/443")
    #expect(past.changes == [matcherBack, .registerTargets([back])])
  }

  @Test(arguments: [Ownership.exclusive, .recorded, .addOnly])
  func `nothing is ever removed, whatever is registered`(ownership: Ownership) {
    var past = matcherSet()
    past.harbour.keepLedger("10.0.1.5/443 10.0.2.7/443 10.0.8.8/443")
    past.harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.8.8", "unhealthy", nil)
    )
    past.harbour.binding.targetGroup.ownership = ownership
    let plan = past.plan
    #expect(plan.changes.map(\.change) == [matcherBack])
    #expect(plan.held.isEmpty)
  }

  @Test func `a finding that holds all holds the way back too`() {
    var past = matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    past.harbour.here.environments[0].accessMode = "PUBLIC_ONLY"
    let plan = past.plan
    #expect(plan.changes.isEmpty)
    #expect(plan.held.map(\.change) == [matcherBack, .registerTargets([Target("10.0.2.7")])])
    #expect(plan.held.allSatisfy { $0.code == .finding(.environmentPublic) })
    #expect(plan.isHeldWhole)
  }

  // MARK: What no longer exists

  @Test func `a group that is gone, or is another of the same name, holds all`() {
    var past = matcherSet()
    past.harbour.here.targetGroups[0].arn = arn("\(Harbour.group)0")
    let plan = past.plan
    #expect(plan.isHeldWhole)
    #expect(plan.changes.isEmpty && plan.held.isEmpty)
    let gone = plan.findings.first { $0.code == .targetGroupNotFound }
    #expect(
      gone?.message
        == "The target group of that apply no longer exists: \(Harbour.group). One of the same name "
        + "is another."
    )
  }

  // MARK: The listener

  @Test func `the former certificate goes back`() {
    let past = certificateSet()
    #expect(past.changes == [certificateBack])
    #expect(past.plan.findings.isEmpty)
  }

  @Test func `a former policy goes back where the spec asks for none`() {
    var past = Past()
    past.before.listener?.sslPolicy = "ELBSecurityPolicy-2016-08"
    let now = Harbour.frontListener.sslPolicy ?? ""
    past.did(
      .modifyListener(
        Harbour.listener,
        [Setting(.sslPolicy, from: "ELBSecurityPolicy-2016-08", to: now)]
      )
    )
    #expect(
      past.changes == [
        .modifyListener(
          Harbour.listener,
          [Setting(.sslPolicy, from: now, to: "ELBSecurityPolicy-2016-08")]
        )
      ]
    )
  }

  /// What stands against the listener, and what holds its way back; the targets' goes on.
  private static let obstacles: [(FindingCode, @Sendable (inout Harbour) -> Void)] = [
    (.listenerGone, { $0.here.listeners = [] }),
    (.listenerGone, { $0.here.listeners[0].arn = arn("\(Harbour.listener)0") }),
    (.certificateNotFound, { $0.here.certificates.removeLast() }),
    (.certificateExpired, { $0.here.certificates[1].notAfter = Harbour.now }),
    (.loadBalancerNotFound, { $0.here.loadBalancers = [] }),
    (.listenerForwardsElsewhere, { $0.here.listeners[0].defaultActions = [.other("redirect")] }),
    (.listenerConflict, { $0.here.listeners[0].protocol = "HTTP" }),
    (
      .listenerUnread,
      { $0.here.unread = [Unread(.loadBalancer, name: "airflow", reason: "Denied.")] }
    ),
  ]

  @Test(arguments: obstacles.indices)
  func `what stands against the listener holds its settings, and no target`(index: Int) {
    let (code, change) = Self.obstacles[index]
    var past = certificateSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    change(&past.harbour)
    let plan = past.plan
    #expect(plan.held.map(\.change) == [certificateBack])
    #expect(plan.held.map(\.code) == [.finding(code)])
    #expect(plan.findings.filter { $0.holds == .listener }.map(\.code) == [code])
    #expect(plan.changes.map(\.change) == [.registerTargets([Target("10.0.2.7")])])
  }

  @Test(arguments: obstacles.indices)
  func `a listener that isn't to go back is no obstacle`(index: Int) {
    var past = matcherSet()
    past.harbour.here.certificates.append(past.harbour.here.certificates[0])
    Self.obstacles[index].1(&past.harbour)
    #expect(past.changes == [matcherBack])
    #expect(past.plan.status == .changes)
  }

  @Test func `a former certificate that may not be looked at goes back unseen`() {
    var past = certificateSet()
    past.harbour.here.certificates.removeLast()
    past.harbour.here.unread = [
      Unread(.certificate, name: Self.former.description, reason: "Denied.")
    ]
    #expect(past.changes == [certificateBack])
    #expect(past.plan.findings.map(\.severity) == [.warning])
    #expect(past.plan.goal.binding.listener?.certificate == .arn(Self.former))
  }

  @Test func `a former certificate of IAM's goes back unseen`() {
    let past = certificateSet(to: arn("arn:aws:iam::123456789012:server-certificate/old"))
    #expect(past.plan.changes.map(\.change.action) == [.modifyListener])
    #expect(past.plan.findings.map(\.code) == [.listenerUnread])
  }

  @Test func `a listener that the apply made stays, and is named`() {
    var past = listenerMade(Harbour.listener)
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(past.plan.findings[0].remedy.contains("delete-listener"))
    #expect(past.plan.findings[0].remedy.contains("\(Harbour.listener)"))
    past.harbour.here.listeners = []
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.isEmpty)
  }

  private func listenerMade(_ made: ARN?, _ result: Outcome.Result = .applied) -> Past {
    var past = Past()
    past.before.listener = nil
    past.did(
      .createListener(
        NewListener(
          loadBalancer: Harbour.balancer,
          port: 443,
          protocol: .https,
          certificate: .known(Harbour.certificate),
          sslPolicy: nil
        )
      ),
      result,
      made: made
    )
    return past
  }

  @Test func `somebody else's listener in the place of the one that was made is not named`() {
    var past = listenerMade(Harbour.listener)
    past.harbour.here.listeners[0].arn = arn("\(Harbour.listener)0")
    #expect(past.plan.findings.isEmpty)
  }

  @Test(arguments: [Outcome.Result.applied, .failed])
  func `a listener that may be the apply's is told without a command`(result: Outcome.Result) {
    let findings = listenerMade(nil, result).plan.findings
    #expect(findings.map(\.code) == [.notRestored])
    #expect(findings[0].message.contains("port 443 has one: \(Harbour.listener)"))
    #expect(!findings[0].remedy.contains("aws "))
  }

  @Test(arguments: [Outcome.Result.held, .skipped])
  func `what was never to be made is not told`(result: Outcome.Result) {
    #expect(listenerMade(nil, result).plan.findings.isEmpty)
  }

  // MARK: Certificates

  private func imported(
    into: ARN? = nil,
    made: ARN? = nil,
    _ result: Outcome.Result = .applied
  ) -> Finding? {
    var past = Past()
    let new = CertificateImport(
      paths: CertificatePaths(certificate: "leaf.pem", chain: nil, privateKey: "leaf.key"),
      digest: "d",
      domainName: "airflow.example.com",
      into: into
    )
    past.did(.importCertificate(new), result, made: made)
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.count == 1)
    return past.plan.findings.first
  }

  @Test func `a certificate that the apply imported stays, and is named where its ARN is known`() {
    let known = imported(made: Self.former)
    #expect(known?.remedy.hasSuffix("delete-certificate --certificate-arn \(Self.former)") == true)
    #expect(imported()?.remedy == "")
    #expect(imported()?.message.hasPrefix("That apply imported") == true)
    #expect(imported(.failed)?.message.hasPrefix("That apply may have imported") == true)
    #expect(imported(into: Self.former)?.severity == .warning)
    #expect(imported(into: Self.former)?.remedy.contains("aws ") == false)
  }

  @Test func `a certificate that the apply added to the very listener is named`() {
    var past = Past()
    past.harbour.here.listeners[0].furtherCertificates = [Self.former]
    past.did(.addListenerCertificates(Harbour.listener, .known(Self.former)))
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(past.plan.findings[0].remedy.contains("remove-listener-certificates"))
    past.outcomes[0].result = .failed
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(!past.plan.findings[0].remedy.contains("aws "))
    past.outcomes[0].result = .applied
    past.harbour.here.listeners[0].arn = arn("\(Harbour.listener)0")
    #expect(past.plan.findings.isEmpty)
  }

  // MARK: The rule

  /// The apply gave the rule another host and another priority.
  private func ruleSet() -> Past {
    var past = Past()
    past.harbour = RuleTests.shared(RuleTests.rule("ours", 10, "airflow.example.com"))
    past.before.rule = RuleTests.rule("ours", 30, "old.example.com")
    for setting in [
      Setting(.hosts, from: "old.example.com", to: "airflow.example.com"),
      Setting(.priority, from: "30", to: "10"),
    ] {
      past.did(.modifyRule(RuleTests.ruleARN("ours"), [setting]))
    }
    return past
  }

  private let ruleBack: Change = .modifyRule(
    RuleTests.ruleARN("ours"),
    [
      Setting(.hosts, from: "airflow.example.com", to: "old.example.com"),
      Setting(.priority, from: "10", to: "30"),
    ]
  )

  @Test func `the former hosts and priority of a rule go back`() {
    #expect(ruleSet().changes == [ruleBack])
    #expect(ruleSet().plan.findings.isEmpty)
    var past = ruleSet()
    past.harbour.here.rules = [RuleTests.rule("ours", 30, "old.example.com")]
    #expect(past.plan.status == .inStep)
    #expect(past.plan.shows(ruleBack))
  }

  @Test func `a former priority that is taken by now is held`() {
    var past = ruleSet()
    past.harbour.here.rules.append(RuleTests.rule("new", 30, "b.org", to: RuleTests.intranet))
    #expect(past.plan.held.map(\.change) == [ruleBack])
    #expect(past.plan.held.map(\.code) == [.finding(.rulePriorityTaken)])
  }

  @Test func `a rule that is gone is told`() {
    var past = ruleSet()
    past.harbour.here.rules = []
    #expect(past.plan.held.map(\.change.action) == [.modifyRule])
    #expect(past.plan.held.map(\.code) == [.finding(.listenerGone)])
  }

  private func ruleMade(_ made: ARN?) -> Past {
    var past = Past()
    past.harbour = RuleTests.shared(RuleTests.rule("ours", 10, "airflow.example.com"))
    past.did(
      .createRule(
        NewRule(
          listener: .known(Harbour.listener),
          hosts: ["airflow.example.com"],
          priority: 10
        )
      ),
      made: made
    )
    return past
  }

  @Test func `a rule that the apply made stays, and is named`() {
    let ours = RuleTests.ruleARN("ours")
    #expect(ruleMade(ours).plan.status == .inStep)
    #expect(ruleMade(ours).plan.findings.map(\.code) == [.notRestored])
    #expect(ruleMade(ours).plan.findings[0].remedy.contains("delete-rule --rule-arn \(ours)"))
    #expect(ruleMade(RuleTests.ruleARN("former")).plan.findings.isEmpty)
  }

  @Test func `a rule that may be the apply's is told without a command`() {
    let findings = ruleMade(nil).plan.findings
    #expect(findings.map(\.code) == [.notRestored])
    #expect(findings[0].message.contains("\(RuleTests.ruleARN("ours"))"))
    #expect(!findings[0].remedy.contains("aws "))
  }
}
