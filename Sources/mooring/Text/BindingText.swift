import Core

/// One binding's plan as text.
struct BindingText {
  private let plan: BindingPlan

  init(_ plan: BindingPlan) { self.plan = plan }

  func add(to page: inout Page) {
    if plan.status != .inStep || !findings.isEmpty { page.gap() }
    page.line(heading)
    if plan.status != .inStep {
      page.gap()
      addEndpoint(to: &page)
      addTargetGroup(to: &page)
      addListener(to: &page)
      addHeld(to: &page)
    }
    page.findings(findings)
    if plan.status != .inStep || !findings.isEmpty { page.gap() }
  }

  /// What only informs is not worth a line where all is in step; JSON has it.
  private var findings: [Finding] {
    plan.status == .inStep ? plan.findings.filter { $0.severity > .info } : plan.findings
  }

  private var heading: [Span] {
    let name = Span(plan.binding.name, .title)
    let place = Span("  \(plan.place.region)  \(plan.place.account)")
    guard plan.status == .inStep else { return [name, place] }
    let targets = TargetRows.summary(plan.targets)
    return [name, place, Span("  in step", .good), Span(": \(targets)")]
  }

  private func addEndpoint(to page: inout Page) {
    guard let endpoint = plan.endpoint else { return }
    if let environment = endpoint.environment {
      page.section(
        "environment",
        [Span("\(environment.name)  \(environment.status)  \(environment.accessMode)")]
      )
    }
    var label = "endpoint"
    if let id = endpoint.vpcEndpointId {
      page.section(label, [Span("\(id)  \(endpoint.state ?? "")")])
      label = ""
    } else if case .hostname(let name) = plan.binding.endpoint.source {
      page.section(label, [Span("\(name), by DNS alone")])
      label = ""
    }
    page.section(label, rows: Page.addressRows(endpoint.addresses))
  }

  private func addTargetGroup(to page: inout Page) {
    page.section("target group", [Span(ChangeText.shortName(plan.binding.targetGroup.reference))])
    addLedger(.claimTargets, to: &page)
    for planned in plan.changes {
      guard case .createTargetGroup(let new) = planned.change else { continue }
      page.table(indent: 4, Self.rows(new, Span("+", .added)))
      page.paragraph(indent: 6, planned.reason, .quiet)
    }
    for held in plan.held {
      guard case .createTargetGroup(let new) = held.change else { continue }
      page.table(indent: 4, Self.rows(new, Span("!", .held)))
    }
    for planned in plan.changes {
      guard case .modifyTargetGroup(let settings) = planned.change else { continue }
      page.table(indent: 4, Self.rows(settings, Span("~", .changed)))
      page.paragraph(indent: 6, planned.reason, .quiet)
    }
    for held in plan.held {
      guard case .modifyTargetGroup(let settings) = held.change else { continue }
      page.table(indent: 4, Self.rows(settings, Span("!", .held)))
    }
    page.table(indent: 4, TargetRows(plan).rows)
    addLedger(.releaseTargets, to: &page)
  }

  /// What is written into the ledger, which is a tag on the group.
  private func addLedger(_ action: Action, to page: inout Page) {
    for planned in plan.changes where planned.change.action == action {
      let symbol = ChangeText.symbol(action)
      page.line(
        indent: 4,
        [symbol, Span(" \(ChangeText.summary(planned.change)) by tag", symbol.ink)]
      )
      page.paragraph(indent: 6, planned.reason, .quiet)
    }
  }

  private func addListener(to page: inout Page) {
    guard let spec = plan.binding.listener else { return }
    let balancer = ChangeText.shortName(spec.loadBalancer)
    page.section("listener", [Span("\(spec.protocol.rawValue):\(spec.port) on \(balancer)")])
    let planned = plan.changes.filter { $0.change.action.isOnListener }
    let held = plan.held.filter { $0.change.action.isOnListener }
    for one in planned {
      page.table(indent: 4, rows(one.change, ChangeText.symbol(one.change.action)))
      page.paragraph(indent: 6, one.reason, .quiet)
    }
    for one in held { page.table(indent: 4, rows(one.change, Span("!", .held))) }
    if planned.isEmpty, held.isEmpty {
      if let finding = plan.findings.first(where: { $0.holds == .listener }) {
        page.line(indent: 4, [Span("! left alone [\(finding.code.rawValue)]", .held)])
      } else {
        let isSeen = plan.listener != nil
        page.line(
          indent: 4,
          [isSeen ? Span("= nothing to change") : Span("! not compared", .held)]
        )
      }
    }
  }

