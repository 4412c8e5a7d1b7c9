import Core
import TestSupport
import Testing

/// Which certificate serves a domain: a row for each reason to prefer one.
@Suite struct CertificateChoiceTests {
  static let domain = "airflow.example.com"
  private static let day = 86_400

  private static func arn(_ letter: Character) -> ARN {
    TestSupport.arn("arn:aws:acm:us-west-2:123456789012:certificate/\(letter)")
  }

  /// A certificate that is issued and has so many days left.
  private static func made(
    _ letter: Character,
    _ names: [String] = [domain],
    days: Int? = 200,
    status: String = "ISSUED",
    key: String? = "RSA_2048"
  ) -> Certificate {
    Certificate(
      arn: arn(letter),
      domainName: names[0],
      subjectAlternativeNames: Array(names.dropFirst()),
      status: status,
      notAfter: days.map { Harbour.now + $0 * day },
      keyAlgorithm: key
    )
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let certificates: [Certificate]
    var inUse: Character?
    /// The letters of those that are chosen: one, or several that are as good as each other.
    let chosen: String

    init(_ why: String, _ certificates: [Certificate], inUse: Character? = nil, _ chosen: String) {
      testDescription = why
      self.certificates = certificates
      self.inUse = inUse
      self.chosen = chosen
    }
  }

  static let table: [Row] = [
    Row("none at all", [], ""),
    Row("the only one", [made("a")], "a"),
    Row("a wildcard where there is nothing else", [made("a", ["*.example.com"])], "a"),
    Row("an alternative name", [made("a", ["other.example.com", domain])], "a"),
    Row(
      "its own name before a wildcard that lasts longer",
      [made("a", ["*.example.com"], days: 300), made("b")],
      "b"
    ),
    Row("the latest expiry", [made("a"), made("b", days: 201), made("c", days: 199)], "b"),
    Row(
      "the one in use, though another lasts longer",
      [made("a"), made("b", days: 300)],
      inUse: "a",
      "a"
    ),
    Row(
      "the one in use, though it is a wildcard",
      [made("a", ["*.example.com"]), made("b")],
      inUse: "a",
      "a"
    ),
    Row("the one in use with 30 days left", [made("a", days: 30), made("b")], inUse: "a", "a"),
    Row("not the one in use with 29 days left", [made("a", days: 29), made("b")], inUse: "a", "b"),
    Row("the one in use with 29 days left and no other", [made("a", days: 29)], inUse: "a", "a"),
    Row(
      "not the one in use for another name",
      [made("a", ["b.example.com"]), made("b")],
      inUse: "a",
      "b"
    ),
    Row(
      "not one that waits",
      [made("a", days: nil, status: "PENDING_VALIDATION"), made("b")],
      "b"
    ),
    Row("not one that has expired", [made("a", days: 0), made("b", days: 1)], "b"),
    Row("not one whose status is late", [made("a", days: 300, status: "EXPIRED"), made("b")], "b"),
    Row(
      "not a key that no listener takes",
      [made("a", days: 300, key: "ML_DSA_65"), made("b")],
      "b"
    ),
    Row("each key that a listener takes", [made("a", key: "EC_secp521r1")], "a"),
    Row("a key of which nothing is known", [made("a", key: nil)], "a"),
    Row("two that are as good as each other", [made("b"), made("a")], "ab"),
    Row("no tie where one of them is in use", [made("b"), made("a")], inUse: "b", "b"),
    Row(
      "a tie of wildcards",
      [made("a", ["*.example.com"]), made("b", ["*.example.com"]), made("c", days: 0)],
      "ab"
    ),
    Row("none for the domain above", [made("a", ["example.com"])], ""),
    Row("none for two labels below a wildcard", [made("a", ["*.com"])], ""),
  ]

  @Test(arguments: table) func `the best one is chosen`(row: Row) {
    for certificates in [row.certificates, row.certificates.reversed()] {
      let choice = CertificateChoice(
        of: certificates,
        for: Self.domain,
        inUse: Set([row.inUse].compactMap(\.self).map(Self.arn)),
        at: Harbour.now
      )
      switch choice {
      case .one(let one): #expect([one.arn] == row.chosen.map(Self.arn))
      case .several(let all): #expect(all.map(\.arn) == row.chosen.map(Self.arn))
      case .none: #expect(row.chosen.isEmpty)
      }
    }
  }

  private func harbour(_ certificates: Certificate...) -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .domain(Self.domain)
    harbour.here.certificates = certificates
    return harbour
  }

  @Test func `the listener gets the one that is chosen`() {
    var harbour = harbour(Self.made("a"), Self.made("b", days: 300))
    harbour.here.listeners[0].certificate = Harbour.certificate
    let setting = Setting(
      .certificate,
      from: Harbour.certificate.description,
      to: Self.arn("b").description
    )
    #expect(harbour.plan.changes.map(\.change) == [.modifyListener(Harbour.listener, [setting])])
    harbour.here.listeners[0].certificate = Self.arn("a")
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `a tie is an error that lists them`() throws {
    let plan = harbour(Self.made("a"), Self.made("b")).plan
    let finding = try #require(plan.findings.first { $0.code == .certificateAmbiguous })
    #expect(finding.severity == .error)
    #expect(finding.holds == .listener)
    #expect(finding.message.contains("\(Self.arn("a")), \(Self.arn("b"))"))
    #expect(plan.changes.isEmpty)
  }

  @Test func `no match says what is near, and why it won't do`() throws {
    let plan = harbour(
      Self.made("a", days: -1),
      Self.made("b", days: nil, status: "PENDING_VALIDATION"),
      Self.made("c", ["other.example.com", "more.example.com"]),
      Self.made("d", key: "ML_DSA_65"),
      Self.made("e", ["airflow.elsewhere.org"])
    ).plan
    let finding = try #require(plan.findings.first { $0.code == .certificateNotFound })
    for words in [
      "certificate/a (expired)", "certificate/b (PENDING_VALIDATION)",
      "certificate/c (for more.example.com, other.example.com)",
      "certificate/d (its key is ML_DSA_65)",
    ] {
      #expect(finding.message.contains(words))
    }
    #expect(!finding.message.contains("elsewhere"))
    #expect(plan.changes.isEmpty)
  }

  @Test func `a rule's hosts that it leaves out are warned of`() {
    var harbour = harbour(Self.made("a"))
    harbour.binding.listener?.rule = RuleSpec(hosts: ["flow.example.com"], priority: 10)
    #expect(harbour.plan.findings.contains { $0.code == .certificateDomain })
  }

  @Test func `without a certificate to be told, a listener that is to be made is held`() {
    var harbour = harbour()
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    #expect(harbour.plan.isHeldWhole)
  }

  @Test func `another choice is another fingerprint`() {
    let first = harbour(Self.made("a")).plan.fingerprintLines
    #expect(first != harbour(Self.made("a"), Self.made("b", days: 300)).plan.fingerprintLines)
    #expect(first == harbour(Self.made("a"), Self.made("c", days: 100)).plan.fingerprintLines)
  }
}
