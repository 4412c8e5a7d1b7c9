import Core
import TestSupport
import Testing

@testable import mooring

@Suite struct SharedGroupTests {
  private func results(_ ownerships: Ownership...) throws -> [BindingResult] {
    try ownerships.enumerated().map { number, ownership in
      var binding = try Samples.binding("binding-\(number)")
      binding.targetGroup.ownership = ownership
      var plan = try Samples.plan(binding)
      plan.targetGroup = try Samples.arn("elasticloadbalancing", "targetgroup/shared/0123")
      return .planned(plan)
    }
  }

  @Test func `two exclusive bindings of one group both fail, and name each other`() throws {
    let refused = try results(.exclusive, .addOnly).refusingSharedGroups()
    #expect(refused.map(\.status) == [.failed, .failed])
    guard case .failed(let first) = refused[0] else { return }
    #expect(first.reason.contains("`binding-1`"))
    #expect(!first.reason.contains("`binding-0`"))
  }

  @Test func `bindings that leave each other's targets may share a group`() throws {
    let shared = try results(.recorded, .addOnly)
    #expect(shared.refusingSharedGroups() == shared)
    let alone = try results(.exclusive)
    #expect(alone.refusingSharedGroups() == alone)
  }
}
