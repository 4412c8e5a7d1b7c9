import Synchronization

@testable import AWS

/// Answers each request as a rule says, and remembers them.
final class AnsweringTransport: Transport {
  private let rule: @Sendable (HTTPRequest) -> ScriptedTransport.Reply
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ rule: @escaping @Sendable (HTTPRequest) -> ScriptedTransport.Reply) {
    self.rule = rule
  }

  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    return try rule(request).get()
  }
}
