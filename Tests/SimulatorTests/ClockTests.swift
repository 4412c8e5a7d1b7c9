import AWS
import Simulator
import Synchronization
import Testing

@Suite struct ClockTests {
  @Test func `time moves by sleeping and advancing only`() async {
    let clock = VirtualClock(seconds: 100)
    #expect(clock.milliseconds() == 100_000)
    await clock.sleep(milliseconds: 1500)
    clock.advance(seconds: 2)
    #expect(clock.milliseconds() == 103_500)
    await clock.sleep(milliseconds: -5)
    #expect(clock.milliseconds() == 103_500)
  }

  @Test func `a cancelled task sleeps no time`() async {
    let clock = VirtualClock(seconds: 0)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await clock.sleep(milliseconds: 1000)
    }
    await task.value
    #expect(clock.milliseconds() == 0)
  }

  @Test func `events happen in order, each at its own time, and may set others`() {
    let clock = VirtualClock(seconds: 0)
    let seen = Mutex<[String]>([])
    @Sendable func note(_ name: String) {
      seen.withLock { $0.append("\(name)@\(clock.milliseconds())") }
    }
    clock.after(seconds: 7) { note("late") }
    clock.after(seconds: 3) {
      note("early")
      clock.after(seconds: 2) { note("then") }
    }
    clock.after(seconds: 3) { note("second") }
    clock.after(seconds: 20) { note("never") }
    clock.advance(seconds: 10)
    #expect(seen.withLock { $0 } == ["early@3000", "second@3000", "then@5000", "late@7000"])
    #expect(clock.milliseconds() == 10_000)
  }

  @Test(arguments: [(1, 110_000), (10, 200_000), (0, 110_000)])
  func `an accelerated clock runs faster from when it is made`(speed: Int, time: Int) async {
    let base = VirtualClock(seconds: 100)
    let clock = AcceleratedClock(over: base, speed: speed)
    #expect(clock.milliseconds() == 100_000)
    base.advance(seconds: 10)
    #expect(clock.milliseconds() == time)
    await clock.sleep(milliseconds: 10_000)
    #expect(base.milliseconds() == 110_000 + 10_000 / max(1, speed))
  }

  @Test func `an accelerated clock doesn't overflow`() {
    let base = VirtualClock(seconds: 0)
    let clock = AcceleratedClock(over: base, speed: .max)
    base.advance(seconds: 1000)
    #expect(clock.milliseconds() > 0)
  }
}
