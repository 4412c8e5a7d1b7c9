import SigV4
import Synchronization

/// What the requests of one account in one Region share: their pace, and the quota of retries.
final class Lane: Sendable {
  private struct State {
    var pace = Pace()
    var quota = RetryQuota()
  }

  private let state = Mutex(State())

  func turn(at now: Int, waited: Int) -> Pace.Turn {
    state.withLock { $0.pace.turn(at: now, waited: waited) }
  }

  /// Whether there are tokens for a retry; takes them.
  func takeRetry(_ cause: RetryCause) -> Bool {
    state.withLock { $0.quota.take(cause.cost) }
  }

  /// Learns from an answer to a request that was sent in a round.
  ///
  /// `retry` is why the request was sent again; nil for the first attempt.
  func learn(from answer: WireAnswer, round: Int, after retry: RetryCause?, at now: Int) {
    state.withLock { state in
      guard let fault = answer.fault else {
        state.pace.speedUp(round: round)
        state.quota.giveBack(retry?.cost ?? RetryQuota.firstTrySuccess)
        return
      }
      if fault.isThrottling {
        state.pace.slowDown(at: now, round: round)
      } else if fault.status < 500 {
        state.pace.speedUp(round: round)
      }
    }
  }

  var tokens: Int { state.withLock { $0.quota.tokens } }
}

/// The lanes of a client and its copies, each made when it is first wanted.
final class Lanes: Sendable {
  private struct Key: Hashable {
    /// The account, or the access key where nobody knows its account; nil without credentials.
    var account: String?
    var region: RegionName
  }

  private let lanes = Mutex<[Key: Lane]>([:])

  func lane(of keys: Credentials?, in region: RegionName) -> Lane {
    let key = Key(account: keys.map { $0.accountID ?? $0.accessKeyID }, region: region)
    return lanes.withLock { lanes in
      if let known = lanes[key] { return known }
      let lane = Lane()
      lanes[key] = lane
      return lane
    }
  }
}
