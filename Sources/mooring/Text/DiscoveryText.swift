import Core

/// Where a binding's addresses come from, as text for people.
struct DiscoveryText {
  private let seen: SourceComparison

  init(_ seen: SourceComparison) { self.seen = seen }

  static func text(
    of bindings: [DiscoveredBinding],
    isColored: Bool,
    columns: Int? = nil
  ) -> String {
    var page = Page()
    for binding in bindings {
      page.gap()
      switch binding {
      case .compared(let seen): DiscoveryText(seen).add(to: &page)
      case .failed(let failed): page.failed(failed)
      }
    }
    return page.text(isColored: isColored, columns: columns)
  }

  func add(to page: inout Page) {
    let plan = seen.plan
    page.line([
      Span(plan.binding.name, .title), Span("  \(plan.place.region)  \(plan.place.account)"),
    ])
    page.gap()
    addChain(to: &page)
    addGuide(to: &page)
    addTable(to: &page)
    page.gap()
    page.paragraph(indent: 2, Self.words(seen.verdict), Self.ink(seen.verdict))
    page.findings(plan.findings.filter { Self.codes.contains($0.code) })
  }

  /// Environment, endpoint service, endpoint, network interfaces: each by the one before.
  private func addChain(to page: inout Page) {
    if let environment = seen.environment {
      page.section(
        "environment",
        [Span("\(environment.name)  \(environment.status)  \(environment.accessMode)")]
      )
    }
    if let service = seen.plan.endpoint?.serviceName { page.section("service", [Span(service)]) }
    page.section(
      "endpoint",
      rows: seen.candidates.map { candidate in
        let isChosen = candidate.id == seen.endpoint?.id
        return [
          Span(candidate.id), Span(candidate.state), Span(candidate.vpcId),
          Span(isChosen || seen.endpoint == nil ? "" : "not this one", .quiet),
        ]
      }
    )
    guard let endpoint = seen.plan.endpoint, seen.endpoint != nil else { return }
    page.section("interfaces", rows: Page.addressRows(endpoint.addresses, limit: 50))
  }

  /// The web server's name and its CNAME, as AWS's guide follows them.
  private func addGuide(to page: inout Page) {
    guard let server = seen.webServer else { return }
    page.section("web server", [Span(server.host)])
    for name in server.names { page.section("", [Span("CNAME \(name)")]) }
    switch server.end {
    case .none: break
    case .endpoint(let id) where id == seen.endpoint?.id:
      page.section("", [Span("which is in the endpoint's DnsEntries", .quiet)])
    case .endpoint(let id):
      page.section("", [Span("which is in the DnsEntries of another endpoint, \(id)", .bad)])
    case .unknown: page.section("", [Span("which is in no endpoint's DnsEntries", .changed)])
    }
  }

  private func addTable(to page: inout Page) {
    guard !seen.sources.isEmpty else { return }
    page.gap()
    var rows = [["address"] + seen.sources.map { Span(Self.title($0.kind), .title) }]
    for address in seen.addresses {
      rows.append(
        [Span(address.description)]
          + seen.sources.map { source in
            if source.addresses.isEmpty { return Span("") }
            return source.addresses.contains(address) ? Span("yes", .good) : Span("-", .quiet)
          }
      )
    }
    if !seen.addresses.isEmpty { page.table(indent: 2, rows.map(Page.Row.cells)) }
    for source in seen.sources {
      guard let silence = Self.silence(source) else { continue }
      page.line(indent: 2, [Span(silence, .quiet)])
    }
  }

  private static func title(_ kind: AddressSource.Kind) -> String {
    switch kind {
    case .networkInterfaces: "network interfaces"
    case .webServer: "web server's name"
    case .endpointName: "endpoint's name"
    case .hostname: "host name"
    case .spec: "spec"
    }
  }

  private static func silence(_ source: AddressSource) -> String? {
    let name: String
    switch source.kind {
    case .webServer(let host), .endpointName(let host), .hostname(let host): name = host
    case .networkInterfaces, .spec: return nil
    }
    switch source.answer {
    case .addresses: return nil
    case .silent: return "\(name): DNS has no address for it here"
    case .failed(let reason): return "\(name): DNS gave no answer: \(reason)"
    case .notAsked: return "\(name): DNS was not asked"
    }
  }

  static func words(_ verdict: Verdict) -> String {
    switch verdict {
    case .agreed: "The sources agree."
    case .agreedInPart(let missing):
      "The sources agree; DNS leaves out \(list(missing)), which a resolver may do."
    case .contradicted(let extra):
      "The sources disagree: DNS names \(list(extra)), which no network interface of the endpoint "
        + "has."
    case .unconfirmed: "The network interfaces stand alone: DNS doesn't confirm them here."
    case .onlyDNS:
      "DNS is the only witness: a target that answers its health checks is never removed."
    case .givenInSpec: "The spec gives the addresses: there is nothing to compare them with."
    case .nothing: "No address was found."
    }
  }

  private static func list(_ addresses: [IPAddress]) -> String {
    Counting.list(addresses.map(\.description), limit: 6)
  }

  private static func ink(_ verdict: Verdict) -> Ink {
    switch verdict {
    case .agreed, .agreedInPart: .good
    case .contradicted, .nothing: .bad
    case .unconfirmed, .onlyDNS, .givenInSpec: .changed
    }
  }

  /// The findings that are about where the addresses come from.
  private static let codes: Set<FindingCode> = [
    .accountMismatch, .environmentPublic, .environmentGone, .environmentUnsettled,
    .endpointNotFound, .endpointAmbiguous, .endpointNotAvailable, .endpointIncomplete,
    .dnsDisagrees, .dnsSilent, .tooFewAddresses, .singleZone,
  ]
}
