import TestSupport
import Testing

@testable import Core

/// When files are imported, and what stands against it.
@Suite struct CertificateImportTests {
  private static let paths = CertificatePaths(
    certificate: "/certs/airflow.pem",
    chain: "/certs/chain.pem",
    privateKey: "/certs/airflow.key"
  )
  private static let imported = arn("arn:aws:acm:us-west-2:123456789012:certificate/imported")
  private static let day = 86_400

  private static func content(
    _ digest: String = "sha256:new",
    names: [String] = ["airflow.example.com"],
    from: Int = -10,
    days: Int = 200,
    key: String = "EC_prime256v1"
  ) -> CertificateFiles.Content {
    CertificateFiles.Content(
      digest: digest,
      names: names,
      notBefore: Harbour.now + from * day,
      notAfter: Harbour.now + days * day,
      keyAlgorithm: key
    )
  }

  /// The harbour with files, and with certificates that were imported before, each by its binding
  /// and digest.
  private func harbour(
    _ content: CertificateFiles.Content? = content(),
    troubles: [CertificateFiles.Trouble] = [],
    known: [(arn: ARN, binding: String, digest: String?)] = []
  ) -> Harbour {
    var harbour = Harbour()
    let paths = Self.paths
    harbour.binding.listener?.certificate = .files(
      certificate: paths.certificate,
      chain: paths.chain,
      privateKey: paths.privateKey
    )
    harbour.observation.files = [CertificateFiles(paths, content: content, troubles: troubles)]
    harbour.here.certificates += known.map { known in
      Certificate(
        arn: known.arn,
        domainName: "airflow.example.com",
        status: "ISSUED",
        notAfter: Harbour.now + 200 * Self.day,
        keyAlgorithm: "EC_prime256v1",
        imported: ImportTags(binding: known.binding, digest: known.digest)
      )
    }
    return harbour
  }

  private func new(into arn: ARN? = nil) -> Change {
    .importCertificate(
      CertificateImport(
        paths: Self.paths,
        digest: "sha256:new",
        domainName: "airflow.example.com",
        into: arn
      )
    )
  }

  private func setting(to text: String) -> Change {
    .modifyListener(
      Harbour.listener,
      [Setting(.certificate, from: Harbour.certificate.description, to: text)]
    )
  }

  @Test func `what was never imported is, and the listener gets it`() {
    let plan = harbour().plan
    #expect(plan.changes.map(\.change) == [new(), setting(to: "importCertificate")])
    #expect(plan.findings.isEmpty)
  }

  @Test func `what is imported already is left alone`() {
    var harbour = harbour(known: [(Self.imported, "airflow", "sha256:new")])
    #expect(harbour.plan.changes.map(\.change) == [setting(to: Self.imported.description)])
    harbour.here.listeners[0].certificate = Self.imported
    #expect(harbour.plan.status == .inStep)
  }

  @Test func `another content goes into the same certificate`() {
    var harbour = harbour(known: [(Self.imported, "airflow", "sha256:old")])
    harbour.here.listeners[0].certificate = Self.imported
    #expect(harbour.plan.changes.map(\.change) == [new(into: Self.imported)])
  }

  @Test func `a certificate that lost its digest, or was changed by hand, is imported again`() {
    var harbour = harbour(known: [(Self.imported, "airflow", nil)])
    harbour.here.listeners[0].certificate = Self.imported
    #expect(harbour.plan.changes.map(\.change) == [new(into: Self.imported)])
    harbour.here.certificates[1].imported?.digest = "sha256:new"
    #expect(harbour.plan.status == .inStep)
    harbour.here.certificates[1].notAfter = Harbour.now + 201 * Self.day
    #expect(harbour.plan.changes.map(\.change) == [new(into: Self.imported)])
  }

  @Test func `a key of another kind makes another certificate`() {
    var harbour = harbour(known: [(Self.imported, "airflow", "sha256:old")])
    harbour.here.certificates[1].keyAlgorithm = "RSA_2048"
    #expect(harbour.plan.changes.map(\.change).first == new())
  }

  @Test func `of two of its own the one with a key of this kind is imported into`() {
    let second = arn("arn:aws:acm:us-west-2:123456789012:certificate/second")
    var harbour = harbour(known: [
      (Self.imported, "airflow", "sha256:older"), (second, "airflow", "sha256:old"),
    ])
    harbour.here.certificates[1].keyAlgorithm = "RSA_2048"
    #expect(harbour.plan.changes.map(\.change).first == new(into: second))
  }

  @Test func `another binding's import is not touched`() {
    let plan = harbour(known: [(Self.imported, "other", "sha256:new")]).plan
    #expect(plan.changes.map(\.change).first == new())
  }

  @Test func `of two of its own the one with this content is taken`() {
    let second = arn("arn:aws:acm:us-west-2:123456789012:certificate/second")
    for digests in [("sha256:old", "sha256:new"), ("sha256:new", "sha256:new")] {
      let known = [(Self.imported, "airflow", digests.0), (second, "airflow", digests.1)]
      let wanted = digests.0 == "sha256:new" ? Self.imported : second
      let plan = harbour(known: known).plan
      #expect(plan.changes.map(\.change) == [setting(to: wanted.description)])
    }
  }

