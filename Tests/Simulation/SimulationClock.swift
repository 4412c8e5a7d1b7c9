import AWS
import Synchronization

/// A clock that stands still while anybody can go on, and then moves to whoever wakes up first.
final class SimulationClock: WallClock {
  private struct Sleeper {
    var number: Int
    var until: Int
    var continuation: UnsafeContinuation<Void, Never>
  }

  private struct State {
    var now: Int
    var count = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
  }

  private let state: Mutex<State>

  init(seconds: Int) {
    state = Mutex(State(now: seconds * 1000))
  }

  func milliseconds() -> Int { state.withLock { $0.now } }

  func sleep(milliseconds: Int) async {
    guard milliseconds > 0, !Task.isCancelled else { return }
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(number) != nil { return true }
          let sleeper = Sleeper(
            number: number,
            until: state.now + milliseconds,
            continuation: continuation
          )
          state.sleepers.append(sleeper)
          return false
        }
        if isCancelled { continuation.resume() }
      }
    } onCancel: {
      wake(number)
    }
  }

  /// Moves to the earliest sleeper's time and wakes all who sleep until then.
  ///
  /// False where nobody sleeps.
  func moveOn() -> Bool {
    let woken = state.withLock { state -> [Sleeper] in
      guard let earliest = state.sleepers.map(\.until).min() else { return [] }
      state.now = max(state.now, earliest)
      let due = state.sleepers.filter { $0.until <= state.now }
      state.sleepers.removeAll { $0.until <= state.now }
      return due
    }
    for sleeper in woken { sleeper.continuation.resume() }
    return !woken.isEmpty
  }

  /// Lets time pass while nobody is there to sleep.
  func pass(seconds: Int) {
    state.withLock { $0.now += seconds * 1000 }
  }

  private func wake(_ number: Int) {
    let sleeper = state.withLock { state -> Sleeper? in
      guard let index = state.sleepers.firstIndex(where: { $0.number == number }) else {
        state.cancelled.insert(number)
        return nil
      }
      return state.sleepers.remove(at: index)
    }
    sleeper?.continuation.resume()
  }
}
