extension SpecDraft {
  /// The spec as YAML: each key with why it is there, and each default as a comment.
  package var text: String {
    var page = DraftPage()
    let what =
      switch source {
      case .environment(let name): "environment \(name)"
      case .vpcEndpoint(let id): "VPC endpoint \(id)"
      }
    page.comment(
      "Written by `mooring init` for \(what) in \(region), account \(account).",
      "`mooring validate` checks it, `mooring plan` shows what it would change; neither writes to AWS.",
      "Keys behind a # say what counts without them, or are examples: take the # away to set them."
    )
    page.line("version: 1")
    page.line("bindings:")
    page.line("  - name: \(Self.scalar(name))", "its name in plans, reports and --only")
    page.line("    region: \(region)")
    page.line(
      "    account: \"\(account)\"",
      "any other account is refused before anything is written"
    )
    page.blank()
    write(source, to: &page)
    page.blank()
    write(group, to: &page)
    page.blank()
    writeListener(to: &page)
    page.blank()
    writeSafeguards(to: &page)
    return page.text
  }

  private func write(_ source: Source, to page: inout DraftPage) {
    page.line("    endpoint:", "where the addresses come from")
    switch source {
    case .environment(let name): page.line("      mwaaEnvironment: \(Self.scalar(name))")
    case .vpcEndpoint(let id): page.line("      vpcEndpointId: \(Self.scalar(id))")
    }
    page.line(
      "      # dns: advisory",
      "required: DNS must confirm the addresses; off: it isn't asked"
    )
    page.line("      # resolver: 10.0.0.2", "an example: a DNS server to ask in the system's place")
  }

  private func write(_ group: Group, to page: inout DraftPage) {
    page.line("    targetGroup:", "what is kept in step with it")
    switch group {
    case .existing(let group):
      page.line("      name: \(Self.scalar(group.name))")
      if let port = group.port, port != 443 {
        page.line("      port: \(port)", "the group's own")
      } else {
        page.line("      # port: 443")
      }
      if group.protocol == TargetProtocol.http.rawValue {
        page.line("      protocol: HTTP", "the group's own; it can't be changed")
      } else {
        page.line("      # protocol: HTTPS")
      }
    case .created(let name, let vpcId):
      page.line("      name: \(Self.scalar(name))")
      page.line("      create:", "made where it doesn't exist yet")
      page.line("        vpcId: \(vpcId)")
      page.line("      # port: 443")
      page.line("      # protocol: HTTPS")
    }
    if addresses.count == 1 {
      page.line("      minimumTargets: 1", "the endpoint has one address; fewer hold removals")
    } else {
      page.line("      # minimumTargets: 2", "fewer addresses hold removals")
    }
    writeOwnership(of: group, to: &page)
    switch group {
    case .existing:
      page.line(
        "      healthCheck:",
        "only what is given is managed; behind a # is what the group has"
      )
    case .created:
      page.line(
        "      healthCheck:",
        "only what is given is managed; a new group gets all of these"
      )
    }
    page.line(
      "        matcher: \"\(HealthCheckSpec.defaultMatcher)\"",
      "Airflow answers 302 to its login page"
    )
    for (key, value) in healthCheckExamples { page.line("        # \(key): \(value)") }
  }

  private func writeOwnership(of group: Group, to page: inout DraftPage) {
    if case .existing(let group) = group, group.isOthers(than: addresses) {
      page.comment(
        indent: 6,
        "No target of the group is the endpoint's. What is there may be another application's, and",
        "stays: with recorded only what mooring registered itself is removed. If it is old addresses of",
        "this endpoint, as after it was made again, exclusive removes them all once it is safe."
      )
      page.line("      ownership: recorded")
    } else {
      page.comment(
        indent: 6,
        "With exclusive every other target of the group is stale, and removed once it is safe;",
        "with recorded only what mooring registered itself is, and with add-only nothing."
      )
      page.line("      # ownership: exclusive")
    }
  }

  /// What the group has, or gets when it is made.
  private var healthCheckExamples: [(String, String)] {
    let check =
      switch group {
      case .existing(let group): group.healthCheck
      case .created: HealthCheckSpec().whole(checking: .https)
      }
    let all = [
      ("path", check.path.map(Self.scalar)),
      ("protocol", check.protocol),
      ("port", check.port),
      ("intervalSeconds", check.intervalSeconds.map(String.init)),
      ("timeoutSeconds", check.timeoutSeconds.map(String.init)),
      ("healthyThreshold", check.healthyThreshold.map(String.init)),
      ("unhealthyThreshold", check.unhealthyThreshold.map(String.init)),
    ]
    return all.compactMap { key, value in value.map { (key, $0) } }
  }

