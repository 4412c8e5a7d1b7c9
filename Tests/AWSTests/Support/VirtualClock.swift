import Synchronization

@testable import AWS

/// A clock that only moves when someone sleeps or a test moves it.
final class VirtualClock: WallClock {
  private let state: Mutex<(now: Int, sleeps: [Int])>

  /// Starts at 2026-01-02T03:04:05Z unless told otherwise.
  init(seconds: Int = 1_767_323_045) {
    state = Mutex((seconds * 1000, []))
  }

  var sleeps: [Int] { state.withLock { $0.sleeps } }

  func advance(seconds: Int) {
    state.withLock { $0.now += seconds * 1000 }
  }

  func milliseconds() -> Int { state.withLock { $0.now } }

  func sleep(milliseconds: Int) async {
    state.withLock { state in
      state.now += milliseconds
      state.sleeps.append(milliseconds)
    }
  }
}
