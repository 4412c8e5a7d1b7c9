/// What a probe makes of the way to a target.
package struct ProbeVerdict: Hashable, Sendable {
  /// A warning where it keeps no target from being healthy.
  package var verdict: Requirement.Verdict

  /// What came back from which address and port, and what to do.
  package var remark: Remark

  init(_ verdict: Requirement.Verdict, _ message: String, remedy: String = "") {
    self.verdict = verdict
    remark = Remark(message, remedy: remedy)
  }
}

extension [ProbeSighting] {
  /// A verdict on each probe, in the order of the probes, by what the health check asks once the
  /// spec is applied.
  package func verdicts(for call: HealthCheckCall) -> [ProbeVerdict] {
    let asLoadBalancer = filter { $0.question.view == .loadBalancer }
    return map { sighting in
      guard case .browser(let host) = sighting.question.view else {
        return sighting.healthVerdict(for: call)
      }
      let address = sighting.question.place.address
      let other = asLoadBalancer.first { $0.question.place.address == address }
      return sighting.browserVerdict(host: host, beside: other)
    }
  }
}

extension ProbeSighting {
  /// Whether the load balancer would call the target healthy, if it gets the same answer.
  fileprivate func healthVerdict(for call: HealthCheckCall) -> ProbeVerdict {
    switch outcome {
    case .failed(let trouble, let detail):
      let words = trouble.words(question, detail)
      return ProbeVerdict(.fail, words.message, remedy: words.remedy)
    case .answered(let status):
      let answers = "\(question.place) answers \(status) to GET \(question.path)"
      guard call.matcher.contains(status) else {
        return ProbeVerdict(
          .fail,
          "\(answers), which matcher \(call.matcher) doesn't accept\(timesClause).",
          remedy: remedy(for: status, call.matcher)
        )
      }
      if let current = call.currentMatcher, !current.contains(status) {
        return ProbeVerdict(
          .fail,
          "\(answers), which the target group's matcher \(current) doesn't accept; the spec's "
            + "\(call.matcher) does\(timesClause).",
          remedy: "Run `mooring apply`: it sets the matcher."
        )
      }
      return ProbeVerdict(
        .pass,
        "\(answers), which matcher \(call.matcher) accepts\(timesClause)."
      )
    }
  }

  private func remedy(for status: Int, _ matcher: Matcher) -> String {
    guard Matcher.validCodes.contains(status) else {
      return "The server is there, and not well: look into its log. No matcher takes \(status)."
    }
    let wider = matcher.accepting(status)
    guard status >= 400 else { return "Set healthCheck.matcher to \"\(wider)\"." }
    return "Set healthCheck.path to a path that answers 200 or 302; if \(status) is what a server "
      + "that is well answers there, set healthCheck.matcher to \"\(wider)\"."
  }

  /// Whether a browser that is sent to the endpoint itself would be content.
  ///
  /// Nothing here keeps a target from being healthy: a load balancer looks at no certificate, and
  /// clients see the listener's.
  fileprivate func browserVerdict(host: String, beside other: ProbeSighting?) -> ProbeVerdict {
    let url = "\(question.protocol == .https ? "https" : "http")://\(host)\(question.path)"
    switch outcome {
    case .answered(let status):
      let message =
        "As a browser, \(question.place) answers \(status) to \(url)\(certificateClause)"
        + "\(timesClause)."
      guard status >= 500 else { return ProbeVerdict(.pass, message) }
      return ProbeVerdict(
        .warn,
        message,
        remedy: "The server is there, and not well: look into its log."
      )
    case .failed(let trouble, _) where trouble == other?.outcome.trouble:
      return ProbeVerdict(
        .notLookedAt,
        "\(url) at \(question.place) as a browser: it gets no further than the load balancer does."
      )
    case .failed(let trouble, let detail):
      let words = trouble.words(question, detail)
      return ProbeVerdict(
        .warn,
        "As a browser, for \(url): \(words.message)\(shownCertificate(by: other))",
        remedy: words.remedy
      )
    }
  }

  private var certificateClause: String {
    guard let subject = certificateSubject else { return "" }
    return ", with a certificate for \(subject) that verifies"
  }

  /// What the certificate says that was refused here, as the load balancer's probe saw it.
  private func shownCertificate(by other: ProbeSighting?) -> String {
    guard let other, other.question.place == question.place, let subject = other.certificateSubject
    else { return "" }
    return " It shows a certificate for \(subject)."
  }

  private var timesClause: String {
    let stages = [
      connected.map { "connected after \(Self.milliseconds($0))" },
      secured.map { "\(tlsVersion ?? "TLS") after \(Self.milliseconds($0))" },
      answered.map { "answered after \(Self.milliseconds($0))" },
    ].compactMap(\.self)
    return stages.isEmpty ? "" : " (\(stages.joined(separator: ", ")))"
  }

  private static func milliseconds(_ microseconds: Int) -> String {
    guard microseconds < 9_950 else { return "\((microseconds + 500) / 1000) ms" }
    let tenths = (microseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}

extension ProbeOutcome {
  fileprivate var trouble: ProbeTrouble? {
    guard case .failed(let trouble, _) = self else { return nil }
    return trouble
  }
}
