import Simulator
import TestSupport

extension Scenario {
  mutating func drawTroubles(_ dice: inout SeededGenerator) {
    let percent = dice.one(of: [0, 3, 8, 20])
    var kills = 0
    func draw(_ when: Trouble.When) {
      let mishap = dice.one(of: Self.mishaps)
      if mishap.isKill || mishap == .terminate {
        guard kills < 3 else { return }
        kills += 1
      }
      troubles.append(Trouble(when, .mishap(mishap)))
    }
    for number in 1...80 where dice.isIn(percent) { draw(.request(number)) }
    for number in 1...8 where dice.isIn(2 * percent) { draw(.write(number)) }
    if dice.isIn(3) {
      let start = Int.random(in: 1...50, using: &dice)
      for number in start..<start + Int.random(in: 5...20, using: &dice) {
        troubles.append(Trouble(.request(number), .mishap(.fault(.throttled))))
      }
    }
    for _ in 0..<Int.random(in: 0...3, using: &dice) {
      let when = Trouble.When.drawn(&dice)
      troubles.append(Trouble(when, .event(dice.one(of: Self.events))))
    }
  }

  private static let mishaps: [Mishap] = [
    .fault(.throttled), .fault(.serverError(.beforeEffect)), .fault(.serverError(.afterEffect)),
    .fault(.connectionReset(.beforeEffect)), .fault(.connectionReset(.afterEffect)),
    .fault(.notConnected), .fault(.cutOffBody), .stale, .stale, .slow(2000), .slow(20_000),
    .killBefore, .killAfter, .terminate,
  ]

  private static let events: [Event] = [
    .endpointRecreated, .endpointRecreated, .endpointState("deleting"),
    .endpointState("available"), .interfaceLost(0), .interfaceLost(1), .interfaceAdded,
    .environmentStatus("UPDATING"), .environmentStatus("AVAILABLE"),
    .environmentStatus("DELETING"), .answer("10.0.1.5", nil), .answer("10.0.1.5", 302),
    .answer("10.0.2.7", 503), .answer("10.0.9.10", nil), .strangerMovesIn("10.0.9.11"),
    .dnsSays(["10.0.1.5", "10.0.2.7"]), .dnsSays(["10.0.9.10"]), .dnsSays([]),
    .otherWriterRegisters("10.0.9.20"), .otherWriterRegisters("10.0.9.10"),
    .otherWriterRegisters("10.0.1.5"), .otherWriterDeregisters("10.0.1.5"),
    .otherWriterSetsMatcher("200"), .otherWriterSetsMatcher("302"), .otherWriterMakesListener,
    .otherWriterClaims("10.0.9.10"), .tagsRemoved,
    .listenerDeleted, .loadBalancerDeleted, .groupDeleted,
  ]
}

extension Trouble.When {
  /// A time for an event: at a write more often than writes come.
  static func drawn(_ dice: inout SeededGenerator) -> Trouble.When {
    dice.isIn(40)
      ? .write(Int.random(in: 1...5, using: &dice))
      : .request(Int.random(in: 1...50, using: &dice))
  }
}
