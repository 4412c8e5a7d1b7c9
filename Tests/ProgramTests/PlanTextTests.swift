import Core
import Testing

@testable import mooring

@Suite struct PlanTextTests {
  private func drifted() throws -> BindingPlan {
    var plan = try Samples.plan(Samples.binding(hasListener: true), Samples.endpoint())
    let (new, kept) = (try Samples.target("10.0.1.5"), try Samples.target("10.0.2.7"))
    let dead = try Samples.target("10.0.9.9")
    plan.targets = [
      TargetSighting(new, state: nil, standing: .wanted),
      TargetSighting(kept, state: "healthy", standing: .wanted),
      TargetSighting(dead, state: "unhealthy", reason: "Target.Timeout", standing: .stale),
    ]
    plan.changes = [
      PlannedChange(
        .modifyTargetGroup([Setting(.matcher, from: "200", to: "200,302")]),
        because: "Airflow answers 302 to its login page."
      ),
      PlannedChange(
        .registerTargets([new]),
        because: "The endpoint has this address; the target group doesn't."
      ),
      PlannedChange(
        .createListener(
          NewListener(
            loadBalancer: try Samples.arn(
              "elasticloadbalancing",
              "loadbalancer/app/airflow-prod/1"
            ),
            port: 443,
            protocol: .https,
            certificate: .known(try Samples.arn("acm", "certificate/0123")),
            sslPolicy: nil
          )
        ),
        because: "Nothing listens on HTTPS:443."
      ),
      PlannedChange(
        .deregisterTargets([dead]),
        because: "The endpoint no longer has this address; it leaves once 2 targets are healthy."
      ),
    ]
    return plan
  }

  @Test func `drift on a group and a missing listener`() throws {
    let text = PlanText.text(of: Samples.run([try drifted()]), isColored: false)
    try GoldenFile.expect(text, named: "plan-drift")
  }

  @Test func `colours say the same as the plain text`() throws {
    let plan = Samples.run([try drifted()])
    let text = PlanText.text(of: plan, isColored: true)
    try GoldenFile.expect(
      text.replacing("\u{1b}", with: "ESC"),
      named: "plan-drift-colored"
    )
    let bare = text.replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
    #expect(bare == PlanText.text(of: plan, isColored: false))
  }

  @Test func `an unsettled environment holds the removals`() throws {
    var plan = try Samples.plan(
      Samples.binding(hasListener: true),
      Samples.endpoint(status: "UPDATING")
    )
    let gone = try Samples.target("10.0.9.9")
    plan.targets = [
      TargetSighting(try Samples.target("10.0.1.5"), state: "healthy", standing: .wanted),
      TargetSighting(try Samples.target("10.0.2.7"), state: "healthy", standing: .wanted),
      TargetSighting(gone, state: "draining", standing: .stale),
    ]
    plan.held = [
      HeldChange(
        .deregisterTargets([gone]),
        code: .finding(.environmentUnsettled),
        because: "The environment is UPDATING; its addresses may still change."
      ),
      HeldChange(
        .modifyListener(
          try Samples.arn("elasticloadbalancing", "listener/app/airflow-prod/1/2"),
          [
            Setting(
              .certificate,
              from: "arn:aws:acm:us-west-2:123456789012:certificate/old",
              to: "arn:aws:acm:us-west-2:123456789012:certificate/new"
            )
          ]
        ),
        code: .finding(.certificateNotIssued),
        because: "The certificate is PENDING_VALIDATION."
      ),
    ]
    plan.findings = [
      Finding(
        .certificateNotIssued,
        "arn:aws:acm:us-west-2:123456789012:certificate/new is PENDING_VALIDATION.",
        remedy: "Complete its validation."
      ),
      Finding(
        .environmentUnsettled,
        "The environment airflow-prod is UPDATING.",
        remedy: "Wait until it is AVAILABLE; the next run goes on."
      ),
      Finding(.dnsSilent, "DNS gives no answer here.", remedy: ""),
    ]
    let text = PlanText.text(of: Samples.run([plan], source: .snapshot), isColored: false)
    try GoldenFile.expect(text, named: "plan-held")
  }

  @Test func `bindings in step take a line each`() throws {
    let bindings = try ["airflow-prod", "airflow-staging"].map { name in
      var plan = try Samples.plan(Samples.binding(name), Samples.endpoint())
      plan.targets = [
        TargetSighting(try Samples.target("10.0.1.5"), state: "healthy", standing: .wanted),
        TargetSighting(
          try Samples.target("10.0.2.7"),
          state: name == "airflow-prod" ? "healthy" : "initial",
          standing: .wanted
        ),
      ]
      return plan
    }
    let text = PlanText.text(of: Samples.run(bindings), isColored: false)
    try GoldenFile.expect(text, named: "plan-in-step")
  }

