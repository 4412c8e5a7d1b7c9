/// DNS by c-ares: the system's resolver, or one named server.
///
/// Only DNS is asked: neither `/etc/hosts` nor a search list plays a part, every name is absolute.
/// Nothing happens before the first question; a thread runs while a question is under way.
package struct AresResolver: NameResolver {
  private let thread: AresThread
  private let timeout: Duration

  /// Prepares questions to `ADDRESS[:PORT]`, or to the servers of `/etc/resolv.conf` for `nil`.
  ///
  /// IPv6 is written `fd00::1` or `[fd00::1]:5353`; any other text is `.invalidServer`. The time-out
  /// is for one whole answer, repeated questions included; at least 1 ms, at most an hour.
  package init(server: String? = nil, timeoutMilliseconds: Int = 5_000) throws(ResolverError) {
    let milliseconds = min(max(timeoutMilliseconds, 1), 3_600_000)
    let address: ServerAddress? =
      if let server { try ServerAddress(server) } else { nil }
    timeout = .milliseconds(milliseconds)
    thread = AresThread(server: address, timeoutMilliseconds: milliseconds)
  }

  /// Asks for the IPv4 and the IPv6 addresses of an absolute name; a trailing dot is accepted.
  ///
  /// Both must be answered for, if only by "there is none". A task that is cancelled gets
  /// `.failed` at once.
  package func resolve(_ name: String) async throws(ResolverError) -> NameAnswer {
    guard let hostName = HostName(name) else {
      throw .failed(name: name, reason: AresError.misformattedName.words)
    }
    let question = Question(hostName, deadline: .now + timeout)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        question.wait(with: continuation)
        thread.ask(question)
      }
    } onCancel: {
      question.finish(.failure(.failed(name: hostName.text, reason: AresError.cancelled.words)))
      thread.wakeUp()
    }
    return try outcome.get()
  }
}
