import Resolver
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ConcurrentQuestionTests {
  @Test func `many names can be asked at once and each gets its own answer`() async throws {
    let server = try TinyDNSServer { question in
      let number = UInt8(question.name.prefix { $0 != "." }.dropFirst()) ?? 0
      return response(to: question, from: [.a(question.name, [10, 0, 0, number])])
    }
    let resolver = try AresResolver(server: server.address)
    let answers = try await withThrowingTaskGroup(of: NameAnswer.self) { group in
      for number in 1...40 { group.addTask { try await resolver.resolve("n\(number).test") } }
      return try await group.reduce(into: [String: [String]]()) { $0[$1.name] = $1.addresses }
    }
    let wanted = (1...40).map { ("n\($0).test", ["10.0.0.\($0)"]) }
    #expect(answers == Dictionary(uniqueKeysWithValues: wanted))
    withExtendedLifetime(server) {}
  }

  /// The slow name gets its answer only after the quick one was asked.
  @Test func `a slow question doesn't hold up another`() async throws {
    let (questions, heard) = AsyncStream.makeStream(of: AskedQuestion.self)
    let isReleased = Mutex(false)
    let server = try TinyDNSServer { question in
      if question.name == "quick.test" { isReleased.withLock { $0 = true } }
      heard.yield(question)
      let isHeld = question.name == "slow.test" && !isReleased.withLock { $0 }
      return isHeld ? nil : response(to: question)
    }
    let resolver = try AresResolver(server: server.address, timeoutMilliseconds: 20_000)
    let slow = Task { try await resolver.resolve("slow.test") }
    _ = await questions.first { $0.name == "slow.test" }
    #expect(try await resolver.resolve("quick.test") == NameAnswer(name: "quick.test"))
    // Its first datagrams were lost on a silent server; asking again brings the answer.
    #expect(try await slow.value == NameAnswer(name: "slow.test"))
    withExtendedLifetime(server) {}
  }

  @Test func `a resolver can be asked again after it fell idle`() async throws {
    let server = try TinyDNSServer { response(to: $0, from: [.a("a.test", [10, 0, 1, 5])]) }
    let resolver = try AresResolver(server: server.address)
    for _ in 1...20 {
      #expect(try await resolver.resolve("a.test").addresses == ["10.0.1.5"])
    }
    withExtendedLifetime(server) {}
  }

  @Test func `cancelling resumes the waiter at once and leaves other questions alone`()
    async throws
  {
    let (questions, heard) = AsyncStream.makeStream(of: AskedQuestion.self)
    let server = try TinyDNSServer { question in
      heard.yield(question)
      return question.name == "silent.test" ? nil : response(to: question)
    }
    // A waiter that isn't resumed by the cancellation would outlast the suite's time limit.
    let resolver = try AresResolver(server: server.address, timeoutMilliseconds: 3_600_000)
    let cancelled = Task { try await resolver.resolve("silent.test") }
    _ = await questions.first { _ in true }
    cancelled.cancel()
    await #expect(
      throws: ResolverError.failed(name: "silent.test", reason: "DNS query cancelled")
    ) { try await cancelled.value }
    #expect(try await resolver.resolve("other.test") == NameAnswer(name: "other.test"))
    withExtendedLifetime(server) {}
  }

  @Test func `a task that was cancelled before it asked asks nothing`() async throws {
    let asked = Mutex(0)
    let server = try TinyDNSServer { _ in
      asked.withLock { $0 += 1 }
      return nil
    }
    let resolver = try AresResolver(server: server.address, timeoutMilliseconds: 3_600_000)
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      for await _ in gate {}
      return try await resolver.resolve("a.test")
    }
    task.cancel()
    open.finish()
    await #expect(throws: ResolverError.self) { try await task.value }
    #expect(asked.withLock { $0 } == 0)
    withExtendedLifetime(server) {}
  }
}
