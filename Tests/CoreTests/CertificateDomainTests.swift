import Core
import TestSupport
import Testing

/// Which hosts a certificate covers: RFC 6125 section 6.4.3, one label for a wildcard.
@Suite struct CertificateDomainTests {
  static let table: [(name: String, host: String, isCovered: Bool)] = [
    ("flow.example.com", "flow.example.com", true),
    ("Flow.Example.com", "flow.example.com", true),
    ("flow.example.com", "other.example.com", false),
    ("*.example.com", "flow.example.com", true),
    ("*.example.com", "example.com", false),
    ("*.example.com", "a.flow.example.com", false),
    ("*.example.com", "*.example.com", true),
    ("*.example.com", "*.flow.example.com", false),
    ("*.com", "*.example.com", false),
    ("aflow.example.com", "bflow.example.com", false),
    ("x.example.com", "flow.example.com", false),
    (".example.com", "flow.example.com", false),
  ]

  @Test(arguments: table.indices) func `a name covers itself, a wildcard one label`(index: Int) {
    let (name, host, isCovered) = Self.table[index]
    var harbour = Harbour()
    harbour.here.certificates[0].domainName = name
    harbour.binding.listener?.rule = RuleSpec(hosts: [host], priority: 10)
    let isLeftOut = harbour.plan.findings.contains { $0.code == .certificateDomain }
    #expect(isLeftOut == !isCovered, "\(name) and \(host)")
  }

  @Test func `an alternative name covers as well as the first`() {
    var harbour = Harbour()
    harbour.here.certificates[0].subjectAlternativeNames = ["flow.example.com"]
    harbour.binding.listener?.rule = RuleSpec(hosts: ["flow.example.com"], priority: 10)
    #expect(!harbour.plan.findings.contains { $0.code == .certificateDomain })
  }
}
