import AWS

/// A transport whose requests are finished even when their caller is cancelled.
///
/// An apply that is interrupted begins no other request, but a write that is under way is waited
/// for, so that the report says what became of it.
struct UninterruptedTransport: Transport {
  let transport: any Transport

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let transport = transport
    // A task of its own: it is not cancelled with the one that waits for it.
    let sending = Task { () -> Result<HTTPResponse, TransportError> in
      do throws(TransportError) {
        return .success(try await transport.send(request))
      } catch {
        return .failure(error)
      }
    }
    return try await sending.value.get()
  }
}
