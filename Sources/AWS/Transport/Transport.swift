/// The seam to the network: libcurl in production, the simulator in tests and rehearsals.
package protocol Transport: Sendable {
  /// Sends one request and returns the whole answer, whatever its status.
  ///
  /// Never retries and never follows a redirect.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
