import Simulator

/// What goes wrong with one request.
enum Mishap: Hashable, Sendable {
  case fault(Fault)

  /// A read is answered as it was before, as in a store that is eventually consistent.
  case stale

  /// The answer takes so many milliseconds.
  case slow(Int)

  /// The client is killed before the request is sent.
  case killBefore

  /// The client is killed when the request had its effect, before it has the answer.
  case killAfter

  /// The run is told to end while the request is under way, which is finished.
  case terminate

  var isKill: Bool { self == .killBefore || self == .killAfter }

  /// The kind's name, for counts and for choosing.
  var kind: String {
    switch self {
    case .fault(.throttled): "throttled"
    case .fault(.serverError(.beforeEffect)): "error-before"
    case .fault(.serverError(.afterEffect)): "error-after"
    case .fault(.connectionReset(.beforeEffect)): "reset-before"
    case .fault(.connectionReset(.afterEffect)): "reset-after"
    case .fault(.notConnected): "not-connected"
    case .fault(.cutOffBody): "cut-off"
    case .fault(.refused): "refused"
    case .stale: "stale-read"
    case .slow: "slow"
    case .killBefore: "kill-before"
    case .killAfter: "kill-after"
    case .terminate: "terminate"
    }
  }
}
