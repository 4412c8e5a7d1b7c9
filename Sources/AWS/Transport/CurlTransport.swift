/// The network, through libcurl: connections are kept and shared by all requests.
///
/// One thread does all transfers; it starts with the first request and ends when the transport is
/// released. Proxies are those of `HTTPS_PROXY`, `http_proxy` and `NO_PROXY`, as libcurl reads them.
package final class CurlTransport: Transport {
  /// The limits of the transport, and whom it trusts.
  package struct Options: Hashable, Sendable {
    /// The time for the look-up of the name, the connection and the TLS handshake; 5 s by default.
    package var connectMilliseconds: Int

    /// The time for the whole request, the wait for a free connection included; 60 s by default.
    package var totalMilliseconds: Int

    /// How many connections one host gets at a time, 16 by default; further requests wait for one.
    package var connectionsPerHost: Int

    /// The longest body that is accepted, 32 MiB by default; a longer one is cut off.
    package var bodyLimit: Int

    /// The path of a file with the certificates to trust, as `AWS_CA_BUNDLE` names it.
    ///
    /// Nil for those that the system trusts.
    package var caBundle: String?

    package init(
      connectMilliseconds: Int = 5000,
      totalMilliseconds: Int = 60_000,
      connectionsPerHost: Int = 16,
      bodyLimit: Int = 32 * 1024 * 1024,
      caBundle: String? = nil
    ) {
      self.connectMilliseconds = connectMilliseconds
      self.totalMilliseconds = totalMilliseconds
      self.connectionsPerHost = connectionsPerHost
      self.bodyLimit = bodyLimit
      self.caBundle = caBundle
    }
  }

  private let loop: CurlLoop

  package init(_ options: Options = Options()) {
    loop = CurlLoop(options)
  }

  deinit {
    loop.stop()
  }

  /// Sends one request; a caller that is cancelled gets its answer at once.
  ///
  /// A request whose body was sent is never repeated, not even on a connection that turns out to be
  /// dead: that is the caller's to decide.
  package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    for header in request.headers where !header.fitsOneLine {
      throw TransportError(.notConnected, detail: "the header \(header.name) has a line break")
    }
    let waiter = TransferWaiter()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        loop.start(request, for: waiter)
      }
    } onCancel: {
      waiter.finish(.failure(TransportError(.cancelled, detail: "the caller was cancelled")))
      loop.wake()
    }
    return try result.get()
  }
}

extension HTTPHeader {
  fileprivate var fitsOneLine: Bool {
    ![name, value].contains { text in
      text.utf8.contains { [0, UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains($0) }
    }
  }
}
