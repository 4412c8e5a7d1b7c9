import Synchronization

@testable import AWS

/// A clock for a crew of tasks: time moves when all of them sleep, and one wakes at a time.
///
/// So what the tasks do, and when, is the same in every run.
final class CrewClock: WallClock {
  private struct Sleeper {
    var until: Int
    var order: Int
    var wake: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now = 1_767_323_045_000
    var awake: Int
    var count = 0
    var sleepers: [Sleeper] = []

    /// Moves to the time of the next sleeper, when everybody sleeps.
    mutating func next() -> CheckedContinuation<Void, Never>? {
      guard awake == 0,
        let index = sleepers.indices.min(by: {
          (sleepers[$0].until, sleepers[$0].order) < (sleepers[$1].until, sleepers[$1].order)
        })
      else { return nil }
      let sleeper = sleepers.remove(at: index)
      now = max(now, sleeper.until)
      awake = 1
      return sleeper.wake
    }
  }

  private let state: Mutex<State>

  private init(crew: Int) {
    state = Mutex(State(awake: crew))
  }

  /// Runs a body for each number below a count, all at the same time, and returns what they come to.
  static func run<Value: Sendable>(
    crew count: Int,
    _ body: @escaping @Sendable (Int, CrewClock) async -> Value
  ) async -> [Value] {
    let clock = CrewClock(crew: count)
    return await withTaskGroup(of: (Int, Value).self) { group in
      for number in 0..<count {
        group.addTask {
          await clock.sleep(milliseconds: 0, order: number)
          let value = await body(number, clock)
          clock.leave()
          return (number, value)
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }
        .map(\.value)
    }
  }

  func milliseconds() -> Int { state.withLock { $0.now } }

  func sleep(milliseconds: Int) async {
    await sleep(milliseconds: milliseconds, order: nil)
  }

  private func sleep(milliseconds: Int, order: Int?) async {
    await withCheckedContinuation { wake in
      let next = state.withLock { state in
        state.count += 1
        // Those who begin come before all who sleep again.
        let order = order ?? state.count + 1_000_000
        state.sleepers.append(
          Sleeper(until: state.now + max(0, milliseconds), order: order, wake: wake)
        )
        state.awake -= 1
        return state.next()
      }
      next?.resume()
    }
  }

  private func leave() {
    let next = state.withLock { state in
      state.awake -= 1
      return state.next()
    }
    next?.resume()
  }
}
