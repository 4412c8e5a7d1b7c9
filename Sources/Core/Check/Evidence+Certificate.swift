extension Evidence {
  /// The certificate that the listener is to have; nil where none was chosen.
  ///
  /// Without a target group nothing was chosen, and what the spec names by its ARN is judged.
  private var wantedCertificate: PlannedARN? {
    if let certificate = plan.certificate { return certificate }
    guard case .arn(let arn) = spec.listener?.certificate else { return nil }
    return .known(arn)
  }

  func certificateJudgement(of code: RequirementCode) -> Judgement {
    if spec.listener?.protocol == .http {
      return .notLookedAt("the spec's listener speaks HTTP")
    }
    if let frontIsMissing { return frontIsMissing }
    guard let loadBalancer else { return .noListener }
    guard let wanted = wantedCertificate else { return .notLookedAt("no certificate was chosen") }
    guard let arn = wanted.known else {
      return .notLookedAt("the certificate is not imported yet")
    }
    switch code {
    case .certificateRegion: return regionJudgement(of: arn, for: loadBalancer)
    case .certificateInUse: return useJudgement(of: arn)
    default: break
    }
    let seen = observation.places.values.lazy.flatMap(\.certificates).first { $0.arn == arn }
    guard let seen else { return .notLookedAt("the certificate was not found or read") }
    switch code {
    case .certificateStatus:
      return trouble(of: code, with: seen) ?? .pass("\(seen.status) for \(seen.domainName)")
    case .certificateExpiry: return expiryJudgement(of: seen)
    default: return hostsJudgement(of: seen)
    }
  }

  private func regionJudgement(of arn: ARN, for loadBalancer: LoadBalancer) -> Judgement {
    let finding = CertificateCheck.region(
      of: arn,
      loadBalancer: loadBalancer.arn,
      environment: environment?.arn
    )
    if let finding { return judged(finding) }
    let others = environment == nil ? " and load balancer" : ", load balancer and environment"
    return .pass("Certificate\(others) are in \(arn.region).")
  }

  private func useJudgement(of arn: ARN) -> Judgement {
    guard let listener = plan.listener else { return .noListener }
    if let otherListener { return otherListener }
    return listener.certificates.contains(arn)
      ? .pass(arn.description) : .notLookedAt("the listener has another certificate")
  }

  private func expiryJudgement(of seen: Certificate) -> Judgement {
    guard let end = seen.notAfter else { return .notLookedAt("ACM shows no expiry") }
    guard end > observation.observedAt else {
      return .fail("It has expired.", remedy: renewal(of: seen.arn) ?? Self.renewal)
    }
    if let trouble = trouble(of: .certificateExpiry, with: seen) { return trouble }
    // Clamped, for a time that no calendar holds must not overflow.
    let days = (min(end, 1 << 40) - observation.observedAt) / 86_400
    let message = "It expires in \(days) \(days == 1 ? "day" : "days")."
    // Of one that isn't issued the state says nothing more.
    return days < 30
      ? .warn(message, remedy: renewal(of: seen.arn) ?? Self.renewal) : .pass(message)
  }

  private static let renewal = "Renew it in ACM, or name another one."

  private func hostsJudgement(of seen: Certificate) -> Judgement {
    guard !hosts.isEmpty else { return .noHosts }
    guard spec.hosts.isEmpty else {
      return trouble(of: .certificateHosts, with: seen) ?? .pass(Self.list(hosts))
    }
    // A plan doesn't look at Airflow's own name.
    let left = hosts.filter { !seen.covers($0) }
    return left.isEmpty
      ? .pass(Self.list(hosts))
      : .warn(
        "It doesn't cover \(Self.list(left)), which `webserver.base_url` names.",
        remedy: "Browsers will refuse it there: name a certificate that covers it."
      )
  }

  /// What the state of a certificate makes of a requirement; nil where nothing stands against it.
  private func trouble(of code: RequirementCode, with seen: Certificate) -> Judgement? {
    CertificateCheck.state(of: seen, hosts: hosts, at: observation.observedAt)
      .first { $0.code.requirement == code }
      .map { judged($0, remedy: renewal(of: seen.arn)) }
  }

  /// The remedy where apply imports another content into the certificate.
  private func renewal(of arn: ARN) -> String? {
    let isDue = plan.changes.contains {
      if case .importCertificate(let new) = $0.change { new.into == arn } else { false }
    }
    return isDue ? "`mooring apply` imports the one in the files." : nil
  }

  /// A finding that the plan would make if it looked; where it has one there, that one is shown.
  private func judged(_ finding: Finding, remedy: String? = nil) -> Judgement {
    guard !plan.findings.contains(where: { $0.code.requirement == finding.code.requirement }) else {
      return .notLookedAt("the plan has a finding")
    }
    return Judgement(finding.verdict, [Remark(finding.message, remedy: remedy ?? finding.remedy)])
  }
}
