import Core
import Engine
import Simulator
import TestSupport
import Testing

/// An environment, its endpoint and the target group in three accounts, each behind its role.
@Suite struct RoleTests {
  private static let endpointAccount = literal(AccountID("210987654321"))
  private static let environmentAccount = literal(AccountID("345678901234"))

  private func scattered() -> Harbour {
    var harbour = Harbour()
    let endpoint = Place(account: Self.endpointAccount, region: "us-west-2")
    let environment = Place(account: Self.environmentAccount, region: "us-west-2")
    var there = Resources()
    there.vpcEndpoints = harbour.here.vpcEndpoints
    there.networkInterfaces = harbour.here.networkInterfaces
    there.subnets = harbour.here.subnets
    harbour.observation.places[endpoint] = there
    var beyond = Resources()
    beyond.environments = harbour.here.environments
    beyond.environments[0].arn = arn(
      "arn:aws:airflow:us-west-2:\(Self.environmentAccount):environment/airflow"
    )
    harbour.observation.places[environment] = beyond
    harbour.here.environments = []
    harbour.here.vpcEndpoints = []
    harbour.here.networkInterfaces = []
    harbour.binding.endpoint.assumeRole = role(Self.endpointAccount)
    harbour.binding.endpoint.environmentAssumeRole = role(Self.environmentAccount)
    return harbour
  }

  private func role(_ account: AccountID) -> AssumeRole {
    AssumeRole(arn: arn("arn:aws:iam::\(account):role/mooring"))
  }

  @Test func `each part is looked for in the account of its role`() async throws {
    let stage = try Stage(scattered())
    let (plan, _) = try await stage.plan()
    #expect(plan.status == .inStep)
    func accounts(_ operation: String) -> Set<AccountID?> {
      Set(stage.cloud.journal.entries.filter { $0.operation == operation }.map(\.account))
    }
    #expect(accounts("GetEnvironment") == [Self.environmentAccount])
    #expect(accounts("DescribeVpcEndpoints") == [Self.endpointAccount])
    #expect(accounts("DescribeTargetHealth") == [.test])
    // The load balancer's subnets and security groups are in the target group's.
    #expect(accounts("DescribeSubnets") == [Self.endpointAccount, .test])
    #expect(accounts("DescribeSecurityGroups") == [Self.endpointAccount, .test])
  }

  @Test func `a recording keeps each part in the account of its role`() {
    let plan = scattered().plan
    #expect(plan.status == .inStep)
    #expect(plan.endpoint == Harbour().plan.endpoint)
  }

  @Test func `a role is assumed once for all calls that want it`() async throws {
    let stage = try Stage(scattered())
    _ = try await stage.plan()
    _ = try await stage.plan()
    #expect(stage.cloud.journal.counts["AssumeRole"] == 2)
  }

  @Test func `writes go to the target group's account`() async throws {
    var harbour = scattered()
    harbour.register(("10.0.1.5", "healthy", nil))
    let stage = try Stage(harbour)
    #expect(try await stage.apply().status == .converged)
    #expect(Set(stage.cloud.journal.writes.map(\.account)) == [.test])
  }
}
