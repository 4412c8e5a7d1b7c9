import Core
import TestSupport
import Testing

@Suite struct ProbeVerdictTests {
  private static let host = "web.example.test"

  private static func sighting(
    _ outcome: ProbeOutcome,
    _ view: ProbeView = .loadBalancer,
    _ kind: TargetProtocol = .https
  ) -> ProbeSighting {
    let question = ProbeQuestion(
      place: Target("10.0.1.5"),
      view: view,
      protocol: kind,
      path: "/",
      timeoutSeconds: 5
    )
    return ProbeSighting(question, outcome)
  }

  private static func call(_ wanted: String, now current: String? = nil) -> HealthCheckCall {
    var group: TargetGroup?
    if let current {
      group = Harbour.targetGroup
      group?.healthCheck.matcher = matcher(current)
    }
    let spec = TargetGroupSpec(
      reference: .name("airflow-web"),
      healthCheck: HealthCheckSpec(matcher: matcher(wanted))
    )
    return HealthCheckCall(of: spec, group: group)
  }

  @Test func `a code that the matcher accepts passes, with the times it took`() {
    var seen = Self.sighting(.answered(302))
    (seen.connected, seen.secured, seen.answered) = (840, 9_120, 31_499)
    seen.tlsVersion = "TLSv1.3"
    let verdict = [seen].verdicts(for: Self.call("200,302", now: "200-399"))[0]
    #expect(verdict.verdict == .pass)
    #expect(
      verdict.remark.message
        == "10.0.1.5:443 answers 302 to GET /, which matcher 200,302 accepts (connected "
        + "after 0.8 ms, TLSv1.3 after 9.1 ms, answered after 31 ms)."
    )
  }

  @Test(arguments: [
    (302, "200", "Set healthCheck.matcher to \"200,302\"."),
    (201, "200,302", "Set healthCheck.matcher to \"200,201,302\"."),
    (
      403, "200,302",
      "Set healthCheck.path to a path that answers 200 or 302; if 403 is what a server that is well "
        + "answers there, set healthCheck.matcher to \"200,302,403\"."
    ),
    (
      503, "200,302",
      "The server is there, and not well: look into its log. No matcher takes 503."
    ),
  ])
  func `a code that the matcher doesn't accept fails, with the matcher that would`(
    code: Int,
    wanted: String,
    remedy: String
  ) {
    let verdict = [Self.sighting(.answered(code))].verdicts(for: Self.call(wanted))[0]
    #expect(verdict.verdict == .fail)
    #expect(
      verdict.remark.message
        == "10.0.1.5:443 answers \(code) to GET /, which matcher \(wanted) doesn't accept."
    )
    #expect(verdict.remark.remedy == remedy)
  }

  @Test func `a matcher that the group doesn't have yet is the plan's to set`() {
    let verdict = [Self.sighting(.answered(302))].verdicts(for: Self.call("200,302", now: "200"))[0]
    #expect(verdict.verdict == .fail)
    #expect(verdict.remark.message.contains("the target group's matcher 200 doesn't accept"))
    #expect(verdict.remark.remedy == "Run `mooring apply`: it sets the matcher.")
  }

  @Test(arguments: ProbeTrouble.allCases) func `no trouble passes, and each is told with a way out`(
    trouble: ProbeTrouble
  ) {
    for kind in TargetProtocol.allCases {
      let seen = Self.sighting(.failed(trouble, "the library's words"), .loadBalancer, kind)
      let verdict = [seen].verdicts(for: Self.call("200"))[0]
      #expect(verdict.verdict == .fail)
      #expect(
        verdict.remark.message.contains("10.0.1.5:443") && verdict.remark.message.hasSuffix(".")
      )
      #expect(verdict.remark.remedy.hasSuffix("."))
    }
  }

  @Test func `what a browser alone refuses is a warning, and names the certificate`() {
    var asLoadBalancer = Self.sighting(.answered(200))
    asLoadBalancer.certificateSubject = "CN = other.example.test"
    let asBrowser = Self.sighting(
      .failed(.nameNotCertified, "no alternative name matches"),
      .browser(host: Self.host)
    )
    let verdicts = [asLoadBalancer, asBrowser].verdicts(for: Self.call("200"))
    #expect(verdicts.map(\.verdict) == [.pass, .warn])
    #expect(verdicts[1].remark.message.contains("https://\(Self.host)/"))
    #expect(
      verdicts[1].remark.message.contains("It shows a certificate for CN = other.example.test.")
    )
  }

  @Test func `a browser that fails as the load balancer does is not judged twice`() {
    let both = [
      Self.sighting(.failed(.refused, "refused")),
      Self.sighting(.failed(.refused, "refused"), .browser(host: Self.host)),
    ]
    #expect(both.verdicts(for: Self.call("200")).map(\.verdict) == [.fail, .notLookedAt])
  }

  @Test func `a browser on another port is held against the load balancer at the same address`() {
    let browser = ProbeView.browser(host: Self.host)
    func verdict(
      _ health: ProbeOutcome,
      _ seen: ProbeOutcome,
      subject: String? = nil
    )
      -> ProbeVerdict
    {
      var asked = [Self.sighting(health, .loadBalancer, .http), Self.sighting(seen, browser)]
      asked[0].question.place = Target("10.0.1.5", 18_080)
      asked[0].certificateSubject = subject
      var other = Self.sighting(.answered(200), .loadBalancer, .http)
      other.question.place = Target("10.0.2.7", 443)
      return ([other] + asked).verdicts(for: Self.call("200"))[2]
    }
    let both = verdict(.failed(.unreachable, "no route"), .failed(.unreachable, "no route"))
    #expect(both.verdict == .notLookedAt)
    #expect(
      both.remark.message
        == "https://\(Self.host)/ at 10.0.1.5:443 as a browser: it gets no further than the load "
        + "balancer does."
    )
    let alone = verdict(.answered(200), .failed(.unreachable, "no route"))
    #expect(alone.verdict == .warn)
    // Another port may show another certificate.
    let shown = verdict(.answered(200), .failed(.issuerUnknown, "self-signed"), subject: "CN = a")
    #expect(shown.verdict == .warn && !shown.remark.message.contains("CN = a"))
  }

  @Test(arguments: ProbeTrouble.allCases)
  func `a browser is not told to look at the health check`(trouble: ProbeTrouble) {
    for kind in TargetProtocol.allCases {
      let seen = Self.sighting(.failed(trouble, "words"), .browser(host: Self.host), kind)
      let verdict = [seen].verdicts(for: Self.call("200"))[0]
      #expect(!verdict.remark.remedy.contains("healthCheck"))
    }
  }

  @Test func `a browser takes any code but a failure of the server`() {
    for (code, standing) in [
      (200, Requirement.Verdict.pass), (404, .pass), (502, .warn),
    ] {
      let seen = Self.sighting(.answered(code), .browser(host: Self.host))
      #expect([seen].verdicts(for: Self.call("200"))[0].verdict == standing)
    }
  }

  @Test func `the spec goes before the group, and the group before AWS's choice`() {
    var spec = TargetGroupSpec(reference: .name("airflow-web"))
    var group = Harbour.targetGroup
    group.healthCheck.port = "8443"
    group.healthCheck.path = "/health"
    group.healthCheck.protocol = "HTTP"
    group.healthCheck.timeoutSeconds = 500
    let asSeen = HealthCheckCall(of: spec, group: group)
    #expect(asSeen.port == .number(8443) && asSeen.path == "/health" && asSeen.protocol == .http)
    #expect(asSeen.timeoutSeconds == 120)
    spec.healthCheck = HealthCheckSpec(
      path: "/login",
      protocol: .https,
      port: .trafficPort,
      timeoutSeconds: 7
    )
    let asWanted = HealthCheckCall(of: spec, group: group)
    #expect(asWanted.port == .trafficPort && asWanted.path == "/login")
    #expect(asWanted.protocol == .https && asWanted.timeoutSeconds == 7)
    var new = TargetGroupSpec(reference: .name("x"))
    let fresh = HealthCheckCall(of: new, group: nil)
    #expect(fresh.path == "/" && fresh.protocol == .https && fresh.port == .trafficPort)
    // As the group gets it when it is made.
    #expect(fresh.timeoutSeconds == 10 && fresh.currentMatcher == nil)
    new.healthCheck.intervalSeconds = 5
    #expect(HealthCheckCall(of: new, group: nil).timeoutSeconds == 4)
    group.healthCheck.timeoutSeconds = 6
    #expect(HealthCheckCall(of: new, group: group).timeoutSeconds == 6)
  }

  @Test func `each address is asked as the health check asks it, and as it serves browsers`() {
    var harbour = Harbour()
    harbour.binding.targetGroup.healthCheck = HealthCheckSpec(
      path: "/health",
      protocol: .http,
      port: .number(18_080)
    )
    let questions = harbour.plan.probeQuestions(in: harbour.observation)
    let server = ProbeView.browser(host: "0a1b-vpce.c10.us-west-2.airflow.amazonaws.com")
    #expect(
      questions.map(\.place) == [
        Target("10.0.1.5", 18_080), Target("10.0.1.5", 443), Target("10.0.2.7", 18_080),
        Target("10.0.2.7", 443),
      ]
    )
    #expect(questions.map(\.view) == [.loadBalancer, server, .loadBalancer, server])
    #expect(questions.map(\.protocol) == [.http, .https, .http, .https])
    #expect(questions.map(\.path) == ["/health", "/", "/health", "/"])
    harbour.binding.endpoint.source = .vpcEndpoint(id: Harbour.endpoint.id)
    let named = harbour.plan.probeQuestions(in: harbour.observation)
    #expect(named[1].view == .browser(host: Harbour.endpoint.dnsNames[0]))
    harbour.binding.endpoint.source = .addresses([ip("10.0.1.5")])
    #expect(harbour.plan.probeQuestions(in: harbour.observation).map(\.view) == [.loadBalancer])
  }

  @Test func `a check has a line for each view, and its worst counts`() {
    let harbour = Harbour()
    var check = Check(of: harbour.plan, in: harbour.observation)
    let count = check.requirements.count
    let second = Target("10.0.2.7")
    var other = Self.sighting(.failed(.refused, "refused"))
    other.question.place = second
    check.add([Self.sighting(.answered(200)), other], for: Self.call("200"))
    let added = check.requirements.dropFirst(count)
    #expect(added.map(\.code) == [.probeHealthCheck, .probeBrowser])
    #expect(added.map(\.verdict) == [.fail, .notLookedAt])
    #expect(added.first?.remarks.count == 2)
    #expect(check.verdict == .fail)
  }
}
