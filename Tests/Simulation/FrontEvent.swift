import Core
import Simulator
import TestSupport

/// What others do to the listener's rules and certificates.
enum FrontEvent: Hashable, Sendable {
  case ruleHosts([String])
  case rulePriority(Int)
  case ruleForwardsElsewhere
  case ruleDeleted
  /// A rule of theirs gets the priority that the spec names, and ours another one.
  case priorityTaken
  case certificateAdded
  /// Terraform takes away what its configuration doesn't have.
  case furtherCertificatesRemoved

  /// The kind's name, for counts and for choosing.
  var kind: String {
    switch self {
    case .ruleHosts, .rulePriority, .ruleForwardsElsewhere, .priorityTaken: "rule-changed"
    case .ruleDeleted: "rule-deleted"
    case .certificateAdded, .furtherCertificatesRemoved: "certificates-changed"
    }
  }

  static let all: [FrontEvent] = [
    .ruleHosts(["old.example.com"]), .ruleHosts([Scenario.host, "old.example.com"]),
    .rulePriority(40), .ruleForwardsElsewhere, .ruleDeleted, .ruleDeleted, .priorityTaken,
    .certificateAdded, .furtherCertificatesRemoved,
  ]
}

extension Scenario {
  /// Draws when others do something to what is before the group, where the spec has a rule there.
  mutating func drawFrontEvents(_ dice: inout SeededGenerator) {
    guard harbour.binding.listener?.rule != nil else { return }
    for _ in 0..<Int.random(in: 0...2, using: &dice) {
      let when = Trouble.When.drawn(&dice)
      troubles.append(Trouble(when, .event(.front(dice.one(of: FrontEvent.all)))))
    }
  }
}

extension Resources {
  /// Lets others change what is before the group; what isn't there is left.
  mutating func change(by event: FrontEvent, as scenario: Scenario) {
    defer { settleGroups() }
    let group = targetGroups.first?.arn
    let own = group.flatMap { group in rules.firstIndex { $0.isOwn(of: group) } }
    switch event {
    case .ruleHosts(let hosts):
      if let own { rules[own].hosts = hosts }
    case .rulePriority(let priority):
      if let own, !rules.contains(where: { $0.priority == priority }) {
        rules[own].priority = priority
      }
    case .ruleForwardsElsewhere:
      if let own { rules[own].actions = [.forward([Scenario.intranet])] }
    case .ruleDeleted:
      if let own { rules.remove(at: own) }
    case .priorityTaken:
      let taken = scenario.harbour.binding.listener?.rule?.priority ?? 10
      guard !rules.contains(where: { $0.priority == taken + 1 }) else { return }
      for index in rules.indices where rules[index].priority == taken {
        rules[index].priority = taken + 1
      }
      addRule(taken, for: ["wiki.example.com"], to: [Scenario.intranet])
    case .certificateAdded:
      guard !listeners.isEmpty, listeners[0].certificate != nil else { return }
      if !certificates.contains(Scenario.theirs) { certificates.append(Scenario.theirs) }
      if !listeners[0].certificates.contains(Scenario.theirs.arn) {
        listeners[0].furtherCertificates.append(Scenario.theirs.arn)
      }
    case .furtherCertificatesRemoved:
      if !listeners.isEmpty { listeners[0].furtherCertificates = [] }
    }
  }

  /// Adds a rule to the first listener, with an ARN that no rule had before.
  mutating func addRule(
    _ priority: Int,
    for hosts: [String],
    to groups: [ARN],
    hasOtherConditions: Bool = false
  ) {
    guard let listener = listeners.first?.arn, !rules.contains(where: { $0.priority == priority })
    else { return }
    let name = "\(listener)/\(priority)\(groups[0].resource.utf8.count)"
    rules.append(
      Rule(
        arn: arn(name.replacing(":listener/", with: ":listener-rule/")),
        listener: listener,
        priority: priority,
        hosts: hosts,
        hasOtherConditions: hasOtherConditions,
        actions: [.forward(groups)]
      )
    )
  }

  /// Deletes the group, and before it what forwards to it, as AWS wants.
  mutating func deleteGroup() {
    guard let group = targetGroups.first?.arn else { return }
    listeners.removeAll { $0.defaultActions.contains { $0.names(group) } }
    let left = Set(listeners.map(\.arn))
    rules.removeAll { rule in
      !left.contains(rule.listener) || rule.actions.contains { $0.names(group) }
    }
    targetGroups.removeFirst()
  }

  /// Notes which load balancers forward to each group.
  mutating func settleGroups() {
    for index in targetGroups.indices {
      let group = targetGroups[index].arn
      let routed = Set(
        rules.filter { $0.actions.contains { $0.names(group) } }.map(\.listener)
      )
      let users = listeners.filter { listener in
        routed.contains(listener.arn) || listener.defaultActions.contains { $0.names(group) }
      }
      targetGroups[index].loadBalancers = Set(users.map(\.loadBalancer)).sorted()
    }
  }
}

extension ListenerAction {
  /// Whether it forwards to a group, if only a part.
  fileprivate func names(_ group: ARN) -> Bool {
    if case .forward(let groups) = self { groups.contains(group) } else { false }
  }
}
