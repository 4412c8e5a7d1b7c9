import Core
import TestSupport
import Testing

/// Where the names lead that browsers use, and what Airflow takes for its own.
@Suite struct DomainCheckTests {
  private static let host = "airflow.example.com"

  /// A harbour whose listener has a rule for one host, and what DNS says of it.
  private func harbour(
    host: String = Self.host,
    leads names: [String] = [],
    to addresses: [String] = [],
    balancer: [String] = ["10.0.1.20", "10.0.2.20"]
  ) -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.rule = RuleSpec(hosts: [host], priority: 10)
    harbour.observation.names += [
      NameSighting(name: host, canonicalNames: names, addresses: addresses.map { ip($0) }),
      NameSighting(name: Harbour.loadBalancer.dnsName, addresses: balancer.map { ip($0) }),
    ]
    return harbour
  }

  @Test func `a CNAME to the load balancer passes, however it is written`() {
    for name in ["Internal-Airflow-1", "dualstack.internal-airflow-1"] {
      let harbour = harbour(leads: ["\(name).us-west-2.elb.amazonaws.com"], to: ["10.0.1.20"])
      #expect(harbour.check[.domainDNS]?.verdict == .pass)
    }
  }

  @Test func `an alias passes by its addresses`() {
    #expect(harbour(to: ["10.0.2.20"]).check[.domainDNS]?.verdict == .pass)
  }

  @Test func `a name that leads elsewhere warns, for a proxy may stand before`() throws {
    let line = try #require(harbour(to: ["192.0.2.1"]).check[.domainDNS])
    #expect(line.verdict == .warn)
    #expect(
      line.remarks[0].message == "airflow.example.com leads to 192.0.2.1, which is not airflow."
    )
    #expect(line.remarks[0].remedy.contains(Harbour.loadBalancer.dnsName))
  }

  @Test func `a name without an address warns`() {
    #expect(harbour().check[.domainDNS]?.verdict == .warn)
  }

  @Test func `nothing is said where there is nothing to compare with`() {
    #expect(harbour(to: ["192.0.2.1"], balancer: []).check[.domainDNS]?.verdict == .notLookedAt)
  }

  @Test func `a wildcard, dns off and a plan's observation are not looked at`() {
    #expect(harbour(host: "*.example.com").check[.domainDNS]?.verdict == .notLookedAt)
    var off = harbour(to: ["10.0.1.20"])
    off.binding.endpoint.dns = .off
    #expect(off.check[.domainDNS]?.verdict == .notLookedAt)
    var unasked = harbour(to: ["10.0.1.20"])
    unasked.observation.names.removeAll { $0.name == Self.host }
    #expect(unasked.check[.domainDNS]?.verdict == .notLookedAt)
  }

  @Test func `of several names the worst counts, and one that was not asked is no pass`() {
    var harbour = harbour(to: ["10.0.1.20"])
    harbour.binding.listener?.rule?.hosts.append("flow.example.com")
    #expect(harbour.check[.domainDNS]?.verdict == .notLookedAt)
    harbour.observation.names.append(
      NameSighting(name: "flow.example.com", addresses: [ip("192.0.2.1")])
    )
    #expect(harbour.check[.domainDNS]?.verdict == .warn)
  }

  @Test func `without a host in the spec Airflow's own name is looked at`() {
    var harbour = Harbour()
    #expect(harbour.check[.domainDNS]?.verdict == .notLookedAt)
    harbour.here.environments[0].baseURL = "https://flow.example.com/"
    harbour.observation.names += [
      NameSighting(name: "flow.example.com", addresses: [ip("10.0.1.20")]),
      NameSighting(name: Harbour.loadBalancer.dnsName, addresses: [ip("10.0.1.20")]),
    ]
    #expect(harbour.check[.domainDNS]?.verdict == .pass)
    // The certificate is for another name.
    #expect(harbour.check[.certificateHosts]?.verdict == .warn)
    harbour.here.certificates[0].subjectAlternativeNames = ["*.example.com"]
    #expect(harbour.check[.certificateHosts]?.verdict == .pass)
  }

  static let urls: [(url: String?, verdict: Requirement.Verdict)] = [
    (nil, .warn), (host, .pass), ("Airflow.example.com", .pass),
    ("https://airflow.example.com", .pass), ("https://airflow.example.com:443/home", .pass),
    ("http://airflow.example.com", .warn), ("other.example.com", .warn), ("https://", .warn),
  ]

  @Test(arguments: urls.indices) func `base_url has to be a host of the listener`(index: Int) {
    let (url, verdict) = Self.urls[index]
    var harbour = harbour(to: ["10.0.1.20"])
    harbour.here.environments[0].baseURL = url
    #expect(harbour.check[.baseURL]?.verdict == verdict)
  }

  @Test func `a wildcard in the rule takes base_url in`() {
    var harbour = harbour(host: "*.example.com")
    harbour.here.environments[0].baseURL = Self.host
    #expect(harbour.check[.baseURL]?.verdict == .pass)
  }

  @Test func `without any host base_url is not looked at, or passes as it is`() {
    var harbour = Harbour()
    #expect(harbour.check[.baseURL]?.verdict == .notLookedAt)
    harbour.here.environments[0].baseURL = "airflow.example.com"
    #expect(harbour.check[.baseURL]?.verdict == .pass)
  }

  @Test func `neither enters the plan or its fingerprint`() {
    var harbour = Harbour()
    harbour.here.environments[0].baseURL = "airflow.example.com"
    harbour.here.environments[0].endpointManagement = "CUSTOMER"
    harbour.here.vpcEndpoints[0].policy = .statements([])
    harbour.observation.names.append(NameSighting(name: "airflow.example.com"))
    #expect(harbour.plan == Harbour().plan)
  }

  @Test func `an environment that waits for its owner's endpoints says so`() throws {
    var harbour = Harbour()
    harbour.here.environments[0].status = "PENDING"
    harbour.here.environments[0].endpointManagement = "CUSTOMER"
    harbour.here.vpcEndpoints = []
    let findings = harbour.plan.findings
    let waits = try #require(findings.first { $0.code == .environmentUnsettled })
    #expect(waits.message.contains("the customer's to make"))
    #expect(waits.remedy.contains(Harbour.service))
    let missing = try #require(findings.first { $0.code == .endpointNotFound })
    #expect(missing.remedy.contains("EndpointManagement CUSTOMER"))
    #expect(missing.remedy.contains("`endpoint.assumeRole`"))
  }
}
