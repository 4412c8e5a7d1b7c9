import AWS
import Core
import Engine
import Simulator
import TestSupport
import Testing

/// AWS doesn't know everywhere at once what a run has just made.
@Suite struct UnknownYetTests {
  /// Nothing is there but the endpoint and the load balancer.
  private func bare() -> Harbour {
    var harbour = Harbour()
    harbour.binding.targetGroup.create = TargetGroupCreation(vpcId: "vpc-0a", tags: [:])
    harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
    harbour.here.targetGroups = []
    harbour.here.listeners = []
    return harbour
  }

  /// A harbour whose listener wants a certificate from files.
  private func importing(
    _ change: (inout Harbour) -> Void = { _ in }
  ) throws -> (Harbour, CertificateFolder) {
    let folder = try CertificateFolder()
    try folder.make("leaf", for: ["airflow.example.com"], key: .curve("prime256v1"))
    var harbour = Harbour()
    harbour.binding.listener?.certificate = .files(
      certificate: folder.path("leaf.pem"),
      chain: nil,
      privateKey: folder.path("leaf.key")
    )
    change(&harbour)
    return (harbour, folder)
  }

  /// Refuses an operation for what it names, so many times.
  private func refuse(_ operation: String, _ code: String, _ times: Int, _ stage: Stage) {
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation <= times
        ? .refused(code: code, message: "not found", status: 400) : nil
    }
  }

  private static let calls = [
    ("RegisterTargets", "TargetGroupNotFound"), ("CreateListener", "CertificateNotFound"),
    ("CreateRule", "TargetGroupNotFound"), ("CreateRule", "ListenerNotFound"),
  ]

  @Test(arguments: calls.indices, [1, 3])
  func `a call that names what was just made is made again`(index: Int, times: Int) async throws {
    let (operation, code) = Self.calls[index]
    let (harbour, folder) = try importing { harbour in
      let certificate = harbour.binding.listener?.certificate
      harbour = bare()
      harbour.binding.listener?.certificate = certificate
    }
    let stage = try Stage(harbour)
    refuse(operation, code, times, stage)
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.allSatisfy { $0.result == .applied })
    #expect(stage.cloud.journal.counts[operation] == times + 1)
    _ = folder
  }

  @Test(arguments: [1, 3])
  func `a listener waits for the certificate that was just imported`(times: Int) async throws {
    let (harbour, folder) = try importing()
    let stage = try Stage(harbour)
    refuse("ModifyListener", "CertificateNotFound", times, stage)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.cloud.journal.counts["ModifyListener"] == times + 1)
    _ = folder
  }

  @Test func `a listener that others share waits for it too`() async throws {
    let (harbour, folder) = try importing { harbour in
      harbour.binding.listener?.rule = RuleSpec(hosts: ["airflow.example.com"], priority: 10)
      let theirs = arn("\(Harbour.certificate)".replacing("certificate/", with: "certificate/0"))
      harbour.here.certificates.append(
        Certificate(arn: theirs, domainName: "wiki.example.com", status: "ISSUED")
      )
      harbour.here.listeners[0].certificate = theirs
      harbour.here.listeners[0].defaultActions = [.forward([arn("\(Harbour.group)0")])]
    }
    let stage = try Stage(harbour)
    refuse("AddListenerCertificates", "CertificateNotFound", 2, stage)
    #expect(try await stage.apply().status == .converged)
    #expect(stage.cloud.journal.counts["AddListenerCertificates"] == 3)
    _ = folder
  }

  @Test func `where AWS never gets to know it, patience ends`() async throws {
    let stage = try Stage(bare())
    refuse("RegisterTargets", "TargetGroupNotFound", .max, stage)
    let begin = stage.clock.seconds()
    let report = try await stage.apply()
    #expect(
      report.outcomes.map(\.result) == [.applied, .failed, .skipped, .skipped]
    )
    #expect(report.outcomes.last?.error == "The target group no longer exists.")
    #expect(stage.cloud.journal.counts["RegisterTargets"] == 4)
    #expect(stage.clock.seconds() - begin >= 7)
  }

  @Test func `what the run didn't make is not waited for`() async throws {
    var harbour = ApplierTests.recreated()
    harbour.here.listeners = []
    harbour.here.targetGroups[0].loadBalancers = []
    let stage = try Stage(harbour)
    refuse("CreateListener", "CertificateNotFound", 1, stage)
    let report = try await stage.apply()
    #expect(
      report.outcomes.first { $0.change.action == .createListener }?.result == .failed
    )
    #expect(stage.cloud.journal.counts["CreateListener"] == 1)
  }

  @Test func `an interrupted run doesn't make it again, nor call the group gone`() async throws {
    let stage = try Stage(bare())
    stage.cloud.setFaults { arrival in
      guard arrival.operation == "RegisterTargets" else { return nil }
      withUnsafeCurrentTask { $0?.cancel() }
      return .refused(code: "TargetGroupNotFound", message: "not found", status: 400)
    }
    let report = try await Task { try await stage.apply() }.value
    #expect(stage.cloud.journal.counts["RegisterTargets"] == 1)
    #expect(report.outcomes.map(\.result) == [.applied, .failed, .skipped, .skipped])
    #expect(report.outcomes.last?.error?.contains("interrupted") == true)
  }

  @Test func `the report keeps the ARN of all that was made`() async throws {
    let stage = try Stage(bare())
    let report = try await stage.apply()
    let here = stage.cloud.observation()[.test]
    let made = report.outcomes.reduce(into: [Action: ARN]()) { $0[$1.change.action] = $1.made }
    #expect(made.count == 3)
    #expect(made[.createTargetGroup] == here.targetGroups.first?.arn)
    #expect(made[.createListener] == here.listeners.first?.arn)
    #expect(made[.createRule] == here.rules.first?.arn)
  }

  @Test(arguments: ["CreateTargetGroup", "CreateListener", "CreateRule"])
  func `it keeps none where the answer was lost`(operation: String) async throws {
    let stage = try Stage(bare())
    stage.cloud.setFaults { arrival in
      arrival.operation == operation && arrival.numberOfOperation == 1
        ? .connectionReset(.afterEffect) : nil
    }
    let report = try await stage.apply()
    #expect(report.status == .converged)
    #expect(report.outcomes.count { $0.made != nil } == 2)
  }
}
