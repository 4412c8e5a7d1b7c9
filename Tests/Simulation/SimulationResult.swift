/// What one seed came to.
package struct SimulationResult: Hashable, Sendable {
  package var seed: UInt64
  package var counts: Counts

  /// The rules that were broken, each with the request that broke it.
  package var violations: [String]

  /// Lives the life that a seed decides; the same seed comes to the same result.
  package static func of(seed: UInt64) -> SimulationResult {
    var simulation = Simulation(Scenario(seed: seed))
    return simulation.run()
  }
}
