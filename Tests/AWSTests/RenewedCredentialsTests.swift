import SigV4
import Testing

@testable import AWS

@Suite struct RenewedCredentialsTests {
  static func keys(_ id: String, end: Int?) throws(CredentialError) -> ExpiringCredentials {
    let keys = try Credentials.checked(
      source: "test",
      accessKeyID: id,
      secretAccessKey: "s",
      sessionToken: nil
    )
    return ExpiringCredentials(keys: keys, expiration: end)
  }

  static let refusal = CredentialError.misconfigured(source: "test", why: "no")

  /// Waits, without a clock, until something is so, or the test's time is up.
  static func until(_ condition: () async -> Bool) async {
    while await !condition(), !Task.isCancelled { await Task.yield() }
  }

  static func waiting(_ source: RenewedCredentials, count: Int) async {
    await until { await source.waiters.count == count }
  }

  /// A source that has credentials called OLD for an hour, and the provider that it asks for others.
  struct Stage {
    let clock = VirtualClock()
    let provider: HeldProvider
    let source: RenewedCredentials

    init(onCancel: CredentialError = .cancelled("held place")) async throws {
      let provider = HeldProvider(onCancel: onCancel)
      self.provider = provider
      source = RenewedCredentials(provider) { [clock] in clock.seconds() }
      async let first = source.credentials()
      await until { provider.count == 1 }
      provider.answer(.success(try keys("OLD", end: clock.seconds() + 3600)))
      #expect(try await first.accessKeyID == "OLD")
    }

    /// Gives NEW ones for another hour.
    func answer() throws {
      provider.answer(.success(try keys("NEW", end: clock.seconds() + 3600)))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `all who wait share one fetch`() async throws {
    let clock = VirtualClock()
    let provider = HeldProvider()
    let source = RenewedCredentials(provider) { clock.seconds() }
    let found = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 { group.addTask { try await source.credentials().accessKeyID } }
      await Self.waiting(source, count: 19)
      provider.answer(.success(try Self.keys("ONE", end: nil)))
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == Array(repeating: "ONE", count: 20))
    #expect(provider.count == 1)
  }

