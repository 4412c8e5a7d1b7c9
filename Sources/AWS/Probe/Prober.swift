/// Sends probes, each on a connection and a thread of its own.
///
/// It is the only one that doesn't look at certificates, and only where a probe asks as a load
/// balancer does. It shares nothing with ``CurlTransport``, has no proxy, follows no redirect, and
/// takes neither cookies nor bodies.
package struct Prober: Sendable {
  /// The longest that a probe may take: what ELBv2 allows a health check.
  package static let limitMilliseconds = 120_000

  /// A file with the certificates to trust, as ``CurlTransport/Options/caBundle``.
  private let caBundle: String?

  package init(caBundle: String? = nil) {
    self.caBundle = caBundle
  }

  /// Sends one probe; a caller that is cancelled gets its answer at once.
  package func send(_ request: ProbeRequest) async -> ProbeAnswer {
    guard request.isSendable else {
      return Self.failed(.notSent, "the address, host name, port or path is not one to send")
    }
    var request = request
    request.totalMilliseconds = min(request.totalMilliseconds, Self.limitMilliseconds)
    let waiter = Waiter<ProbeAnswer>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        start(request, for: waiter)
      }
    } onCancel: {
      waiter.finish(Self.failed(.cancelled, "the caller was cancelled"))
    }
  }

  private func start(_ request: ProbeRequest, for waiter: Waiter<ProbeAnswer>) {
    let caBundle = caBundle
    let isStarted = CurlThread.start {
      guard !waiter.isFinished else { return }
      let probe = CurlProbe(request, caBundle: caBundle)
      waiter.finish(probe?.answer() ?? Self.failed(.notSent, "libcurl could not be started"))
    }
    if !isStarted {
      waiter.finish(Self.failed(.notSent, "the thread for the probe could not be started"))
    }
  }

  private static func failed(_ kind: ProbeFailure.Kind, _ detail: String) -> ProbeAnswer {
    ProbeAnswer(status: .failure(ProbeFailure(kind, detail: detail)))
  }
}
