import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// Imports from files that `openssl` has made, over the whole stack.
@Suite struct CertificateImportTests {
  private static let host = "airflow.example.com"

  /// The harbour whose listener wants what is in a folder's `leaf.pem`, `chain.pem` and `leaf.key`.
  private func harbour(_ folder: CertificateFolder, hasChain: Bool = false) -> Harbour {
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .files(
      certificate: folder.path("leaf.pem"),
      chain: hasChain ? folder.path("chain.pem") : nil,
      privateKey: folder.path("leaf.key")
    )
    return harbour
  }

  private func folder(
    _ key: CertificateFolder.Key = .curve("prime256v1")
  ) throws
    -> CertificateFolder
  {
    let folder = try CertificateFolder()
    try folder.make("leaf", for: [Self.host], key: key)
    return folder
  }

  /// The certificates in ACM that mooring has imported.
  private func imported(_ stage: Stage) -> [Certificate] {
    stage.cloud.observation()[.test].certificates.filter { $0.imported != nil }
  }

  private func inUse(_ stage: Stage) -> ARN? {
    stage.cloud.observation()[.test].listeners.first?.certificate
  }

  static let keys: [CertificateFolder.Key] = [
    .rsa(2048), .rsa(4096), .curve("prime256v1"), .curve("secp384r1"), .curve("secp521r1"),
  ]

