import AWS
import Synchronization

/// A clock that stands still until somebody sleeps on it or moves it.
///
/// A sleep moves the time at once and returns, so that hours pass in microseconds.
package final class VirtualClock: WallClock {
  private struct Event {
    var at: Int
    var run: @Sendable () -> Void
  }

  private struct State {
    var now: Int
    var events: [Event] = []
  }

  private let state: Mutex<State>

  /// A clock that shows a number of seconds since 1970-01-01T00:00:00Z.
  package init(seconds: Int) {
    state = Mutex(State(now: seconds * 1000))
  }

  package func milliseconds() -> Int { state.withLock { $0.now } }

  package func sleep(milliseconds: Int) async {
    if Task.isCancelled { return }
    advance(milliseconds: milliseconds)
    await Task.yield()
  }

  /// Moves the time forward, running each event that falls due at its own time and in order.
  package func advance(milliseconds: Int) {
    let goal = state.withLock { $0.now + max(0, milliseconds) }
    while let event = nextEvent(until: goal) { event.run() }
    state.withLock { $0.now = max($0.now, goal) }
  }

  package func advance(seconds: Int) { advance(milliseconds: seconds * 1000) }

  /// Has something happen once, when so much time has passed; the event may use the clock.
  package func after(seconds: Int, _ run: @escaping @Sendable () -> Void) {
    state.withLock { $0.events.append(Event(at: $0.now + max(0, seconds) * 1000, run: run)) }
  }

  private func nextEvent(until goal: Int) -> Event? {
    state.withLock { state in
      // The first of the earliest: events of one time run in the order in which they were set.
      guard let at = state.events.map(\.at).min(), at <= goal,
        let index = state.events.firstIndex(where: { $0.at == at })
      else { return nil }
      state.now = max(state.now, at)
      return state.events.remove(at: index)
    }
  }
}
