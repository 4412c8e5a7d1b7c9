import Resolver
import Testing

@Suite(.timeLimit(.minutes(5))) struct AresResolverTests {
  @Test func `a name gives its addresses of both families, sorted`() async throws {
    let zone: [WireRecord] = [
      .a("web.test", [10, 0, 2, 7]), .a("web.test", [10, 0, 1, 5]),
      .aaaa("web.test", [0xFD, 0] + [UInt8](repeating: 0, count: 13) + [1]),
    ]
    #expect(
      try await answer(to: "web.test", from: zone)
        == NameAnswer(name: "web.test", addresses: ["10.0.1.5", "10.0.2.7", "fd00::1"])
    )
  }

  @Test(arguments: ["WEB.Test", "web.test.", "web.test"])
  func `case and a trailing dot make no difference`(name: String) async throws {
    #expect(
      try await answer(to: name, from: [.a("WEB.test", [10, 0, 1, 5])])
        == NameAnswer(name: "web.test", addresses: ["10.0.1.5"])
    )
  }

  @Test func `a chain of aliases is followed in its own order, whatever order it comes in`()
    async throws
  {
    let zone: [WireRecord] = [
      .cname("b.test", "c.test"), .a("c.test", [10, 0, 1, 5]), .cname("a.test", "b.test"),
    ]
    #expect(
      try await answer(to: "a.test", from: zone)
        == NameAnswer(
          name: "a.test",
          canonicalNames: ["b.test", "c.test"],
          addresses: ["10.0.1.5"]
        )
    )
  }

  @Test func `a chain that ends in no such name is an answer with the aliases alone`() async throws
  {
    #expect(
      try await answer(to: "a.test", from: [.cname("a.test", "gone.test")], code: 3)
        == NameAnswer(name: "a.test", canonicalNames: ["gone.test"])
    )
  }

  @Test(arguments: [0, 3] as [UInt8])
  func `no such name and no address are answers without addresses`(code: UInt8) async throws {
    #expect(try await answer(to: "a.test", from: [], code: code) == NameAnswer(name: "a.test"))
  }

  @Test func `addresses of a name that was not asked for are left out`() async throws {
    let zone: [WireRecord] = [.a("other.test", [10, 9, 9, 9]), .a("a.test", [10, 0, 1, 5])]
    #expect(try await answer(to: "a.test", from: zone).addresses == ["10.0.1.5"])
  }

  @Test func `aliases that lead in a circle end where it closes`() async throws {
    let zone: [WireRecord] = [.cname("a.test", "b.test"), .cname("b.test", "a.test")]
    #expect(
      try await answer(to: "a.test", from: zone)
        == NameAnswer(name: "a.test", canonicalNames: ["b.test"])
    )
  }

  @Test(
    arguments: [
      (2, "DNS server returned general failure"), (4, "DNS server does not implement"),
      (5, "DNS server refused query"), (1, "DNS server claims query was misformatted"),
    ] as [(UInt8, String)]
  )
  func `a server's failure is told in c-ares's words`(code: UInt8, words: String) async throws {
    let error = await #expect(throws: ResolverError.self) {
      try await answer(to: "a.test", from: [], code: code)
    }
    guard case .failed(name: "a.test", let reason) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.hasPrefix(words))
  }

  @Test func `one family that fails fails the whole, lest half the addresses seem gone`()
    async throws
  {
    let server = try TinyDNSServer { question in
      question.type == AskedQuestion.a
        ? response(to: question, [.a("a.test", [10, 0, 1, 5])]) : response(to: question, code: 2)
    }
    let resolver = try AresResolver(server: server.address)
    await #expect(throws: ResolverError.self) { try await resolver.resolve("a.test") }
    withExtendedLifetime(server) {}
  }

  @Test func `silence ends in a time-out, also where it is about one family only`() async throws {
    for silent in [[AskedQuestion.a, AskedQuestion.aaaa], [AskedQuestion.aaaa]] {
      let server = try TinyDNSServer { silent.contains($0.type) ? nil : response(to: $0) }
      let resolver = try AresResolver(server: server.address, timeoutMilliseconds: 100)
      await #expect(throws: ResolverError.timedOut(name: "a.test")) {
        try await resolver.resolve("a.test")
      }
      withExtendedLifetime(server) {}
    }
  }

  @Test func `a port where nobody listens is a failure`() async throws {
    let port = try ClosedPort()
    let resolver = try AresResolver(server: port.address)
    await #expect(
      throws: ResolverError.failed(name: "a.test", reason: "Could not contact DNS servers")
    ) { try await resolver.resolve("a.test") }
    withExtendedLifetime(port) {}
  }

  /// Datagrams that aren't answers to the question may come from anyone.
  @Test(arguments: [[], [0x00], [UInt8](repeating: 0xFF, count: 40), Array("garbage".utf8)])
  func `garbage is not taken for an answer`(garbage: [UInt8]) async throws {
    let server = try TinyDNSServer { _ in garbage }
    let resolver = try AresResolver(server: server.address, timeoutMilliseconds: 100)
    await #expect(throws: ResolverError.timedOut(name: "a.test")) {
      try await resolver.resolve("a.test")
    }
    withExtendedLifetime(server) {}
  }

  @Test func `a response cut off in a record is a failure, not an answer without addresses`()
    async throws
  {
    let server = try TinyDNSServer { response(to: $0, [.a("a.test", [10, 0, 1, 5])]).dropLast() }
    let resolver = try AresResolver(server: server.address)
    await #expect(
      throws: ResolverError.failed(name: "a.test", reason: "Misformatted DNS reply")
    ) { try await resolver.resolve("a.test") }
    withExtendedLifetime(server) {}
  }

  @Test(arguments: [
    "", ".", "a..test", "a test", "a\u{0}.test", "a\\.test", "ä.test", "a.test\n",
    String(repeating: "a", count: 64) + ".test", String(repeating: "a.", count: 127) + "aa",
  ])
  func `a name that DNS can't carry is refused without asking`(name: String) async throws {
    let port = try ClosedPort()
    let resolver = try AresResolver(server: port.address)
    await #expect(
      throws: ResolverError.failed(name: name, reason: "Misformatted domain name")
    ) { try await resolver.resolve(name) }
    withExtendedLifetime(port) {}
  }

  /// What a server with this zone makes the resolver say.
  private func answer(
    to name: String,
    from zone: [WireRecord],
    code: UInt8 = 0
  ) async throws -> NameAnswer {
    let server = try TinyDNSServer { response(to: $0, from: zone, code: code) }
    defer { withExtendedLifetime(server) {} }
    return try await AresResolver(server: server.address).resolve(name)
  }
}
