import Core
import TestSupport
import Testing

/// Rule 4: what a changed health check does to the targets is watched, and taken back where it hurts.
@Suite struct SettingsWatchTests {
  private static let path = Setting(.path, from: "/", to: "/health")

  /// A group whose two targets are healthy, and a third stale one; its path was just changed.
  private func changed(
    _ settings: [Setting] = [path],
    result: Outcome.Result = .applied
  ) -> (RemovalRun, Harbour) {
    var harbour = Harbour()
    harbour.binding.targetGroup.healthCheck.path = "/health"
    harbour.register(
      ("10.0.1.5", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    var run = RemovalRun(of: [Target("10.0.9.9")], from: harbour.plan, because: "gone")
    let outcome = Outcome(.modifyTargetGroup(settings), result, reason: "")
    let health = AwaitedHealth(
      after: [outcome],
      from: harbour.plan,
      changing: harbour.here.targetGroups[0].healthCheck,
      at: 1000
    )
    harbour.here.targetGroups[0].healthCheck.path = "/health"
    run.note(outcome)
    run.begin(waitingFor: health)
    return (run, harbour)
  }

  private func step(_ run: inout RemovalRun, _ harbour: Harbour, at now: Int) -> RemovalRun.Step {
    run.note(harbour.plan)
    return run.step(from: harbour.plan, at: now)
  }

  private static let back = Change.modifyTargetGroup([
    Setting(.path, from: "/health", to: "/")
  ])

  @Test func `no health counts before a changed health check has settled`() {
    var (run, harbour) = changed()
    #expect(step(&run, harbour, at: 1069) == .wait(required: 2))
    let count = HealthCount(healthy: 0, required: 2, settlesIn: 1)
    #expect(
      run.decision(from: harbour.plan, at: 1069).removals.map(\.verdict)
        == [.waits(.health(count, .notHealthyYet))]
    )
    #expect(
      step(&run, harbour, at: 1070)
        == .write(PlannedChange(.deregisterTargets([Target("10.0.9.9")]), because: "gone"))
    )
  }

  /// The new interval, threshold and time-out decide, not those before.
  @Test func `how long it takes goes by the new settings`() {
    let health = AwaitedHealth(
      after: [
        Outcome(
          .modifyTargetGroup([
            Setting(.intervalSeconds, from: "30", to: "60"),
            Setting(.unhealthyThreshold, from: "2", to: "3"),
            Setting(.timeoutSeconds, from: "10", to: "5"),
          ]),
          .applied,
          reason: ""
        )
      ],
      from: Harbour().plan,
      changing: Harbour.targetGroup.healthCheck,
      at: 0
    )
    #expect(health.settled == 60 * 3 + 5)
  }

  @Test func `added codes settle nothing`() {
    let setting = Setting(.matcher, from: "200", to: "200,302")
    let (run, _) = changed([setting])
    #expect(run.health?.settled == 1000)
  }

  @Test func `a fall is written back as soon as it is seen, and removals are held`() {
    var (run, harbour) = changed()
    #expect(step(&run, harbour, at: 1001) == .wait(required: 2))
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    let due = step(&run, harbour, at: 1035)
    guard case .write(let planned) = due else {
      Issue.record("\(due)")
      return
    }
    #expect(planned.change == Self.back)
    #expect(
      planned.reason
        == "Written back: 1 of 2 healthy targets is left since the health check was changed."
    )

