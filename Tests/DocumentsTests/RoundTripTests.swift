import Core
import Documents
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: UInt64(0)..<200)
  func `a snapshot reads back as it was written, in any order`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let observation = try generator.observation()
    let bytes = try SnapshotDocument.encode(observation, tool: tool)
    let read = try SnapshotDocument.decode(bytes, file: "world.json")
    #expect(try SnapshotDocument.encode(read, tool: tool) == bytes)
    let other = generator.shuffled(observation)
    #expect(try SnapshotDocument.encode(other, tool: tool) == bytes)
    #expect(Self.sorted(read) == Self.sorted(observation))
  }

  @Test(arguments: UInt64(0)..<200)
  func `a plan reads back as it was written`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let plan = try generator.plan()
    let bytes = try PlanDocument.encode(plan, tool: tool)
    let saved = try PlanDocument.decode(bytes, file: "plan.json")
    #expect(try PlanDocument.encode(saved) == bytes)
    #expect(try saved == SavedPlan(plan, tool: tool))
    for (binding, result) in zip(saved.bindings, plan.bindings) {
      #expect(binding.status == result.status)
      guard case .planned(let planned) = result else { continue }
      #expect(binding.changes == planned.changes)
      #expect(binding.held == planned.held)
      #expect(binding.findings == planned.findings)
      #expect(binding.targets == planned.targets)
      #expect(binding.listener == planned.listener)
      #expect(binding.account == planned.place.account)
      #expect(binding.region == planned.place.region)
      #expect(binding.apiHosts == planned.apiHosts)
      #expect(try binding.fingerprint == planned.fingerprint())
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `a report reads back as it was written`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let report = try generator.report()
    let bytes = try ReportDocument.encode(report, tool: tool)
    let read = try ReportDocument.decode(bytes, file: "report.json")
    #expect(read == SavedReport(report, tool: tool))
    #expect(try ReportDocument.encode(read) == bytes)
    for (saved, binding) in zip(read.bindings, report.bindings) {
      #expect(saved.outcomes == binding.outcomes)
      #expect(saved.targets == binding.targets)
      #expect(saved.before == binding.before)
      #expect(saved.findings == binding.findings)
      #expect(saved.account == binding.origin?.place.account)
    }
  }

  /// Lists without an order of their own come back sorted.
  private static func sorted(_ observation: Observation) -> Observation {
    var sorted = observation
    sorted.answers.sort { ($0.address, $0.status ?? 0) < ($1.address, $1.status ?? 0) }
    sorted.names.sort { "\($0)" < "\($1)" }
    sorted.files.sort { $0.paths < $1.paths }
    for place in observation.places.keys {
      sorted.places[place]?.environments.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.vpcEndpoints.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.networkInterfaces.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.subnets.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.securityGroups.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.prefixLists.sort { "\($0)" < "\($1)" }
      sorted.places[place]?.targetGroups.sort { $0.arn < $1.arn }
      sorted.places[place]?.loadBalancers.sort { $0.arn < $1.arn }
      sorted.places[place]?.listeners.sort { $0.arn < $1.arn }
      sorted.places[place]?.rules.sort { $0.arn < $1.arn }
      sorted.places[place]?.certificates.sort { $0.arn < $1.arn }
      sorted.places[place]?.unread.sort()
      for index in sorted.places[place]?.targetGroups.indices ?? 0..<0 {
        sorted.places[place]?.targetGroups[index].targets.sort { $0.target < $1.target }
      }
      for index in sorted.places[place]?.loadBalancers.indices ?? 0..<0 {
        sorted.places[place]?.loadBalancers[index].zones.sort { "\($0)" < "\($1)" }
      }
    }
    return sorted
  }
}
