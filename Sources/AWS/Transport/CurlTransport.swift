/// The network, through libcurl: connections are kept and shared by all requests.
///
/// One thread does all transfers; it starts with the first request and ends when the transport is
/// released. TLS is 1.2 at least, and nothing switches off the check of a certificate.
package final class CurlTransport: Transport {
  /// The limits of the transport, and whom it trusts.
  package struct Options: Hashable, Sendable {
    /// The time for the look-up of the name, the connection and the TLS handshake; 5 s by default.
    package var connectMilliseconds: Int

    /// The time from the sent request to the first byte of the answer, 30 s by default.
    ///
    /// AWS's longest pages begin within a few seconds; the SDKs' own 60 s would leave nothing of the
    /// whole request's time.
    package var firstByteMilliseconds: Int

    /// The time for the whole request, the wait for a free connection included; 60 s by default.
    package var totalMilliseconds: Int

    /// How many connections one host gets at a time, 16 by default; further requests wait for one.
    package var connectionsPerHost: Int

    /// The longest body that is accepted, in bytes; by default as long as one that is read.
    package var bodyLimit: Int

    /// The path of a file with the certificates to trust, as `AWS_CA_BUNDLE` names it.
    ///
    /// Nil for those that the system trusts, which don't count where it is named.
    package var caBundle: String?

    /// None by default: a program hands over those of its environment.
    package var proxies: Proxies

    package init(
      connectMilliseconds: Int = 5000,
      firstByteMilliseconds: Int = 30_000,
      totalMilliseconds: Int = 60_000,
      connectionsPerHost: Int = 16,
      bodyLimit: Int = AnswerLimits.size,
      caBundle: String? = nil,
      proxies: Proxies = Proxies()
    ) {
      self.connectMilliseconds = connectMilliseconds
      self.firstByteMilliseconds = firstByteMilliseconds
      self.totalMilliseconds = totalMilliseconds
      self.connectionsPerHost = connectionsPerHost
      self.bodyLimit = bodyLimit
      self.caBundle = caBundle
      self.proxies = proxies
    }
  }

  private let loop: CurlLoop
  private let proxies: Proxies

  package init(_ options: Options = Options()) {
    proxies = options.proxies
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
    let proxy = request.mayUseProxy ? try proxies.proxy(for: request.origin) : nil
    let waiter = TransferWaiter()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        loop.start(request, by: proxy, for: waiter)
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
