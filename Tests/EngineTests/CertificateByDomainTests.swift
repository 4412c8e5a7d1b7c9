import Core
import Simulator
import TestSupport
import Testing

/// Certificates that are found by a domain, over the whole stack.
@Suite struct CertificateByDomainTests {
  private func certificate(_ number: Int, _ names: [String], key: String? = nil) -> Certificate {
    let digits = String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
    return Certificate(
      arn: arn("arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-4000-8000-\(digits)"),
      domainName: names[0],
      subjectAlternativeNames: Array(names.dropFirst()).sorted(),
      status: "ISSUED",
      notAfter: Harbour.now + (200 + number) * 86_400,
      keyAlgorithm: key
    )
  }

  private func harbour(_ certificates: [Certificate]) -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .domain("airflow.example.com")
    harbour.here.listeners[0].certificate = arn("arn:aws:acm:us-west-2:123456789012:certificate/0")
    harbour.here.certificates = certificates
    return harbour
  }

  @Test func `a key that ACM doesn't list by itself is found, on the last of many pages`()
    async throws
  {
    let others = (1...1500).map { certificate($0, ["host-\($0).elsewhere.org"]) }
    let wanted = certificate(2000, ["airflow.example.com"], key: "EC_secp384r1")
    let stage = try Stage(harbour(others + [wanted]))
    #expect(try await stage.apply().status == .converged)
    #expect(stage.cloud.observation()[.test].listeners[0].certificate == wanted.arn)
    #expect(stage.cloud.journal.counts["DescribeCertificate"] == nil)
  }

  @Test func `only what is near the domain is kept of the list`() async throws {
    let stage = try Stage(
      harbour([
        certificate(1, ["airflow.example.com"]), certificate(2, ["b.example.com"]),
        certificate(3, ["secret.elsewhere.org"]),
      ])
    )
    let (_, observation) = try await stage.plan()
    let names = observation[.test].certificates.map(\.domainName)
    #expect(names == ["airflow.example.com", "b.example.com"])
  }

  @Test func `beyond a hundred names the certificate itself is asked for`() async throws {
    let names = (1...150).map { "host-\($0).elsewhere.org" } + ["zz.airflow.example.com"]
    let stage = try Stage(harbour([certificate(1, names + ["zzz.example.com"])]))
    var binding = stage
    binding.binding.listener?.certificate = .domain("zzz.example.com")
    let (plan, _) = try await binding.plan()
    #expect(plan.changes.map(\.change.action) == [.modifyListener])
    #expect(stage.cloud.journal.counts["DescribeCertificate"] == 1)
  }

  @Test func `where none can serve, those that wait or have expired are told`() async throws {
    var waiting = certificate(1, ["airflow.example.com"])
    waiting.status = "PENDING_VALIDATION"
    let stage = try Stage(harbour([waiting]))
    let (plan, _) = try await stage.plan()
    let finding = try #require(plan.findings.first { $0.code == .certificateNotFound })
    #expect(finding.message.contains("PENDING_VALIDATION"))
    #expect(stage.cloud.journal.counts["ListCertificates"] == 2)
  }

  @Test func `a list that is denied holds the listener, and no target`() async throws {
    var harbour = harbour([])
    harbour.register(("10.0.1.5", "healthy", nil))
    let stage = try Stage(harbour)
    stage.cloud.deny(["acm:ListCertificates"])
    let (plan, _) = try await stage.plan()
    #expect(plan.changes.map(\.change.action) == [.registerTargets])
    let finding = try #require(plan.findings.first { $0.code == .listenerUnread })
    #expect(finding.message.contains("acm:ListCertificates"))
  }
}