  private func rows(_ change: Change, _ symbol: Span) -> [Page.Row] {
    switch change {
    case .importCertificate(let new):
      let how = new.into == nil ? "import the certificate" : "import the certificate anew"
      var rows: [Page.Row] = [
        .line(indent: 0, [symbol, Span(" \(how) for \(new.domainName)", symbol.ink)])
      ]
      if let known = new.into { rows.append(.cells([Span("  into"), Span(known.description)])) }
      rows.append(.cells([Span("  from"), Span(new.paths.certificate)]))
      if let chain = new.paths.chain { rows.append(.cells([Span("  chain"), Span(chain)])) }
      return rows
    case .createListener(let new):
      let group = ChangeText.shortName(plan.binding.targetGroup.reference)
      var rows: [Page.Row] = [
        .line(
          indent: 0,
          [
            symbol,
            Span(
              new.forwards
                ? " create, forwarding to \(group)" : " create, answering 404 by default",
              symbol.ink
            ),
          ]
        )
      ]
      if let certificate = new.certificate {
        rows.append(.cells([Span("  certificate"), Span(certificate.words)]))
      }
      if let policy = new.sslPolicy { rows.append(.cells([Span("  sslPolicy"), Span(policy)])) }
      return rows
    case .addListenerCertificates(_, let certificate):
      return [
        .line(indent: 0, [symbol, Span(" add a certificate beside the default one", symbol.ink)]),
        .cells([Span("  certificate"), Span(certificate.words)]),
      ]
    case .createRule(let new):
      let hosts = new.hosts.joined(separator: ", ")
      let group = ChangeText.shortName(plan.binding.targetGroup.reference)
      return [
        .line(
          indent: 0,
          [
            symbol,
            Span(" create rule \(new.priority), forwarding \(hosts) to \(group)", symbol.ink),
          ]
        )
      ]
    case .modifyRule(_, let settings): return Self.rows(settings, symbol, of: "rule ")
    case .modifyListener(_, let settings), .modifyTargetGroup(let settings):
      return Self.rows(settings, symbol)
    case .createTargetGroup(let new): return Self.rows(new, symbol)
    case .claimTargets, .registerTargets, .deregisterTargets, .releaseTargets: return []
    }
  }

  private static func rows(_ new: NewTargetGroup, _ symbol: Span) -> [Page.Row] {
    let check = new.healthCheck
    let path = "\(check.protocol ?? "") \(check.path ?? "") on \(check.port ?? "")"
    let times =
      "every \(check.intervalSeconds ?? 0)s, \(check.timeoutSeconds ?? 0)s time-out, "
      + "healthy after \(check.healthyThreshold ?? 0), unhealthy after \(check.unhealthyThreshold ?? 0)"
    let kind = "type ip (\(new.family.words)), \(new.protocol.rawValue):\(new.port)"
    var rows: [Page.Row] = [
      .line(indent: 0, [symbol, Span(" create in \(new.vpcId), \(kind)", symbol.ink)]),
      .cells([Span("  health check"), Span("\(path), \(times)")]),
      .cells([Span("  matcher"), Span(check.matcher?.description ?? "")]),
    ]
    for (key, value) in new.tags.sorted(by: { $0.key < $1.key }) {
      rows.append(.cells([Span("  tag"), Span("\(key): \(value)")]))
    }
    return rows
  }

  private static func rows(
    _ settings: [Setting],
    _ symbol: Span,
    of what: String = ""
  ) -> [Page.Row] {
    settings.flatMap { setting -> [Page.Row] in
      let key = Span("\(symbol.text) \(what)\(setting.key.rawValue)", symbol.ink)
      let values = ChangeText.values(setting)
      guard values.count > 72, let from = setting.from else {
        return [.cells([key, Span(values)])]
      }
      return [.cells([key, Span(from)]), .cells(["", Span("-> \(setting.words)")])]
    }
  }

  private func addHeld(to page: inout Page) {
    guard !plan.held.isEmpty else { return }
    page.gap()
    for held in plan.held {
      page.line(
        indent: 2,
        [Span("held", .held), Span("     \(ChangeText.title(held.change)) [\(held.code.code)]")]
      )
      // A finding says the same below, with what to do about it.
      guard !plan.findings.contains(where: { $0.message == held.reason }) else { continue }
      page.paragraph(indent: 11, held.reason, .quiet)
    }
  }
}
