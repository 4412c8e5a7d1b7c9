import TestSupport
import Testing

@testable import Core

/// The way back of a health check, and what holds any way back.
@Suite struct RollbackTests {
  @Test func `what the apply set goes back`() {
    let plan = Past.matcherSet().plan
    #expect(plan.changes.map(\.change) == [Past.matcherBack])
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
    var past = Past.matcherSet()
    past.harbour.here.targetGroups[0].healthCheck.intervalSeconds = 10
    past.harbour.here.listeners[0].sslPolicy = "ELBSecurityPolicy-2016-08"
    #expect(past.changes == [Past.matcherBack])
  }

  @Test func `without a change there is nothing to go back to`() {
    #expect(Past().plan.status == .inStep)
  }

  @Test func `what is back already is in step`() {
    var past = Past.matcherSet()
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.isEmpty)
    #expect(past.plan.binding.targetGroup.healthCheck.matcher == matcher("200"))
    #expect(past.plan.shows(Past.matcherBack))
  }

  @Test func `what somebody has changed since goes back with a warning`() {
    var past = Past.matcherSet()
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
    var past = Past.matcherSet(.failed)
    #expect(past.changes == [Past.matcherBack])
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher("404")
    #expect(past.plan.status == .inStep)
  }

  @Test(arguments: [Outcome.Result.held, .skipped])
  func `what was never tried doesn't go back`(result: Outcome.Result) {
    #expect(Past.matcherSet(result).plan.status == .inStep)
  }

  @Test(arguments: ["200", "404", "200,302"])
  func `what the apply itself had written back is left alone, whatever it is now`(now: String) {
    var past = Past.matcherSet()
    past.did(Past.matcherBack)
    past.harbour.here.targetGroups[0].healthCheck.matcher = matcher(now)
    #expect(past.plan.status == .inStep)
  }

  @Test func `a writing back whose reply was lost leaves it to the rollback`() {
    var past = Past.matcherSet()
    past.did(Past.matcherBack, .failed)
    #expect(past.changes == [Past.matcherBack])
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

  @Test func `a group that is gone, or is another of the same name, holds all`() {
    var past = Past.matcherSet()
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

  @Test func `a finding that holds all holds the way back too`() {
    var past = Past.matcherSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    past.harbour.here.environments[0].accessMode = "PUBLIC_ONLY"
    let plan = past.plan
    #expect(plan.changes.isEmpty)
    #expect(plan.held.map(\.change) == [Past.matcherBack, .registerTargets([Target("10.0.2.7")])])
    #expect(plan.held.allSatisfy { $0.code == .finding(.environmentPublic) })
    #expect(plan.isHeldWhole)
  }
}