  private func writeListener(to page: inout DraftPage) {
    let isWhole = loadBalancer != nil && certificate != nil && obstacle == nil
    if !isWhole {
      let missing = loadBalancer == nil ? "load balancer" : "certificate"
      let why = obstacle ?? "No \(missing) was chosen"
      page.comment(indent: 4, "\(why): without `listener` none is looked at.")
    }
    let mark = isWhole ? "" : "# "
    page.line("    \(mark)listener:", "what brings clients to the target group")
    page.line("    \(mark)  loadBalancer: \(Self.scalar(loadBalancer ?? "my-load-balancer"))")
    page.line("    \(isWhole ? "  # " : "#   ")port: 443")
    page.line("    \(isWhole ? "  # " : "#   ")protocol: HTTPS")
    switch certificate {
    case .arn(let arn)?: page.line("    \(mark)  certificate: \(Self.scalar(arn.description))")
    case .domain(let domain)?:
      page.line("    \(mark)  certificate:", "the best one that is issued for the domain")
      page.line("    \(mark)    domain: \(Self.scalar(domain))")
    case nil:
      page.line("    \(mark)  certificate:", "of the load balancer's Region; or its ARN")
      page.line("    \(mark)    domain: airflow.example.com")
    }
    let sub = isWhole ? "      # " : "    #   "
    page.line(
      "\(sub)sslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06",
      "an example; managed only when given"
    )
    if isWhole, let route {
      write(route, to: &page)
    } else {
      page.line("\(sub)rule:", "an example: share the listener with others by host name")
      page.line("\(sub)  hosts: [airflow.example.com]")
      page.line("\(sub)  priority: 10")
    }
  }

  private func write(_ route: Route, to page: inout DraftPage) {
    let port = PortInUse.number
    page.line(
      "      rule:",
      "only its hosts come to the target group; all else on port \(port) stays as it is"
    )
    let hosts = route.rule.hosts.map(Self.scalar).joined(separator: ", ")
    page.line("        hosts: [\(hosts)]")
    page.line(
      "        priority: \(route.rule.priority)",
      route.isThere
        ? "as the rule has it that is there already"
        : "the lowest that is free on port \(port); the lowest is asked first"
    )
  }

  private func writeSafeguards(to page: inout DraftPage) {
    page.line("    # safeguards:")
    page.line(
      "    #   minimumHealthy: \(addresses.count == 1 ? 1 : 2)",
      "wanted targets that are healthy before live stale ones go"
    )
    page.line("    #   minimumZones: 2", "fewer is a warning")
    page.line(
      "    #   maximumDeregistrations: 8",
      "an example: more are all held; there is no limit otherwise"
    )
    page.line("    #   healthyTimeout: 5m", "how long an apply waits for new targets")
    page.line(
      "    #   reassigned: remove",
      "or wait: an address that is a stranger's now waits like any stale one"
    )
  }

  /// A text as a YAML scalar that means itself, quoted where a plain one might not: a plain `null`
  /// is no text.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.lowercased() != "null"
      && text.utf8.first.map { isLetterOrDigit($0) || $0 == UInt8(ascii: "/") } == true
      && text.utf8.last.map { $0 != UInt8(ascii: ":") } == true
      && text.utf8.allSatisfy { isLetterOrDigit($0) || "-_./:".utf8.contains($0) }
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{20}"..."\u{7e}": quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return quoted + "\""
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }
}

/// Lines of YAML whose comments stand in one column.
private struct DraftPage {
  private static let column = 42

  private(set) var text = ""

  mutating func blank() { text += "\n" }

  mutating func line(_ line: String, _ comment: String = "") {
    guard !comment.isEmpty else {
      text += line + "\n"
      return
    }
    let gap = max(2, Self.column - line.count)
    text += line + String(repeating: " ", count: gap) + "# \(comment)\n"
  }

  mutating func comment(indent: Int = 0, _ lines: String...) {
    for line in lines { text += String(repeating: " ", count: indent) + "# \(line)\n" }
  }
}
