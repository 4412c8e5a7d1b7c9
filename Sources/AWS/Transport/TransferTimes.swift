/// When the time of one transfer is up: the time for the first byte of the answer, or for the whole.
///
/// The time for connecting is libcurl's own to watch.
struct TransferTimes {
  typealias Instant = ContinuousClock.Instant

  /// How far a transfer got.
  enum Stage: Hashable, Comparable {
    /// Nothing of the request went out: it waits for a connection, or for one to be made.
    case unsent
    case sending
    /// The whole request went out, and nothing came back.
    case waiting
    case answering
  }

  private let totalMilliseconds: Int
  private let firstByteMilliseconds: Int
  private let end: Instant

  /// When the first byte is late; nil before the request is sent, and when the byte is there.
  private var firstByteEnd: Instant?

  private var stage = Stage.unsent

  init(_ request: HTTPRequest, _ options: CurlTransport.Options, start: Instant) {
    totalMilliseconds = request.totalMilliseconds ?? options.totalMilliseconds
    firstByteMilliseconds = options.firstByteMilliseconds
    end = start + .milliseconds(totalMilliseconds)
  }

  /// When to look again at the latest.
  var next: Instant { firstByteEnd.map { min($0, end) } ?? end }

  mutating func note(_ stage: Stage, at now: Instant) {
    guard stage != self.stage else { return }
    self.stage = stage
    firstByteEnd = stage == .waiting ? now + .milliseconds(firstByteMilliseconds) : nil
  }

  /// The time that is up; nil while there is some left.
  func failure(at now: Instant) -> TransportError? {
    if let firstByteEnd, now >= firstByteEnd, firstByteEnd <= end {
      return TransportError(
        .timedOut,
        detail: "no byte of the answer came within \(Self.words(firstByteMilliseconds))"
      )
    }
    guard now >= end else { return nil }
    let whole = "within \(Self.words(totalMilliseconds)), the time for the whole request"
    switch stage {
    case .unsent:
      return TransportError(
        .notConnected,
        detail: "no connection was made, or none became free, \(whole)"
      )
    case .sending, .waiting, .answering:
      return TransportError(.timedOut, detail: "the answer was not complete \(whole)")
    }
  }

  /// A time for people.
  static func words(_ milliseconds: Int) -> String {
    milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}
