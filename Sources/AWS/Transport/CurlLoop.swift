import Synchronization

/// The thread that does the transfers, and the way to it from tasks.
final class CurlLoop: Sendable {
  private struct Shared: Sendable {
    var inbox: [Order] = []
    var isStopped = false
    var isRunning = false

    /// Interrupts the thread's waiting; nil while the thread has nothing to wait with.
    var bell: CurlBell?
  }

  private struct Order: Sendable {
    let request: HTTPRequest
    let proxy: Proxy?
    let waiter: TransferWaiter
    let start: TransferTimes.Instant
  }

  /// How long to wait when nothing is under way; libcurl itself wakes up for its own time-outs.
  private static let idleMilliseconds: Int32 = 3_600_000

  private let options: CurlTransport.Options
  private let shared = Mutex(Shared())

  init(_ options: CurlTransport.Options) {
    self.options = options
  }

  func start(_ request: HTTPRequest, by proxy: Proxy?, for waiter: TransferWaiter) {
    let order = Order(request: request, proxy: proxy, waiter: waiter, start: .now)
    let mustRun = shared.withLock { shared in
      shared.inbox.append(order)
      shared.bell?.ring()
      guard !shared.isRunning, !shared.isStopped else { return false }
      shared.isRunning = true
      return true
    }
    guard mustRun else { return }
    if !CurlThread.start({ self.run() }) {
      fail(detail: "the thread for transfers could not be started")
    }
  }

  /// Makes the thread look for transfers that nobody waits for any more.
  func wake() {
    shared.withLock { $0.bell?.ring() }
  }

  /// Ends the thread and with it all connections.
  func stop() {
    shared.withLock { shared in
      shared.isStopped = true
      shared.bell?.ring()
    }
  }

  private func run() {
    guard let multi = CurlMulti(connectionsPerHost: options.connectionsPerHost) else {
      return fail(detail: "libcurl could not be started")
    }
    // Swift may release an object after its last use; the bell is rung until it is taken away.
    defer { withExtendedLifetime(multi) {} }
    shared.withLock { $0.bell = multi.bell }
    var transfers: [CurlTransfer] = []

    while let orders = nextOrders() {
      for order in orders where !order.waiter.isFinished {
        begin(order, on: multi, among: &transfers)
      }
      for finished in multi.advance() {
        guard let index = transfers.firstIndex(where: { $0.matches(finished) }) else { continue }
        let transfer = transfers.remove(at: index)
        multi.remove(transfer)
        transfer.waiter.finish(transfer.outcome(finished))
      }
      let now = TransferTimes.Instant.now
      for transfer in transfers {
        guard let failure = transfer.overdue(at: now) else { continue }
        transfer.waiter.finish(.failure(failure))
      }
      // Whoever was cancelled or given up has its answer already; only the connection is left to be
      // dropped.
      for transfer in transfers where transfer.waiter.isFinished { multi.remove(transfer) }
      transfers.removeAll { $0.waiter.isFinished }
      multi.wait(milliseconds: Self.pause(from: now, for: transfers))
    }

    // From here on nobody rings: the bell is part of what is released at the end.
    shared.withLock { $0.bell = nil }
    for transfer in transfers {
      multi.remove(transfer)
      transfer.waiter.finish(.failure(TransportError(.cancelled, detail: "the transport ended")))
    }
    fail(detail: "the transport ended")
  }

  /// How long nothing but libcurl or the bell needs the thread.
  private static func pause(
    from now: TransferTimes.Instant,
    for transfers: [CurlTransfer]
  ) -> Int32 {
    guard let next = transfers.map(\.times.next).min() else { return idleMilliseconds }
    // Rounded up, so as not to wake up before the time.
    let milliseconds = (next - now) / .milliseconds(1) + 1
    return Int32(min(max(milliseconds, 0), Double(idleMilliseconds)))
  }

  /// What came in since the last look; nil when the thread is to end.
  private func nextOrders() -> [Order]? {
    shared.withLock { shared in
      guard !shared.isStopped else { return nil }
      defer { shared.inbox = [] }
      return shared.inbox
    }
  }

  private func begin(_ order: Order, on multi: CurlMulti, among transfers: inout [CurlTransfer]) {
    guard
      let transfer = CurlTransfer(
        order.request,
        by: order.proxy,
        options: options,
        times: TransferTimes(order.request, options, start: order.start),
        waiter: order.waiter
      ),
      multi.add(transfer)
    else {
      return order.waiter.finish(
        .failure(TransportError(.notConnected, detail: "libcurl could not begin the transfer"))
      )
    }
    transfers.append(transfer)
  }

  /// Answers everything that waits when there is no thread to do it.
  private func fail(detail: String) {
    let orders = shared.withLock { shared in
      defer { shared.inbox = [] }
      shared.isRunning = false
      return shared.inbox
    }
    for order in orders {
      order.waiter.finish(.failure(TransportError(.notConnected, detail: detail)))
    }
  }
}
