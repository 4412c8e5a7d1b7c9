import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

@Suite struct UninterruptedTransportTests {
  /// Answers when it is told to, or says that it was cancelled.
  private actor Gate: Transport {
    private var waiting: CheckedContinuation<Void, Never>?
    private var isOpen = false
    private var begun: CheckedContinuation<Void, Never>?

    nonisolated func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      await pass()
      return HTTPResponse(status: Task.isCancelled ? 499 : 200, headers: [], body: [])
    }

    private func pass() async {
      begun?.resume()
      begun = nil
      isBegun = true
      if !isOpen { await withCheckedContinuation { waiting = $0 } }
    }

    private var isBegun = false

    func untilBegun() async {
      if !isBegun { await withCheckedContinuation { begun = $0 } }
    }

    func open() {
      isOpen = true
      waiting?.resume()
      waiting = nil
    }
  }

  @Test func `a request under way is finished though its caller is cancelled`() async throws {
    let gate = Gate()
    let transport = UninterruptedTransport(transport: gate)
    let sending = Task {
      try await transport.send(
        HTTPRequest(method: "POST", origin: HTTPOrigin(host: "example.com"))
      ).status
    }
    await gate.untilBegun()
    sending.cancel()
    await gate.open()
    #expect(try await sending.value == 200)
  }
}