    // Once is enough, and the fall holds the removals even when health is back.
    run.note(Outcome(planned.change, .applied, reason: ""))
    harbour.here.targetGroups[0].healthCheck.path = "/"
    harbour.here.targetGroups[0].targets[0].state = "healthy"
    guard case .end(let held) = step(&run, harbour, at: 1200) else {
      Issue.record("it goes on")
      return
    }
    #expect(held.map(\.code) == [.safeguard(.notHealthyYet)])
    #expect(held.map(\.change.targets) == [[Target("10.0.9.9")]])
    // Somebody sets them anew: no fight.
    harbour.here.targetGroups[0].healthCheck.path = "/health"
    #expect(step(&run, harbour, at: 1201) == .end(held))
  }

  @Test func `a fall that shows only when time is up is written back`() {
    var (run, harbour) = changed()
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    guard case .write(let planned) = step(&run, harbour, at: 99_999) else {
      Issue.record("nothing is written back")
      return
    }
    #expect(planned.change == Self.back)
  }

  @Test func `added codes are never taken back`() {
    var (run, harbour) = changed([Setting(.matcher, from: "200", to: "200,302")])
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    _ = step(&run, harbour, at: 1100)
    #expect(run.watch.fall == nil)
  }

  @Test func `settings that were not changed are not taken back`() {
    var (run, harbour) = changed(result: .failed)
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    _ = step(&run, harbour, at: 1100)
    #expect(run.watch.fall == nil)
  }

  /// Each is no sign of the settings: it left, it is leaving, nothing checks it.
  @Test(arguments: [nil, "draining", "unused"])
  func `a target that left was not made ill by the settings`(state: String?) {
    var (run, harbour) = changed()
    if let state {
      harbour.here.targetGroups[0].targets[0].state = state
    } else {
      harbour.here.targetGroups[0].targets.removeFirst()
    }
    _ = step(&run, harbour, at: 1035)
    #expect(run.watch.fall == nil)
  }

  @Test func `a target that is no longer the endpoint's was not made ill by the settings`() {
    var (run, harbour) = changed()
    harbour.here.networkInterfaces[0].addresses = [ip("10.0.1.99")]
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    _ = step(&run, harbour, at: 1035)
    #expect(run.watch.fall == nil)
  }

  @Test func `a new healthy target makes up for one that is lost`() {
    var (run, harbour) = changed()
    harbour.here.vpcEndpoints[0].networkInterfaceIds.append("eni-0c")
    var third = Harbour.interfaces[0]
    third.id = "eni-0c"
    third.addresses = [ip("10.0.1.6")]
    harbour.here.networkInterfaces.append(third)
    harbour.register(
      ("10.0.1.5", "unhealthy", nil),
      ("10.0.1.6", "healthy", nil),
      ("10.0.2.7", "healthy", nil),
      ("10.0.9.9", "healthy", nil)
    )
    _ = step(&run, harbour, at: 1035)
    #expect(run.watch.fall == nil)
  }

  @Test func `what somebody else has set since is theirs`() {
    var (run, harbour) = changed([Setting(.matcher, from: "200", to: "200,302"), Self.path])
    harbour.here.targetGroups[0].healthCheck.path = "/theirs"
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    guard case .write(let planned) = step(&run, harbour, at: 1035) else {
      Issue.record("nothing is written back")
      return
    }
    #expect(
      planned.change == .modifyTargetGroup([Setting(.matcher, from: "200,302", to: "200")])
    )
  }

  @Test func `what AWS showed no value of can't be put back, and the report says so`() {
    var (run, harbour) = changed([Setting(.path, from: nil, to: "/health")])
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    guard case .end = step(&run, harbour, at: 1035) else {
      Issue.record("it goes on")
      return
    }
    #expect(run.watch.warning(secondsLeft: 0)?.contains("could not be written back") == true)
  }

  @Test func `a stranger goes in spite of a fall`() {
    var (run, harbour) = changed()
    harbour.here.networkInterfaces.append(FindingTests.stranger)
    harbour.here.targetGroups[0].targets[0].state = "unhealthy"
    guard case .write(let planned) = step(&run, harbour, at: 1035) else {
      Issue.record("nothing is written back")
      return
    }
    run.note(Outcome(planned.change, .applied, reason: ""))
    #expect(run.decision(from: harbour.plan, at: 1036).now == [Target("10.0.9.9")])
  }
}
