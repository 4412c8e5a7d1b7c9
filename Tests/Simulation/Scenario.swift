import Core
import Simulator
import TestSupport

/// Everything that a seed decides: the world, the spec, and what goes wrong when.
struct Scenario: Sendable {
  let seed: UInt64
  var harbour: Harbour

  /// What goes wrong with a request, by its number over all runs.
  var mishaps: [Int: Mishap] = [:]

  /// What happens in the world just before a request, by its number over all runs.
  var events: [Int: Event] = [:]

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

    var isKill: Bool { self == .killBefore || self == .killAfter }

    /// The kind's name, for counts.
    var kind: String {
      switch self {
      case .fault(.throttled): "throttled"
      case .fault(.serverError(.beforeEffect)): "5xx before"
      case .fault(.serverError(.afterEffect)): "5xx after"
      case .fault(.connectionReset(.beforeEffect)): "reset before"
      case .fault(.connectionReset(.afterEffect)): "reset after"
      case .fault(.notConnected): "not connected"
      case .fault(.cutOffBody): "cut off"
      case .fault(.refused): "refused"
      case .stale: "stale read"
      case .slow: "slow"
      case .killBefore: "kill before"
      case .killAfter: "kill after"
      }
    }
  }

  /// What happens in the world without anybody asking AWS for it.
  enum Event: Hashable, Sendable {
    case endpointRecreated
    case environmentStatus(String)
    case answer(String, Int?)
    case otherWriterRegisters(String)
    case otherWriterDeregisters(String)
    case interfaceLost(Int)
    case listenerDeleted
  }
}
