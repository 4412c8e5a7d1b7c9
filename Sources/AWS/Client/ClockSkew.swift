import Synchronization

/// How far this machine's clock is from AWS's, for the clients that share it.
///
/// AWS refuses signatures that are more than 15 minutes away from its own time. What it answers
/// then carries the right time in the header `Date`, and the request is signed anew with that. The
/// codes and thresholds are those of aws-sdk-swift.
final class ClockSkew: Sendable {
  /// What one refused request tells.
  struct Reading: Hashable, Sendable {
    /// AWS's time less this machine's, in seconds.
    var measured: Int

    /// What the request was signed with, in seconds.
    var used: Int

    /// Whether the request would be signed otherwise: less than 5 minutes are no reason for a refusal,
    /// and a change of less than one minute is none for another correction.
    var isNews: Bool {
      used == 0 ? abs(measured) > 300 : abs(measured - used) > 60
    }
  }

  private let current = Mutex(0)

  /// What is added to this machine's time.
  var seconds: Int { current.withLock { $0 } }

  /// Corrects the clock by a reading, and returns the seconds that are added from now on; nil where
  /// the correction at hand is as good.
  ///
  /// Of many requests that are refused at the same time one corrects it. A clock that was set right
  /// meanwhile is believed again, as one is that was never wrong.
  func correct(by reading: Reading) -> Int? {
    guard reading.isNews else { return nil }
    return current.withLock { current in
      guard Reading(measured: reading.measured, used: current).isNews else { return nil }
      current = Reading(measured: reading.measured, used: 0).isNews ? reading.measured : 0
      return current
    }
  }
}
