import Simulation
import Testing

@Suite struct SimulationTests {
  /// The first of the lives that `scripts/test` lives, here so that a debugger can stop in one;
  /// `scripts/simulate --seed N` tells a life that breaks a rule.
  @Test(arguments: 0..<10) func `no life breaks a rule`(part: UInt64) async {
    for seed in 10 * part + 1...10 * part + 10 {
      // A life holds its thread: tests that wait for something go on between two of them.
      await Task.yield()
      let result = SimulationResult.of(Scenario(seed: seed))
      #expect(result.violations.isEmpty, "seed \(seed)")
    }
  }

  @Test func `a seed tells the same story again, whoever lives beside it`() async {
    let seeds = UInt64(1)..<26
    let alone = seeds.map { SimulationResult.of(Scenario(seed: $0), isTold: true) }
    let together = await withTaskGroup(of: SimulationResult.self) { group in
      for seed in seeds { group.addTask { .of(Scenario(seed: seed), isTold: true) } }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.seed < $1.seed }
    }
    #expect(alone == together)
    #expect(Set(alone.map(\.story.hash)).count == alone.count)
  }

  @Test func `seeds decide all kinds of trouble`() async {
    let counts = await Sum.of(1..<101) { SimulationResult.of(Scenario(seed: $0)) }.counts
    #expect(counts.seeds == 100)
    #expect(counts.writes > 100)
    #expect(counts.troubles.count == 12)
    #expect(counts.events.count > 8)
    #expect(counts.kills > 10)
    #expect(counts.wants.count == 5)
    #expect(counts.lowestHealthy >= 1)
  }
}
