package import AWS
import Synchronization

extension SimulatedCloud: Transport {
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    if Task.isCancelled { throw TransportError(.cancelled, detail: "the task was cancelled") }
    return try answer(request).get()
  }

  /// Answers a request at once.
  package func answer(_ request: HTTPRequest) -> Result<HTTPResponse, TransportError> {
    let received = ReceivedRequest(request)
    let now = now
    let admission = state.withLock { $0.admit(received, now: now.effects, signing: now.signing) }
    guard let inquiry = admission.inquiry else { return .success(admission.refusal) }
    // Outside of the lock, so that a fault plan may edit the world.
    let fault = admission.faults?(admission.arrival(of: inquiry))
    return state.withLock { $0.settle(inquiry, admission, fault) }
  }
}
