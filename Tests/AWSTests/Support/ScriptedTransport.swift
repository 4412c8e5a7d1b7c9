import Synchronization

@testable import AWS

/// Answers requests from a list, in order, and remembers them.
final class ScriptedTransport: Transport {
  typealias Reply = Result<HTTPResponse, TransportError>

  private let state: Mutex<(replies: [Reply], requests: [HTTPRequest])>

  init(_ replies: [Reply]) {
    state = Mutex((replies, []))
  }

  convenience init(answers bodies: String...) {
    self.init(bodies.map { .success(HTTPResponse(status: 200, body: Array($0.utf8))) })
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// The bodies of the requests so far, as text.
  var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let reply: Reply? = state.withLock { state in
      state.requests.append(request)
      return state.replies.isEmpty ? nil : state.replies.removeFirst()
    }
    guard let reply else {
      throw TransportError(.cancelled, detail: "the script has no further reply")
    }
    return try reply.get()
  }
}

extension Result where Success == HTTPResponse, Failure == TransportError {
  static func answer(_ status: Int, _ body: String = "", _ headers: [HTTPHeader] = []) -> Self {
    .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
  }

  static func failed(_ kind: TransportError.Kind) -> Self {
    .failure(TransportError(kind, detail: "scripted"))
  }
}

extension HTTPRequest {
  /// The first value of a header as it is sent; nil when there is none.
  func value(of name: String) -> String? { headers.first { $0.name == name }?.value }
}