  @Test(arguments: keys.indices) func `a certificate of each key is imported and used`(
    index: Int
  ) async throws {
    let stage = try Stage(harbour(folder(Self.keys[index])))
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["ImportCertificate", "ModifyListener"])
    let known = imported(stage)
    #expect(known.map(\.domainName) == [Self.host])
    #expect(known.map(\.imported?.binding) == ["airflow"])
    #expect(inUse(stage) == known.first?.arn)
    // What the report says is what AWS was told, so that a rollback knows it.
    let certificate = try #require(known.first?.arn)
    #expect(
      report.outcomes.last?.change
        == .modifyListener(
          Harbour.listener,
          [
            Setting(
              .certificate,
              from: Harbour.certificate.description,
              to: certificate.description
            )
          ]
        )
    )
    #expect(report.outcomes.map(\.made) == [certificate, nil])
    #expect(try await stage.apply().outcomes.isEmpty)
  }

  @Test func `a chain in order goes along`() async throws {
    let folder = try CertificateFolder()
    try folder.make("root", isAuthority: true)
    try folder.make("middle", isAuthority: true, by: "root")
    try folder.make("leaf", for: [Self.host], by: "middle")
    try folder.write(folder.text("middle.pem") + folder.text("root.pem"), to: "chain.pem")
    let stage = try Stage(harbour(folder, hasChain: true))
    #expect(try await stage.apply().status == .converged)
    // Another chain is another content.
    let digest = imported(stage)[0].imported?.digest
    try folder.write(folder.text("middle.pem"), to: "chain.pem")
    #expect(try await stage.apply().status == .converged)
    #expect(imported(stage).count == 1)
    #expect(imported(stage)[0].imported?.digest != digest)
  }

  @Test func `renewed files go into the same certificate, once`() async throws {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    _ = try await stage.apply()
    let before = imported(stage)
    try folder.make("leaf", for: [Self.host, "more.example.com"])
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.map(\.change.action) == [.importCertificate])
    #expect(stage.writes.suffix(2) == ["ImportCertificate", "AddTagsToCertificate"])
    let after = imported(stage)
    #expect(after.map(\.arn) == before.map(\.arn))
    #expect(after[0].covers("more.example.com"))
    #expect(after[0].imported?.digest != before[0].imported?.digest)
    #expect(try await stage.apply().outcomes.isEmpty)
  }

  @Test func `a key of another kind makes another certificate, and the listener gets it`()
    async throws
  {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    _ = try await stage.apply()
    try folder.make("leaf", for: [Self.host], key: .rsa(2048))
    #expect(try await stage.apply().status == .converged)
    #expect(imported(stage).count == 2)
    #expect(
      inUse(stage).flatMap { arn in imported(stage).first { $0.arn == arn } }?.keyAlgorithm
        == "RSA_2048"
    )
    #expect(try await stage.apply().outcomes.isEmpty)
  }

  @Test(arguments: [Fault.connectionReset(.afterEffect), .serverError(.afterEffect), .cutOffBody])
  func `an import whose reply is lost is found again, and not made twice`(
    fault: Fault
  ) async throws {
    let stage = try Stage(harbour(folder()))
    stage.cloud.setFaults { arrival in
      arrival.operation == "ImportCertificate" && arrival.numberOfOperation == 1 ? fault : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(stage.writes == ["ImportCertificate", "ModifyListener"])
    #expect(imported(stage).count == 1)
    #expect(inUse(stage) == imported(stage)[0].arn)
  }

  /// ACM takes the same certificate as often as it is sent.
  @Test(arguments: [Fault.connectionReset(.afterEffect), .serverError(.afterEffect), .cutOffBody])
  func `an import whose reply is lost and that ACM lists late is not made twice`(
    fault: Fault
  ) async throws {
    let stage = try Stage(harbour(folder()), readsLate: 60)
    stage.cloud.setFaults { arrival in
      arrival.operation == "ImportCertificate" && arrival.numberOfOperation == 1 ? fault : nil
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ImportCertificate"])
    #expect(report.status == .failed)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped])
    #expect(report.outcomes[0].error?.contains("Run again in a few minutes") == true)
    stage.clock.advance(seconds: 120)
    #expect(try await stage.apply().outcomes.map(\.result) == [.applied])
    stage.clock.advance(seconds: 120)
    #expect(try await stage.plan().0.status == .inStep)
    #expect(stage.writes == ["ImportCertificate", "ModifyListener"])
    #expect(imported(stage).count == 1)
    #expect(inUse(stage) == imported(stage)[0].arn)
  }

  /// The plan was made from a list of before the import; a lost write makes the run look again.
  @Test func `an import that a run finds made is not made again`() async throws {
    let folder = try folder()
    var harbour = harbour(folder)
    let earlier = try Stage(harbour)
    _ = try await earlier.apply()
    let known = imported(earlier)
    harbour.here.targetGroups[0].healthCheck.matcher = matcher("200")
    let stage = try Stage(harbour)
    let cloud = stage.cloud
    cloud.setFaults { arrival in
      guard arrival.operation == "ModifyTargetGroup", arrival.numberOfOperation == 1 else {
        return nil
      }
      cloud.edit { $0.places[.test]?.certificates += known }
      return .connectionReset(.beforeEffect)
    }
    let report = try await stage.apply()
    #expect(stage.writes == ["ModifyTargetGroup", "ModifyTargetGroup", "ModifyListener"])
    #expect(imported(stage).count == 1)
    #expect(inUse(stage) == known.first?.arn)
    #expect(report.status == .converged)
    #expect(report.outcomes.map(\.made) == [nil, nil, nil])
  }

  @Test func `an import that was lost on the way there is left to the next run`() async throws {
    let stage = try Stage(harbour(folder()))
    stage.cloud.setFaults { arrival in
      arrival.operation == "ImportCertificate" && arrival.numberOfOperation == 1
        ? .connectionReset(.beforeEffect) : nil
    }
    #expect(try await stage.apply().status == .failed)
    #expect(imported(stage).isEmpty)
    #expect(try await stage.apply().status == .converged)
    #expect(imported(stage).count == 1)
  }

  @Test(arguments: ["ImportCertificate", "AddTagsToCertificate"], [true, false])
  func `renewed files get there whatever reply is lost`(
    operation: String,
    hasEffect: Bool
  ) async throws {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    _ = try await stage.apply()
    try folder.make("leaf", for: [Self.host, "more.example.com"])
    let already = stage.writes.count(where: { $0 == operation })
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == already + 1
        ? .connectionReset(hasEffect ? .afterEffect : .beforeEffect) : nil
    }
    #expect(try await stage.apply().status == .converged)
    #expect(imported(stage).count == 1)
    #expect(imported(stage)[0].covers("more.example.com"))
    #expect(try await stage.apply().outcomes.isEmpty)
  }

  @Test func `a refused import skips the listener's steps, and no target's`() async throws {
    var harbour = try harbour(folder())
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    harbour.register(("10.0.1.5", "unused", "Target.NotInUse"))
    let stage = try Stage(harbour)
    stage.cloud.deny(["acm:ImportCertificate"])
    let report = try await stage.apply()
    #expect(
      report.outcomes.map { "\($0.change.action) \($0.result)" } == [
        "registerTargets applied", "importCertificate failed", "createListener skipped",
      ]
    )
    #expect(report.status == .partial)
    #expect(report.outcomes[1].error?.contains("acm:ImportCertificate") == true)
  }

  @Test
  func `another key is found out before anything is sent, and not looked at while none is due`()
    async throws
  {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    let key = try folder.text("leaf.key")
    try folder.make("other")
    try folder.write(folder.text("other.key"), to: "leaf.key")
    let (plan, _) = try await stage.plan()
    let finding = try #require(plan.findings.first { $0.code == .certificateImportInvalid })
    #expect(finding.message.contains("is not that of the certificate in"))
    #expect(plan.held.map(\.change.action) == [.importCertificate, .modifyListener])
    #expect(try await stage.apply().status == .held)
    #expect(stage.writes.isEmpty)

    try folder.write(key, to: "leaf.key")
    #expect(try await stage.apply().status == .converged)
    try folder.write("no key at all", to: "leaf.key")
    #expect(try await stage.plan().0.status == .inStep)
  }

  @Test func `files that change after the plan are not sent`() async throws {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    let (plan, observation) = try await stage.plan()
    try folder.make("leaf", for: [Self.host])
    let report = await stage.apply(plan.changes, from: plan, seen: observation)
    #expect(report.outcomes.map(\.result) == [.failed, .skipped])
    #expect(report.outcomes[0].error?.contains("another one than was planned") == true)
    #expect(stage.writes.isEmpty)
  }

  @Test func `an import is paid for by what it asks`() async throws {
    let folder = try folder()
    let stage = try Stage(harbour(folder))
    _ = try await stage.plan()
    // Nothing imported has a name in common, so no tags are asked for.
    #expect(stage.cloud.journal.counts["ListCertificates"] == 1)
    #expect(stage.cloud.journal.counts["ListTagsForCertificate"] == nil)
    #expect(stage.cloud.journal.counts["DescribeCertificate"] == nil)
  }
}