  @Test func `a listener is made with what is imported before it`() {
    var harbour = harbour()
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    let changes = harbour.plan.changes.map(\.change)
    #expect(changes.map(\.action) == [.importCertificate, .createListener])
    guard case .createListener(let listener) = changes.last else { return }
    #expect(listener.certificate == .made(by: .importCertificate))
    #expect(changes.last?.makers == [.importCertificate])
    let made = changes.last?.resolved { $0 == .importCertificate ? Self.imported : nil }
    guard case .createListener(let resolved) = made else { return }
    #expect(resolved.certificate == .known(Self.imported))
  }

  static let refused: [(String, CertificateFiles.Content)] = [
    ("has expired", content(days: 0)), ("is not valid yet", content(from: 1)),
    ("its key is ED25519", content(key: "ED25519")),
    ("its key is RSA_8192", content(key: "RSA_8192")), ("names no host", content(names: [])),
    ("doesn't cover airflow.example.com", content(names: ["*.example.org"])),
  ]

  @Test(arguments: refused.indices) func `what ACM would refuse is never sent`(index: Int) {
    let (words, content) = Self.refused[index]
    var harbour = harbour(content)
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 1)
    harbour.here.rules = [
      Rule(
        arn: arn("arn:aws:elasticloadbalancing:us-west-2:123456789012:listener-rule/app/a/1/2/3"),
        listener: Harbour.listener,
        priority: 1,
        hosts: ["airflow.example.com"],
        hasOtherConditions: false,
        actions: [.forward([Harbour.group])]
      )
    ]
    let plan = harbour.plan
    let found = plan.findings.filter { $0.code == .certificateImportInvalid }
    #expect(found.count == 1)
    #expect(found[0].severity == .error)
    #expect(found[0].message.hasPrefix("/certs/airflow.pem can't be imported: "))
    #expect(found[0].message.contains(words))
    #expect(!found[0].remedy.isEmpty)
    #expect(plan.changes.isEmpty)
    #expect(plan.held.first?.code == .finding(.certificateImportInvalid))
  }

  @Test func `what stands against the files holds the listener, and no target`() {
    let trouble = CertificateFiles.Trouble("/certs/airflow.key", "it is locked", remedy: "Unlock.")
    var harbour = harbour(troubles: [trouble])
    harbour.register(("10.0.1.5", "healthy", nil))
    let plan = harbour.plan
    #expect(plan.changes.map(\.change.action) == [.registerTargets])
    #expect(plan.held.map(\.change.action) == [.importCertificate, .modifyListener])
  }

  @Test func `files that can't be read, or weren't looked at, change nothing`() {
    let trouble = CertificateFiles.Trouble("/certs/chain.pem", "there is none", remedy: "Put it.")
    #expect(harbour(nil, troubles: [trouble]).plan.changes.isEmpty)
    var harbour = harbour()
    harbour.observation.files = []
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.findings.map(\.code) == [.listenerUnread])
  }

  @Test func `a list that can't be read imports nothing`() {
    var harbour = harbour()
    harbour.here.unread = [
      Unread(.certificate, name: "/certs/airflow.pem", reason: "AccessDenied")
    ]
    #expect(harbour.plan.changes.isEmpty)
    #expect(harbour.plan.findings.map(\.code) == [.listenerUnread])
    // The listener may have another certificate than the one that nobody can tell.
    #expect(harbour.plan.isHeldWhole)
  }

  @Test func `29 days left are warned of`() {
    let plan = harbour(Self.content(days: 29)).plan
    #expect(plan.findings.map(\.code) == [.certificateExpiring])
    #expect(plan.changes.count == 2)
  }

  @Test func `an import is shown by its tags, and a new one is never sent once more`() {
    var harbour = harbour()
    guard case .importCertificate(let planned) = new() else {
      Issue.record("nothing is imported")
      return
    }
    #expect(!harbour.plan.shows(.importCertificate(planned)))
    #expect(!harbour.plan.stillWants(.importCertificate(planned)))
    var other = planned
    other.digest = "sha256:other"
    harbour.here.certificates =
      self.harbour(known: [(Self.imported, "airflow", "sha256:new")])
      .here.certificates
    #expect(harbour.plan.shows(.importCertificate(planned)))
    #expect(harbour.plan.arn(madeBy: .importCertificate) == Self.imported)
    #expect(!harbour.plan.shows(.importCertificate(other)))
  }

  @Test func `an import into a certificate is wanted only as it was approved`() throws {
    let plan = harbour(known: [(Self.imported, "airflow", "sha256:old")]).plan
    let change = try #require(plan.changes.first?.change)
    guard case .importCertificate(var other) = change else {
      Issue.record("\(change)")
      return
    }
    #expect(plan.stillWants(change))
    other.digest = "sha256:other"
    #expect(!plan.stillWants(.importCertificate(other)))
  }

  @Test func `other files are another fingerprint`() {
    let lines = harbour().plan.fingerprintLines
    #expect(lines != harbour(Self.content("sha256:other")).plan.fingerprintLines)
    #expect(lines != harbour(known: [(Self.imported, "airflow", nil)]).plan.fingerprintLines)
  }
}
