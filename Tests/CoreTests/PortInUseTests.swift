import Core
import TestSupport
import Testing

@Suite struct PortInUseTests {
  private static let others = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/wiki/0123456789abcdef"
  )

  private static func rule(
    _ priority: Int,
    _ hosts: String...,
    to group: ARN = others,
    hasOtherConditions: Bool = false
  ) -> Rule {
    Rule(
      arn: arn("\(Harbour.listener)/\(priority)"),
      listener: Harbour.listener,
      priority: priority,
      hosts: hosts,
      hasOtherConditions: hasOtherConditions,
      actions: [.forward([group])]
    )
  }

  @Test func `the lowest priority that no rule has is free`() {
    func free(_ priorities: Int...) -> Int? {
      PortInUse(rules: priorities.map { Self.rule($0, "a.example.com") }, group: nil).freePriority
    }
    #expect(free() == 1)
    #expect(free(2, 7) == 1)
    #expect(free(3, 1, 2, 5) == 4)
    let all = (1...50_000).map { Self.rule($0, "a.example.com") }
    #expect(PortInUse(rules: all, group: nil).freePriority == nil)
  }

  @Test func `the group's own rule is the one that forwards hosts to it and nothing else`() {
    let rules = [
      Self.rule(9, "b.example.com", to: Harbour.group),
      Self.rule(5, "a.example.com", to: Harbour.group),
      Self.rule(2, "c.example.com", to: Harbour.group, hasOtherConditions: true),
      Self.rule(1, "d.example.com"),
    ]
    let port = PortInUse(rules: rules, group: Harbour.group)
    #expect(port.ownRule(for: nil)?.priority == 5)
    #expect(port.ownRule(for: "b.example.com")?.priority == 9)
    #expect(port.ownRule(for: "c.example.com") == nil)
    #expect(port.ownRule(for: "d.example.com") == nil)
    #expect(PortInUse(rules: rules, group: nil).ownRule(for: nil) == nil)
  }

  @Test func `a host is another's where a rule that isn't ours names it`() {
    let rules = [
      Self.rule(5, "a.example.com", to: Harbour.group),
      Self.rule(6, "wiki.example.com", "*.example.com"),
      Self.rule(7, "api.example.com", hasOtherConditions: true),
    ]
    let port = PortInUse(rules: rules, group: Harbour.group)
    #expect(port.otherRule(naming: "a.example.com") == nil)
    #expect(port.otherRule(naming: "wiki.example.com")?.priority == 6)
    #expect(port.otherRule(naming: "api.example.com")?.priority == 7)
    #expect(port.otherRule(naming: "jobs.example.com") == nil)
    #expect(PortInUse(rules: rules, group: nil).otherRule(naming: "a.example.com") != nil)
  }

  @Test func `a certificate that the listener has may be for what it serves by itself`() {
    var listener = Harbour.frontListener
    #expect(listener.mayServe(domainOf: Harbour.certificate))
    listener.defaultActions = [.other("redirect")]
    #expect(listener.mayServe(domainOf: Harbour.certificate))
    listener.defaultActions = [.other("fixed-response")]
    #expect(!listener.mayServe(domainOf: Harbour.certificate))
    listener.certificate = nil
    listener.defaultActions = [.forward([Self.others])]
    #expect(!listener.mayServe(domainOf: Harbour.certificate))
  }
}
