/// The time and the waiting, as a parameter: the system's in production, virtual in simulations.
package protocol WallClock: Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds left out.
  func milliseconds() -> Int

  /// Returns after so many milliseconds, or at once when the task is cancelled.
  func sleep(milliseconds: Int) async
}

extension WallClock {
  /// Whole seconds since 1970-01-01T00:00:00Z.
  package func seconds() -> Int { milliseconds() / 1000 }
}
