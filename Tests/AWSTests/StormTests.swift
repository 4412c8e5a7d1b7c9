import Synchronization
import TestSupport
import Testing

@testable import AWS

/// Many calls at the same time, more than ELBv2 takes.
@Suite struct StormTests {
  /// What came of many calls at the same time.
  struct Storm: Equatable {
    var sent = 0
    var refused = 0
    var failed = 0
  }

  /// So many tasks that make so many calls each, one after the other, with one client or with one each.
  private static func storm(
    tasks: Int,
    calls: Int,
    sharing: Bool
  ) async throws -> Storm {
    let pattern = try Client.scripted(ScriptedTransport([]))
    let network = Mutex<ThrottlingTransport?>(nil)
    let failures = await CrewClock.run(crew: tasks) { number, clock in
      var client = sharing ? pattern : pattern.separate
      client.clock = clock
      client.transport = network.withLock { network in
        let transport = network ?? ThrottlingTransport(clock)
        network = transport
        return transport
      }
      let generator = Mutex(SeededGenerator(seed: UInt64(number)))
      client.random = { generator.withLock { $0.next() } }
      var failures = 0
      for _ in 0..<calls {
        let error = await failure { [client] () async throws(ServiceError) in
          try await client.send(RetryTests.health)
        }
        if error != nil { failures += 1 }
      }
      return failures
    }
    let transport = network.withLock { $0 }
    return Storm(
      sent: transport?.sent ?? 0,
      refused: transport?.refused ?? 0,
      failed: failures.reduce(0, +)
    )
  }

  @Test(arguments: [(60, 1), (100, 1), (16, 25)])
  func `in a storm fewer requests are sent and refused, and no call fails`(
    tasks: Int,
    calls: Int
  ) async throws {
    let alone = try await Self.storm(tasks: tasks, calls: calls, sharing: false)
    let together = try await Self.storm(tasks: tasks, calls: calls, sharing: true)
    #expect(alone.failed > 0)
    #expect(together.failed == 0)
    #expect(together.sent < alone.sent)
    #expect(together.refused < alone.refused)
  }

  @Test func `a storm is the same in every run`() async throws {
    let first = try await Self.storm(tasks: 60, calls: 2, sharing: true)
    #expect(try await Self.storm(tasks: 60, calls: 2, sharing: true) == first)
  }

  @Test func `where AWS takes all, nobody waits`() async throws {
    let storm = try await Self.storm(tasks: 40, calls: 1, sharing: true)
    #expect(storm == Storm(sent: 40))
  }
}

extension Client {
  /// The same client, but for what copies share.
  fileprivate var separate: Client {
    Client(
      transport: transport,
      clock: clock,
      credentials: credentials,
      region: region,
      random: random,
      version: "1.2.3"
    )
  }
}
