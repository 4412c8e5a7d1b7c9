package import AWS

/// Another clock's time from one moment on, running a whole number of times faster.
///
/// The sandbox keeps health checks and draining on it, so that a demonstration need not wait;
/// signatures are checked by the clock underneath.
package struct AcceleratedClock: WallClock {
  private let base: any WallClock
  private let start: Int
  private let speed: Int

  /// The speed is how many seconds pass for one of the clock underneath; at least 1.
  package init(over base: any WallClock, speed: Int) {
    self.base = base
    self.speed = max(1, speed)
    start = base.milliseconds()
  }

  package func milliseconds() -> Int {
    let (product, overflow) = (base.milliseconds() - start).multipliedReportingOverflow(by: speed)
    return overflow ? Int.max / 4 : start + product
  }

  package func sleep(milliseconds: Int) async {
    await base.sleep(milliseconds: max(0, milliseconds) / speed)
  }
}
