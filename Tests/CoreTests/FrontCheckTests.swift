import TestSupport
import Testing

@testable import Core

/// What a check says of listener and certificate.
@Suite struct FrontCheckTests {
  private static let day = 86_400
  private static let theirs = arn("arn:aws:acm:us-west-2:123456789012:certificate/theirs")
  private static let imported = arn("arn:aws:acm:us-west-2:123456789012:certificate/imported")

  /// A listener that is another application's, with the certificate of the spec's domain beside a
  /// default one that is bad in every way.
  private func shared() -> Harbour {
    var harbour = RuleTests.shared(RuleTests.rule("ours", 10, "airflow.example.com"))
    harbour.binding.listener?.certificate = .domain("airflow.example.com")
    harbour.here.listeners[0].certificate = Self.theirs
    harbour.here.listeners[0].furtherCertificates = [Harbour.certificate]
    harbour.here.certificates.append(
      Certificate(
        arn: Self.theirs,
        domainName: "wiki.example.com",
        status: "PENDING_VALIDATION",
        notAfter: Harbour.now + 5 * Self.day
      )
    )
    return harbour
  }

  /// A harbour whose certificate comes from files; the one in ACM, if there is one, was imported
  /// from others, and is the listener's.
  private func files(days: Int? = nil) -> Harbour {
    var harbour = Harbour()
    let paths = CertificatePaths(certificate: "/a", chain: nil, privateKey: "/b")
    harbour.binding.listener?.certificate = .files(
      certificate: paths.certificate,
      chain: paths.chain,
      privateKey: paths.privateKey
    )
    harbour.observation.files = [
      CertificateFiles(
        paths,
        content: CertificateFiles.Content(
          digest: "sha256:new",
          names: ["airflow.example.com"],
          notBefore: Harbour.now - Self.day,
          notAfter: Harbour.now + 200 * Self.day,
          keyAlgorithm: "EC_prime256v1"
        )
      )
    ]
    guard let days else { return harbour }
    harbour.here.listeners[0].certificate = Self.imported
    harbour.here.certificates = [
      Certificate(
        arn: Self.imported,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Harbour.now + days * Self.day,
        keyAlgorithm: "EC_prime256v1",
        imported: ImportTags(binding: "airflow", digest: "sha256:old")
      )
    ]
    return harbour
  }

  static let lives: [(seconds: Int, verdict: Requirement.Verdict, message: String)] = [
    (30 * day, .pass, "It expires in 30 days."),
    (30 * day - 1, .warn, "expires in 29 days."),
    (1, .warn, "expires in 0 days."),
    (0, .fail, "It has expired."),
    (-1, .fail, "It has expired."),
    (-40 * day, .fail, "It has expired."),
  ]

  @Test(arguments: lives.indices) func `30 days have to be left`(index: Int) throws {
    let (seconds, verdict, message) = Self.lives[index]
    var harbour = Harbour()
    harbour.here.certificates[0].notAfter = Harbour.now + seconds
    let line = try #require(harbour.check[.certificateExpiry])
    #expect(line.verdict == verdict)
    #expect(line.remarks.count == 1)
    #expect(line.remarks[0].message.hasSuffix(message))
    #expect(line.remarks[0].remedy.isEmpty == (verdict == .pass))
  }

