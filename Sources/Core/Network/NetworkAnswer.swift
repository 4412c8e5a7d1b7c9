/// One question about the network between load balancer and endpoint, answered.
package struct NetworkAnswer: Hashable, Sendable {
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    /// Whether the load balancer's security groups let it send to the addresses.
    case egress
    /// Whether the endpoint's let them accept it.
    case ingress
    /// Whether the load balancer serves the addresses' zones.
    case zones
    /// Whether load balancer, target group and endpoint are in one VPC.
    case vpc
  }

  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case open
    /// It may work, in part or with more than was looked at.
    case partly
    case blocked
    /// Nobody knows; the words say why.
    case unknown
  }

  package var subject: Subject
  package var verdict: Verdict

  /// What was found, in one or two sentences.
  package var words: String

  /// What to do about it, with the commands that do it; empty where there is nothing to do.
  package var remedy: String

  package init(_ subject: Subject, _ verdict: Verdict, _ words: String, remedy: String = "") {
    self.subject = subject
    self.verdict = verdict
    self.words = words
    self.remedy = remedy
  }
}

extension Reachability {
  /// One answer for each subject, in their order.
  package var answers: [NetworkAnswer] { [answer(.egress), answer(.ingress), zones, vpc] }

  private func answer(_ direction: Passage.Direction) -> NetworkAnswer {
    let subject: NetworkAnswer.Subject = direction == .egress ? .egress : .ingress
    let passages = path.passages.filter { $0.direction == direction }
    let shut = Gateway(passages) { if case .blocked(let rules) = $0 { rules } else { nil } }
    if !shut.isEmpty {
      return NetworkAnswer(subject, .blocked, shut.words(direction, self), remedy: shut.remedy)
    }
    let ajar = Gateway(passages) { if case .partly(let rules) = $0 { rules } else { nil } }
    if !ajar.isEmpty {
      return NetworkAnswer(subject, .partly, ajar.partWords(self), remedy: ajar.remedy)
    }
    let reasons = passages.compactMap {
      if case .unknown(let reason) = $0.verdict { reason } else { nil }
    }
    if let reason = reasons.min() {
      return NetworkAnswer(subject, .unknown, "Not known: \(reason).")
    }
    if passages.isEmpty {
      return NetworkAnswer(subject, .unknown, "Not known: there are no addresses to reach.")
    }
    return NetworkAnswer(subject, .open, Gateway(passages) { _ in [] }.openWords(direction, self))
  }

  private var zones: NetworkAnswer {
    let findings = unserved.map { Finding.zoneNotEnabled($0, loadBalancer) }
    if let first = findings.first {
      return NetworkAnswer(
        .zones,
        .blocked,
        findings.map(\.message).joined(separator: " "),
        remedy: first.remedy
      )
    }
    let known = addresses.compactMap(\.availabilityZone)
    guard !known.isEmpty, known.count == addresses.count, !loadBalancer.zones.isEmpty else {
      return NetworkAnswer(.zones, .unknown, "Not known: the zones of the addresses were not seen.")
    }
    let names = Set(known).sorted().joined(separator: ", ")
    return NetworkAnswer(
      .zones,
      .open,
      "\(loadBalancer.name) serves the zones of all addresses: \(names)."
    )
  }

  private var vpc: NetworkAnswer {
    if let finding = loadBalancerInAnotherVPC {
      return NetworkAnswer(.vpc, .blocked, finding.message, remedy: finding.remedy)
    }
    if let finding = endpointInAnotherVPC {
      return NetworkAnswer(.vpc, .partly, finding.message, remedy: finding.remedy)
    }
    guard let endpointVPC else {
      return NetworkAnswer(
        .vpc,
        .unknown,
        "Not known: the spec names no endpoint, so the VPC of its addresses was not looked at."
      )
    }
    return NetworkAnswer(.vpc, .open, "Load balancer and endpoint are in \(endpointVPC).")
  }
}
