import AWS
import Synchronization

/// Keeps what it is given to send, and sends nothing.
final class CapturingTransport: Transport {
  private let kept = Mutex<[HTTPRequest]>([])
  private let firstPage: HTTPResponse?

  /// Answers the first request with a page, where there is one, so that the second page is asked for.
  init(firstPage: HTTPResponse?) {
    self.firstPage = firstPage
  }

  var requests: [HTTPRequest] { kept.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let isFirst = kept.withLock { kept in
      kept.append(request)
      return kept.count == 1
    }
    if isFirst, let firstPage { return firstPage }
    throw TransportError(.cancelled, detail: "nothing is sent")
  }
}
