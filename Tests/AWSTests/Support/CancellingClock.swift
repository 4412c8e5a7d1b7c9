import Synchronization

@testable import AWS

/// A clock that stands still, and whose sleepers are cancelled while they sleep.
final class CancellingClock: WallClock {
  private let count = Mutex(0)

  /// How often somebody went to sleep.
  var sleeps: Int { count.withLock { $0 } }

  func milliseconds() -> Int { 1_767_323_045_000 }

  func sleep(milliseconds: Int) async {
    count.withLock { $0 += 1 }
    withUnsafeCurrentTask { $0?.cancel() }
  }
}
