import TestSupport
import Testing

@testable import Core

/// The way back of a listener, and what is told of one and of certificates that stay.
@Suite struct RollbackListenerTests {
  @Test func `the former certificate goes back`() {
    let past = Past.certificateSet()
    #expect(past.changes == [Past.certificateBack])
    #expect(past.plan.findings.isEmpty)
  }

  @Test func `a former policy goes back where the spec asks for none`() {
    var past = Past()
    past.before.listener?.sslPolicy = "ELBSecurityPolicy-2016-08"
    let now = Harbour.frontListener.sslPolicy ?? ""
    past.did(
      .modifyListener(
        Harbour.listener,
        [Setting(.sslPolicy, from: "ELBSecurityPolicy-2016-08", to: now)]
      )
    )
    #expect(
      past.changes == [
        .modifyListener(
          Harbour.listener,
          [Setting(.sslPolicy, from: now, to: "ELBSecurityPolicy-2016-08")]
        )
      ]
    )
  }

  /// What stands against the listener, and what holds its way back; the targets' goes on.
  private static let obstacles: [(FindingCode, @Sendable (inout Harbour) -> Void)] = [
    (.listenerGone, { $0.here.listeners = [] }),
    (.listenerGone, { $0.here.listeners[0].arn = arn("\(Harbour.listener)0") }),
    (.certificateNotFound, { $0.here.certificates.removeLast() }),
    (.certificateExpired, { $0.here.certificates[1].notAfter = Harbour.now }),
    (.loadBalancerNotFound, { $0.here.loadBalancers = [] }),
    (.listenerForwardsElsewhere, { $0.here.listeners[0].defaultActions = [.other("redirect")] }),
    (.listenerConflict, { $0.here.listeners[0].protocol = "HTTP" }),
    (
      .listenerUnread,
      { $0.here.unread = [Unread(.loadBalancer, name: "airflow", reason: "Denied.")] }
    ),
  ]

  @Test(arguments: obstacles.indices)
  func `what stands against the listener holds its settings, and no target`(index: Int) {
    let (code, change) = Self.obstacles[index]
    var past = Past.certificateSet()
    past.harbour.register(("10.0.1.5", "healthy", nil))
    change(&past.harbour)
    let plan = past.plan
    #expect(plan.held.map(\.change) == [Past.certificateBack])
    #expect(plan.held.map(\.code) == [.finding(code)])
    #expect(plan.findings.filter { $0.holds == .listener }.map(\.code) == [code])
    #expect(plan.changes.map(\.change) == [.registerTargets([Target("10.0.2.7")])])
  }

  @Test(arguments: obstacles.indices)
  func `a listener that isn't to go back is no obstacle`(index: Int) {
    var past = Past.matcherSet()
    past.harbour.here.certificates.append(past.harbour.here.certificates[0])
    Self.obstacles[index].1(&past.harbour)
    #expect(past.changes == [Past.matcherBack])
    #expect(past.plan.status == .changes)
  }

  @Test func `a former certificate that may not be looked at goes back unseen`() {
    var past = Past.certificateSet()
    past.harbour.here.certificates.removeLast()
    past.harbour.here.unread = [
      Unread(.certificate, name: Past.former.description, reason: "Denied.")
    ]
    #expect(past.changes == [Past.certificateBack])
    #expect(past.plan.findings.map(\.severity) == [.warning])
    #expect(past.plan.goal.binding.listener?.certificate == .arn(Past.former))
  }

  @Test func `a former certificate of IAM's goes back unseen`() {
    let past = Past.certificateSet(to: arn("arn:aws:iam::123456789012:server-certificate/old"))
    #expect(past.plan.changes.map(\.change.action) == [.modifyListener])
    #expect(past.plan.findings.map(\.code) == [.listenerUnread])
  }

  @Test func `a listener that the apply made stays, and is named`() {
    var past = listenerMade(Harbour.listener)
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(past.plan.findings[0].remedy.contains("delete-listener"))
    #expect(past.plan.findings[0].remedy.contains("\(Harbour.listener)"))
    past.harbour.here.listeners = []
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.isEmpty)
  }

  private func listenerMade(_ made: ARN?, _ result: Outcome.Result = .applied) -> Past {
    var past = Past()
    past.before.listener = nil
    past.did(
      .createListener(
        NewListener(
          loadBalancer: Harbour.balancer,
          port: 443,
          protocol: .https,
          certificate: .known(Harbour.certificate),
          sslPolicy: nil
        )
      ),
      result,
      made: made
    )
    return past
  }

  @Test func `somebody else's listener in the place of the one that was made is not named`() {
    var past = listenerMade(Harbour.listener)
    past.harbour.here.listeners[0].arn = arn("\(Harbour.listener)0")
    #expect(past.plan.findings.isEmpty)
  }

  @Test(arguments: [Outcome.Result.applied, .failed])
  func `a listener that may be the apply's is told without a command`(result: Outcome.Result) {
    let findings = listenerMade(nil, result).plan.findings
    #expect(findings.map(\.code) == [.notRestored])
    #expect(findings[0].message.contains("port 443 has one: \(Harbour.listener)"))
    #expect(!findings[0].remedy.contains("aws "))
  }

  @Test(arguments: [Outcome.Result.held, .skipped])
  func `what was never to be made is not told`(result: Outcome.Result) {
    #expect(listenerMade(nil, result).plan.findings.isEmpty)
  }

  private func imported(
    into: ARN? = nil,
    made: ARN? = nil,
    _ result: Outcome.Result = .applied
  ) -> Finding? {
    var past = Past()
    let new = CertificateImport(
      paths: CertificatePaths(certificate: "leaf.pem", chain: nil, privateKey: "leaf.key"),
      digest: "d",
      domainName: "airflow.example.com",
      into: into
    )
    past.did(.importCertificate(new), result, made: made)
    #expect(past.plan.status == .inStep)
    #expect(past.plan.findings.count == 1)
    return past.plan.findings.first
  }

  @Test func `a certificate that the apply imported stays, and is named where its ARN is known`() {
    let known = imported(made: Past.former)
    #expect(known?.remedy.hasSuffix("delete-certificate --certificate-arn \(Past.former)") == true)
    #expect(imported()?.remedy == "")
    #expect(imported()?.message.hasPrefix("That apply imported") == true)
    #expect(imported(.failed)?.message.hasPrefix("That apply may have imported") == true)
    #expect(imported(into: Past.former)?.severity == .warning)
    #expect(imported(into: Past.former)?.remedy.contains("aws ") == false)
  }

  @Test func `a certificate that the apply added to the very listener is named`() {
    var past = Past()
    past.harbour.here.listeners[0].furtherCertificates = [Past.former]
    past.did(.addListenerCertificates(Harbour.listener, .known(Past.former)))
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(past.plan.findings[0].remedy.contains("remove-listener-certificates"))
    past.outcomes[0].result = .failed
    #expect(past.plan.findings.map(\.code) == [.notRestored])
    #expect(!past.plan.findings[0].remedy.contains("aws "))
    past.outcomes[0].result = .applied
    past.harbour.here.listeners[0].arn = arn("\(Harbour.listener)0")
    #expect(past.plan.findings.isEmpty)
  }
}
