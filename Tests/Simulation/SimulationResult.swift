/// What one life came to; the same scenario always comes to the same.
package struct SimulationResult: Hashable, Sendable {
  package var seed: UInt64
  package var counts: Counts

  /// The rules that were broken, in order.
  package var violations: [Violation]

  /// Its lines only where they were asked for.
  package var story: Story

  /// Lives a life.
  package static func of(_ scenario: Scenario, isTold: Bool = false) -> SimulationResult {
    var simulation = Simulation(scenario, isTold: isTold)
    return simulation.live()
  }
}
