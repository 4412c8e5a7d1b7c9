import TestSupport
import Testing

@testable import Core

/// The rule that sends some hosts to the group, from each state of the listener.
@Suite struct RuleTests {
  static let intranet = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/intranet/1"
  )

  static func ruleARN(_ id: String) -> ARN {
    arn(
      "arn:aws:elasticloadbalancing:us-west-2:123456789012:listener-rule/app/airflow/50dc/f2f7/\(id)"
    )
  }

  static func rule(_ id: String, _ priority: Int, _ hosts: String..., to group: ARN? = nil) -> Rule
  {
    Rule(
      arn: ruleARN(id),
      listener: Harbour.listener,
      priority: priority,
      hosts: hosts,
      hasOtherConditions: false,
      actions: [.forward([group ?? Harbour.group])]
    )
  }

  /// A listener that is another application's, and these rules on it.
  static func shared(_ rules: Rule...) -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
    harbour.here.listeners[0].defaultActions = [.forward([intranet])]
    harbour.here.rules = rules
    return harbour
  }

  private static let host = "airflow.example.com"

  private static let made = Change.createRule(
    NewRule(listener: .known(Harbour.listener), hosts: [host], priority: 10)
  )

  private static func modified(_ id: String, _ settings: Setting...) -> Change {
    .modifyRule(ruleARN(id), settings)
  }

  @Test func `a rule that isn't there is made, whatever the default action`() {
    let plan = Self.shared(Self.rule("other", 20, "wiki.example.com", to: Self.intranet)).plan
    #expect(plan.changes.map(\.change) == [Self.made])
    #expect(plan.findings.isEmpty)
  }

  /// Who shares a listener shares its default certificate.
  @Test func `the default certificate is replaced only where nobody else uses the listener`() {
    let theirs = arn("arn:aws:acm:us-west-2:123456789012:certificate/theirs")
    func plan(_ change: (inout Harbour) -> Void = { _ in }) -> BindingPlan {
      var harbour = Self.shared(Self.rule("ours", 10, Self.host))
      harbour.here.listeners[0].defaultActions = [.other("fixed-response")]
      harbour.here.listeners[0].certificate = theirs
      change(&harbour)
      return harbour.plan
    }
    let replaced = Change.modifyListener(
      Harbour.listener,
      [Setting(.certificate, from: "\(theirs)", to: "\(Harbour.certificate)")]
    )
    let ofOurs = [
      plan(), plan { $0.here.listeners[0].defaultActions = [.forward([Harbour.group])] },
    ]
    for plan in ofOurs {
      #expect(plan.changes.map(\.change) == [replaced])
      #expect(plan.findings.isEmpty)
    }
    let ofOthers = [
      plan { $0.here.listeners[0].defaultActions = [.forward([Self.intranet])] },
      plan { $0.here.rules.append(Self.rule("other", 20, "wiki.example.com", to: Self.intranet)) },
    ]
    let added = Change.addListenerCertificates(Harbour.listener, .known(Harbour.certificate))
    for plan in ofOthers {
      #expect(plan.changes.map(\.change) == [added])
      #expect(!plan.shows(added))
    }
    // A spec without a rule, whose listener has a rule of others beside its default action.
    let withoutRule = plan {
      $0.binding.listener?.rule = nil
      $0.here.listeners[0].defaultActions = [.forward([Harbour.group])]
      $0.here.rules = [Self.rule("other", 20, "wiki.example.com", to: Self.intranet)]
    }
    #expect(withoutRule.changes.map(\.change) == [added])
    let isThere = plan {
      $0.here.listeners[0].defaultActions = [.forward([Self.intranet])]
      $0.here.listeners[0].furtherCertificates = [Harbour.certificate]
    }
    #expect(isThere.status == .inStep)
    #expect(isThere.shows(added))
  }

  @Test func `a rule that is right is kept`() {
    let harbour = Self.shared(Self.rule("ours", 10, Self.host))
    #expect(harbour.plan.status == .inStep)
    #expect(harbour.plan.rule == harbour.here.rules[0])
    #expect(harbour.plan.shows(Self.made))
  }

  @Test func `our rule at the priority gets the spec's hosts`() {
    let plan = Self.shared(Self.rule("ours", 10, "b.example.com", "a.example.com")).plan
    #expect(
      plan.changes.map(\.change) == [
        Self.modified("ours", Setting(.hosts, from: "a.example.com,b.example.com", to: Self.host))
      ]
    )
  }

  @Test func `our rule with the hosts gets the spec's priority`() {
    let plan = Self.shared(Self.rule("ours", 30, Self.host)).plan
    #expect(
      plan.changes.map(\.change) == [
        Self.modified("ours", Setting(.priority, from: "30", to: "10"))
      ]
    )
  }

  @Test func `our rule with one of the hosts is taken for the spec's, another route of ours not`() {
    let both = Self.shared(
      Self.rule("route", 5, "jobs.example.com"),
      Self.rule("ours", 30, Self.host, "old.example.com")
    ).plan
    #expect(
      both.changes.map(\.change) == [
        Self.modified(
          "ours",
          Setting(.hosts, from: "\(Self.host),old.example.com", to: Self.host),
          Setting(.priority, from: "30", to: "10")
        )
      ]
    )
    #expect(both.findings.isEmpty)
    let route = Self.shared(Self.rule("route", 5, "jobs.example.com")).plan
    #expect(route.changes.map(\.change) == [Self.made])
  }

  @Test func `a rule of others at the priority holds ours, and free ones are named`() {
    var other = Self.rule("other", 10, "wiki.example.com", to: Self.intranet)
    let others: [(inout Rule) -> Void] = [
      { _ in },
      {
        $0.actions = [.forward([Harbour.group])]
        $0.hasOtherConditions = true
      },
      { $0.actions = [.other("authenticate-oidc"), .forward([Harbour.group])] },
      { $0.actions = [.forward([Harbour.group, Self.intranet])] },
    ]
    for change in others {
      change(&other)
      var harbour = Self.shared(other, Self.rule("next", 11, "x.example.com", to: Self.intranet))
      let plan = harbour.plan
      #expect(plan.changes.isEmpty)
      #expect(plan.held.map(\.change) == [Self.made])
      #expect(plan.held.map(\.code) == [.finding(.rulePriorityTaken)])
      let finding = plan.findings.first
      #expect(finding?.message.contains("\(other.arn)") ?? false)
      #expect(finding?.remedy.contains("such as 8, 9, 12;") ?? false)
      // Ours, which is to move there, stays where it is as well.
      harbour.here.rules.append(Self.rule("ours", 30, Self.host))
      #expect(harbour.plan.held.map(\.change.action) == [.modifyRule])
      #expect(harbour.plan.status == .held)
    }
  }

  @Test func `a rule that is asked before and takes a host elsewhere is told`() {
    func findings(_ rule: Rule) -> [Finding] {
      Self.shared(rule, Self.rule("ours", 10, Self.host)).plan.findings
    }
    for hosts in [Self.host, "*.example.com", "airflow.?xample.com", "*"] {
      let found = findings(Self.rule("before", 2, hosts, to: Self.intranet))
      #expect(found.map(\.code) == [.ruleShadowed], "\(hosts)")
      #expect(found[0].holds == .nothing)
      #expect(found[0].remedy.contains("such as 1,"), "\(hosts)")
    }
    #expect(findings(Self.rule("after", 11, "*", to: Self.intranet)).isEmpty)
    #expect(findings(Self.rule("another", 2, "*.example.org", to: Self.intranet)).isEmpty)
    #expect(findings(Self.rule("same", 2, "*.example.com")).isEmpty)
    var partly = Self.rule("partly", 2, "*.example.com", to: Self.intranet)
    partly.hasOtherConditions = true
    #expect(findings(partly).isEmpty)
    #expect(findings(Self.rule("first", 1, "*", to: Self.intranet))[0].remedy.contains("No lower"))
  }

  @Test func `a listener that is made with a rule answers 404 by default`() {
    var harbour = Self.shared()
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    let changes = harbour.plan.changes.map(\.change)
    guard changes.count == 2, case .createListener(let listener) = changes[0],
      case .createRule(let rule) = changes[1]
    else {
      Issue.record("\(changes)")
      return
    }
    #expect(!listener.forwards)
    #expect(rule.listener == .made(by: .createListener))
    #expect(changes[1].makers == [.createListener])
    #expect(!changes[0].bringsIntoUse && changes[1].bringsIntoUse)
  }

  @Test func `a group that serves another load balancer gets no rule`() {
    var harbour = Self.shared()
    harbour.here.targetGroups[0].loadBalancers = [
      arn(
        "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/other/1"
      )
    ]
    #expect(harbour.plan.findings.map(\.code) == [.listenerConflict])
    #expect(harbour.plan.changes.isEmpty)
  }

  @Test func `the order of the rules changes nothing`() {
    var harbour = Self.shared(
      Self.rule("b", 3, Self.host, to: Self.intranet),
      Self.rule("a", 3, "*", to: Self.intranet),
      Self.rule("ours", 30, Self.host, "x.example.com"),
      Self.rule("ours-too", 31, Self.host, "y.example.com")
    )
    let plan = harbour.plan
    harbour.here.rules.reverse()
    #expect(harbour.plan == plan)
  }

  @Test func `a rule that gets another condition is another fingerprint`() {
    var harbour = Self.shared(Self.rule("ours", 30, Self.host))
    let before = harbour.plan.fingerprintLines
    harbour.here.rules[0].hasOtherConditions = true
    #expect(harbour.plan.fingerprintLines != before)
  }

  @Test(arguments: [
    ("*.example.com", "a.example.com", true), ("*.example.com", "example.com", false),
    ("*.example.com", "a.b.example.com", true), ("*", "a", true), ("a*c*e", "abcde", true),
    ("a*c*e", "abcdef", false), ("?", "a", true), ("?", "", false), ("?", "*", false),
    ("A.example.com", "a.EXAMPLE.com", true), ("*.example.com", "*.example.com", true),
    ("a.example.com", "*.example.com", false), ("", "", true), ("", "a", false),
    ("*a", "aaab", false), ("**", "ab", true),
  ])
  func `a pattern matches hosts as ELBv2 does`(pattern: String, host: String, matches: Bool) {
    #expect(HostPattern(pattern).matches(host) == matches)
  }
}
