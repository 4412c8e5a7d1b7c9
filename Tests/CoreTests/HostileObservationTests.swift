import Core
import TestSupport
import Testing

/// Numbers and lists that AWS never answers, and that must not crash or sway a plan.
@Suite struct HostileObservationTests {
  @Test func `absurd health check settings don't overflow`() {
    var check = HealthCheck(intervalSeconds: .max, timeoutSeconds: .max, unhealthyThreshold: .max)
    #expect(check.settlingSeconds > 0)
    check.intervalSeconds = .min
    #expect(check.settlingSeconds >= 0)
  }

  @Test(arguments: [Int.min, .max]) func `an absurd date of expiry doesn't overflow`(date: Int) {
    var harbour = Harbour()
    harbour.here.certificates[0].notAfter = date
    let isExpired = harbour.plan.findings.contains { $0.code == .certificateExpired }
    #expect(isExpired == (date == .min))
  }

  /// One target listed twice, well and ill.
  @Test(arguments: [
    ["healthy", "unhealthy"], ["unhealthy", "healthy"], ["draining", "unhealthy"],
  ])
  func `a target that is listed twice counts as the worse in any order`(states: [String]) {
    var harbour = Harbour()
    harbour.here.targetGroups[0].targets = states.map {
      RegisteredTarget(Target("10.0.1.5"), state: $0)
    }
    #expect(harbour.plan.targets.first?.state == "unhealthy")
  }

  @Test func `one interface listed twice doesn't stand for another`() {
    var harbour = Harbour()
    harbour.here.networkInterfaces[1] = harbour.here.networkInterfaces[0]
    #expect(harbour.plan.findings.contains { $0.code == .endpointIncomplete })
  }

  @Test func `the settling time is that of the settings to come`() {
    var harbour = Harbour()
    harbour.binding.safeguards.healthyTimeout = 100
    harbour.binding.targetGroup.healthCheck.intervalSeconds = 120
    #expect(harbour.plan.findings.map(\.code) == [.timeoutTooShort])
    #expect(harbour.plan.findings.first?.message.contains("250 s") ?? false)
  }
}