  @Test(.timeLimit(.minutes(5)))
  func `all who wait share one failure, and whoever comes later asks again`() async throws {
    let provider = HeldProvider()
    let clock = VirtualClock()
    let source = RenewedCredentials(provider) { clock.seconds() }
    let errors = await withTaskGroup(of: CredentialError?.self) { group in
      for _ in 0..<5 {
        group.addTask {
          await failure { () async throws(CredentialError) in try await source.credentials() }
        }
      }
      await Self.waiting(source, count: 4)
      provider.answer(.failure(Self.refusal))
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(errors == Array(repeating: Self.refusal, count: 5))
    clock.advance(seconds: 5)
    async let next = source.credentials()
    await Self.until { provider.count == 2 }
    provider.answer(.success(try Self.keys("TWO", end: nil)))
    #expect(try await next.accessKeyID == "TWO")
  }

  @Test(.timeLimit(.minutes(5)))
  func `within 15 minutes of the end one fetches, and nobody else waits`() async throws {
    let stage = try await Stage()
    stage.clock.advance(seconds: 2699)
    #expect(try await stage.source.credentials().accessKeyID == "OLD")
    #expect(stage.provider.count == 1)
    stage.clock.advance(seconds: 1)
    async let leader = stage.source.credentials()
    await Self.until { stage.provider.count == 2 }
    #expect(try await stage.source.credentials().accessKeyID == "OLD")
    try stage.answer()
    #expect(try await leader.accessKeyID == "NEW")
    #expect(try await stage.source.credentials().accessKeyID == "NEW")
    #expect(stage.provider.count == 2)
  }

  @Test(.timeLimit(.minutes(5)))
  func `within 10 minutes of the end all wait`() async throws {
    let stage = try await Stage()
    stage.clock.advance(seconds: 3000)
    async let leader = stage.source.credentials()
    await Self.until { stage.provider.count == 2 }
    async let follower = stage.source.credentials()
    await Self.waiting(stage.source, count: 1)
    try stage.answer()
    #expect(try await [leader.accessKeyID, follower.accessKeyID] == ["NEW", "NEW"])
  }

  @Test(.timeLimit(.minutes(5)), arguments: [.cancelled("held place"), refusal])
  func `whoever fetched and was cancelled doesn't fail the others`(
    onCancel: CredentialError
  ) async throws {
    let stage = try await Stage(onCancel: onCancel)
    stage.clock.advance(seconds: 3000)
    let source = stage.source
    let leader = Task {
      await failure { () async throws(CredentialError) in try await source.credentials() }
    }
    await Self.until { stage.provider.count == 2 }
    async let follower = source.credentials()
    await Self.waiting(source, count: 1)
    leader.cancel()
    #expect(await leader.value == onCancel)
    await Self.until { stage.provider.count == 3 }
    try stage.answer()
    #expect(try await follower.accessKeyID == "NEW")
  }

  @Test(.timeLimit(.minutes(5)))
  func `whoever waits and is cancelled stops at once`() async throws {
    let stage = try await Stage()
    stage.clock.advance(seconds: 3000)
    let source = stage.source
    async let leader = source.credentials()
    await Self.until { stage.provider.count == 2 }
    let follower = Task {
      await failure { () async throws(CredentialError) in try await source.credentials() }
    }
    await Self.waiting(source, count: 1)
    follower.cancel()
    #expect(await follower.value?.isCancelled == true)
    try stage.answer()
    #expect(try await leader.accessKeyID == "NEW")
  }

  @Test func `a failure is no error until 10 minutes before the end, and is not repeated at once`()
    async throws
  {
    let clock = VirtualClock()
    let end = clock.seconds() + 3600
    let provider = AnsweringProvider { number throws(CredentialError) in
      guard number == 1 else { throw Self.refusal }
      return .found(try Self.keys("OLD", end: end))
    }
    let source = RenewedCredentials(provider) { clock.seconds() }
    var counts: [Int] = []
    for wait in [0, 2700, 59, 1, 239, 1] {
      clock.advance(seconds: wait)
      let error = await failure { () async throws(CredentialError) in
        #expect(try await source.credentials().accessKeyID == "OLD")
      }
      #expect(error == (counts.count == 5 ? Self.refusal : nil))
      counts.append(provider.count)
    }
    #expect(counts == [1, 2, 2, 3, 4, 5])
  }

  @Test func `an error counts for the next seconds too, so that a slow one is waited for once`()
    async throws
  {
    let clock = VirtualClock()
    let provider = AnsweringProvider { number throws(CredentialError) in
      clock.advance(seconds: 60)
      guard number == 3 else { throw Self.refusal }
      return .found(try Self.keys("NEW", end: nil))
    }
    let source = RenewedCredentials(provider) { clock.seconds() }
    var counts: [Int] = []
    for wait in [0, 0, 4, 1, -600] {
      clock.advance(seconds: wait)
      let error = await failure { () async throws(CredentialError) in
        #expect(try await source.credentials().accessKeyID == "NEW")
      }
      #expect(error == (provider.count == 3 ? nil : Self.refusal))
      counts.append(provider.count)
    }
    // A clock that was set back doesn't prolong it.
    #expect(counts == [1, 1, 1, 2, 3])
  }

  @Test func `credentials that don't end are fetched once`() async throws {
    let clock = VirtualClock()
    let provider = AnsweringProvider { _ throws(CredentialError) in
      .found(try Self.keys("ONE", end: nil))
    }
    let source = RenewedCredentials(provider) { clock.seconds() }
    for _ in 0..<10 {
      #expect(try await source.credentials().accessKeyID == "ONE")
      clock.advance(seconds: 365 * 86_400)
    }
    #expect(provider.count == 1)
  }

  @Test(arguments: [1, 2, 5, 60, 300, 600, 899, 900, 901, 1799, 1800, 3600])
  func `credentials that live shortly are not fetched for every request`(
    lifetime: Int
  ) async throws {
    let clock = VirtualClock()
    let provider = AnsweringProvider { _ throws(CredentialError) in
      .found(try Self.keys("ONE", end: clock.seconds() + lifetime))
    }
    let source = RenewedCredentials(provider) { clock.seconds() }
    for _ in 0..<(10 * lifetime) {
      _ = try await source.credentials()
      _ = try await source.credentials()
      clock.advance(seconds: 1)
    }
    #expect(provider.count <= 20)
  }

  @Test(arguments: [1, 30, 300, 900, 3600, 43_200])
  func `a place that gives the same ones until they end is asked a few times only`(
    lifetime: Int
  ) async throws {
    let clock = VirtualClock()
    let end = clock.seconds() + lifetime
    let provider = AnsweringProvider { _ throws(CredentialError) in
      .found(try Self.keys("ONE", end: end))
    }
    let source = RenewedCredentials(provider) { clock.seconds() }
    for _ in 0..<lifetime {
      _ = try await source.credentials()
      clock.advance(seconds: 1)
    }
    #expect(provider.count <= 12)
    let error = await failure { () async throws(CredentialError) in try await source.credentials() }
    #expect("\(try #require(error))".contains("ended already: check the clock"))
  }

  @Test func `a provider that has none is an error with its reason`() async throws {
    let provider = AnsweringProvider { _ in .absent(why: "it is not there") }
    let source = RenewedCredentials(provider) { 0 }
    let error = await failure { () async throws(CredentialError) in try await source.credentials() }
    #expect(error == .noneFound(tried: [.init(source: "answering place", why: "it is not there")]))
  }
}
