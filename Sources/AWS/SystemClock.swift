import Glibc

/// The machine's own clock.
package struct SystemClock: WallClock {
  package init() {}

  package func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  package func sleep(milliseconds: Int) async {
    guard milliseconds > 0 else { return }
    // Cancelled: whoever sleeps looks for that itself.
    try? await Task.sleep(for: .milliseconds(milliseconds))
  }
}