  @Test func `what runs out while its renewal is not imported warns, though no plan says so`()
    throws
  {
    let line = try #require(files(days: 18).check[.certificateExpiry])
    #expect(line.verdict == .warn)
    #expect(
      line.remarks.map(\.message) == [
        "Certificate \(Self.imported) for airflow.example.com "
          + "expires in 18 days."
      ]
    )
    #expect(line.remarks[0].remedy == "`mooring apply` imports the one in the files.")
    let held = {
      var harbour = files(days: 18)
      harbour.observation.files[0].troubles = [.init("/b", "it is no key", remedy: "Name one.")]
      return harbour.check
    }()
    #expect(held[.certificateExpiry]?.verdict == .warn)
    #expect(held[.certificateExpiry]?.remarks[0].remedy.hasPrefix("Renew it") == true)
    #expect(files(days: 0).check[.certificateExpiry]?.verdict == .fail)
    #expect(files(days: 40).check[.certificateExpiry]?.verdict == .pass)
  }

  @Test func `on a shared listener the certificate of the spec is judged, not the default one`() {
    let check = shared().check
    #expect(check[.certificateStatus]?.remarks.map(\.message) == ["ISSUED for airflow.example.com"])
    #expect(check[.certificateExpiry]?.remarks.map(\.message) == ["It expires in 200 days."])
    #expect(check[.certificateHosts]?.remarks.map(\.message) == ["airflow.example.com"])
    #expect(check[.certificateInUse]?.remarks.map(\.message) == [Harbour.certificate.description])
    let codes = [
      RequirementCode.certificateRegion, .certificateStatus, .certificateExpiry, .certificateHosts,
      .certificateInUse,
    ]
    for code in codes { #expect(check[code]?.verdict == .pass) }
  }

  @Test func `an import that is due is judged by the certificate that it goes into`() {
    var harbour = files(days: 200)
    harbour.binding.listener?.rule = shared().binding.listener?.rule
    harbour.here.listeners = shared().here.listeners
    harbour.here.listeners[0].furtherCertificates = [Self.imported]
    harbour.here.rules = shared().here.rules
    #expect(harbour.plan.changes.map(\.change.action) == [.importCertificate])
    let check = harbour.check
    #expect(check[.certificateStatus]?.verdict == .fail)
    #expect(check[.certificateExpiry]?.remarks.map(\.message) == ["It expires in 200 days."])
    #expect(check[.certificateHosts]?.verdict == .pass)
    #expect(check[.certificateInUse]?.remarks.map(\.message) == [Self.imported.description])
  }

  @Test func `where no certificate is chosen none is judged`() {
    var harbour = shared()
    harbour.here.listeners[0].furtherCertificates = []
    harbour.here.certificates.append(harbour.here.certificates[0])
    harbour.here.certificates[2].arn = Self.imported
    let check = harbour.check
    #expect(check[.certificateStatus]?.verdict == .fail)
    let codes = [
      RequirementCode.certificateRegion, .certificateExpiry, .certificateHosts, .certificateInUse,
    ]
    for code in codes {
      #expect(check[code]?.verdict == .notLookedAt)
      #expect(check[code]?.remarks.map(\.message) == ["no certificate was chosen"])
    }
  }

  @Test func `what isn't imported yet is not judged`() {
    let check = files().check
    #expect(check[.certificateStatus]?.verdict == .fail)
    for code in [RequirementCode.certificateRegion, .certificateExpiry, .certificateHosts] {
      #expect(check[code]?.verdict == .notLookedAt)
      #expect(check[code]?.remarks.map(\.message) == ["the certificate is not imported yet"])
    }
  }

  @Test func `what apply imports first is said in words`() {
    let check = files().check
    #expect(
      check[.certificateInUse]?.remarks.map(\.message) == [
        "Its certificate is \(Harbour.certificate), not the imported one."
      ]
    )
    var harbour = files()
    harbour.binding.listener?.rule = shared().binding.listener?.rule
    harbour.here.listeners = shared().here.listeners
    harbour.here.rules = shared().here.rules
    #expect(
      harbour.check[.certificateInUse]?.remarks.map(\.message) == [
        "Not on the listener: the imported one."
      ]
    )
  }

  @Test func `without a target group the certificate is held against its place all the same`() {
    var harbour = Harbour()
    harbour.here.targetGroups = []
    harbour.here.certificates[0].status = "PENDING_VALIDATION"
    #expect(harbour.check[.certificateStatus]?.verdict == .fail)
    harbour.here.certificates[0].status = "ISSUED"
    harbour.here.certificates[0].notAfter = Harbour.now
    #expect(harbour.check[.certificateStatus]?.verdict == .fail)
    harbour.binding.listener?.certificate = .arn(
      arn("arn:aws:acm:us-east-1:123456789012:certificate/other")
    )
    let region = harbour.check[.certificateRegion]
    #expect(region?.verdict == .fail)
    #expect(region?.remarks.first?.message.hasPrefix("The certificate is in us-east-1") == true)
  }

  @Test func `a listener of another protocol is not looked at as if it were ours`() {
    var harbour = Harbour()
    harbour.binding.listener?.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    harbour.here.listeners[0].protocol = "HTTP"
    harbour.here.listeners[0].certificate = nil
    harbour.here.listeners[0].sslPolicy = nil
    let check = harbour.check
    #expect(check[.listener]?.verdict == .fail)
    let codes = [
      RequirementCode.forwarding, .securityPolicy, .certificateInUse, .browserHTTPS,
    ]
    for code in codes {
      #expect(check[code]?.verdict == .notLookedAt)
      #expect(check[code]?.remarks.map(\.message) == ["the listener on port 443 speaks HTTP"])
    }
  }

  @Test func `no rule is said to forward to a group that serves another load balancer`() {
    var harbour = RuleTests.shared(RuleTests.rule("other", 20, "w.org", to: RuleTests.intranet))
    harbour.here.targetGroups[0].loadBalancers = [
      arn("arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/other/1")
    ]
    let check = harbour.check
    #expect(check[.listener]?.verdict == .fail)
    #expect(check[.forwarding]?.verdict == .notLookedAt)
    #expect(
      check[.forwarding]?.remarks.map(\.message) == ["the group serves another load balancer"]
    )
    #expect(check[.certificateInUse]?.verdict == .pass)
  }
}