  @Test func `a binding that failed stands beside the others`() throws {
    let failed = FailedBinding(
      binding: try Samples.binding("airflow-dev"),
      reason:
        "GetEnvironment: AccessDeniedException: not authorized.\nAllow airflow:GetEnvironment."
    )
    var inStep = try Samples.plan(Samples.binding(), Samples.endpoint())
    inStep.targets = [
      TargetSighting(try Samples.target("10.0.1.5"), state: "healthy", standing: .wanted)
    ]
    let both = PlanText.text(of: Samples.run([inStep], failed: [failed]), isColored: false)
    let alone = PlanText.text(of: Samples.run([], failed: [failed]), isColored: false)
    try GoldenFile.expect(both + "----\n" + alone, named: "plan-failed")
  }

  @Test func `a thousand targets stay readable`() throws {
    var plan = try Samples.plan(Samples.binding(), Samples.endpoint())
    var new: [Target] = []
    for number in 0..<1000 {
      let target = try Samples.target("10.1.\(number / 250).\(number % 250)")
      let isAiling = number == 700
      plan.targets.append(
        TargetSighting(
          target,
          state: isAiling ? "unhealthy" : "healthy",
          reason: isAiling ? "Target.ResponseCodeMismatch" : nil,
          standing: .wanted
        )
      )
    }
    for number in 0..<60 { new.append(try Samples.target("10.2.0.\(number)")) }
    plan.targets += new.map { TargetSighting($0, state: nil, standing: .wanted) }
    plan.changes = [PlannedChange(.registerTargets(new), because: "They are the endpoint's.")]
    let text = PlanText.text(of: Samples.run([plan]), isColored: false)
    try GoldenFile.expect(text, named: "plan-thousand")
  }

  @Test func `what belongs to others is named so`() throws {
    var plan = try Samples.plan(Samples.binding(), Samples.endpoint())
    let stranger = try Samples.target("10.0.9.1")
    plan.targets = [
      TargetSighting(try Samples.target("10.0.1.5"), state: "draining", standing: .wanted),
      TargetSighting(try Samples.target("10.0.8.1"), state: "healthy", standing: .foreign),
      TargetSighting(try Samples.target("10.0.8.2"), state: "draining", standing: .foreign),
      TargetSighting(try Samples.target("10.0.8.3"), state: "healthy", standing: .stale),
      TargetSighting(try Samples.target("10.0.8.4"), state: "unused", standing: .stranger),
      TargetSighting(stranger, state: "unhealthy", reason: "Target.Timeout", standing: .stranger),
      TargetSighting(try Samples.target("fd00::1"), state: "healthy", standing: .foreign),
    ]
    plan.changes = [
      PlannedChange(.registerTargets([try Samples.target("10.0.1.5")]), because: "It is back."),
      PlannedChange(.deregisterTargets([stranger]), because: "It is somebody else's now."),
    ]
    let text = PlanText.text(of: Samples.run([plan]), isColored: false)
    try GoldenFile.expect(text, named: "plan-others")
  }

  @Test func `what is written into the ledger is told`() throws {
    var plan = try Samples.plan(Samples.binding(), Samples.endpoint())
    let (new, old) = (try Samples.target("10.0.1.5"), try Samples.target("10.0.9.1"))
    plan.targets = [
      TargetSighting(new, state: "healthy", standing: .wanted),
      TargetSighting(old, state: "unhealthy", standing: .stale),
    ]
    plan.changes = [
      PlannedChange(.claimTargets([new]), because: "It is the endpoint's."),
      PlannedChange(.deregisterTargets([old]), because: "It isn't."),
      PlannedChange(.releaseTargets([old]), because: "It is gone by then."),
    ]
    let text = PlanText.text(of: Samples.run([plan]), isColored: false)
    try GoldenFile.expect(text, named: "plan-ledger")
  }

  @Test func `nothing from outside reaches the terminal raw`() throws {
    let evil = "\u{1b}[2J\u{7}\u{202e}\r\u{9b}1m\u{2028}"
    var plan = try Samples.plan(Samples.binding(), Samples.endpoint(status: evil))
    plan.endpoint?.environment?.name = evil
    plan.endpoint?.state = evil
    plan.binding.targetGroup.reference = .name(evil)
    plan.findings = [Finding(.singleZone, evil, remedy: evil)]
    plan.targets = [
      TargetSighting(try Samples.target("10.0.1.5"), state: evil, reason: evil, standing: .wanted)
    ]
    plan.held = [
      HeldChange(
        .modifyTargetGroup([Setting(.path, from: evil, to: evil)]),
        code: .safeguard(.notOwned),
        because: evil
      )
    ]
    let failed = FailedBinding(binding: try Samples.binding(evil), reason: evil)
    let text = PlanText.text(of: Samples.run([plan], failed: [failed]), isColored: false)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable })
    #expect(text.contains("\\u{1b}[2J\\u{7}\\u{202e}\\u{d}\\u{9b}1m\\u{2028}"))
  }
}
