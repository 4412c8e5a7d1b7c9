import CAres
import Glibc
import Synchronization

/// The thread on which c-ares works: it runs while questions are under way and not longer.
///
/// c-ares 1.18 (Debian 12) has no thread of its own. Each run opens a channel for itself, so the
/// servers in `/etc/resolv.conf` are read anew and nothing has to be closed from outside.
final class AresThread: Sendable {
  private let server: ServerAddress?
  private let timeoutMilliseconds: Int
  private let shared = Mutex(Shared())

  private struct Shared {
    var asked: [Question] = []
    /// An eventfd on which the running thread waits too; `nil` while none runs.
    var wakeUp: Int32?
  }

  init(server: ServerAddress?, timeoutMilliseconds: Int) {
    self.server = server
    self.timeoutMilliseconds = timeoutMilliseconds
  }

  /// Puts a question on its way, on the running thread or on a new one.
  func ask(_ question: Question) {
    guard !question.isFinished else { return }
    let failure = shared.withLock { shared -> Int32? in
      if let wakeUp = shared.wakeUp {
        shared.asked.append(question)
        eventfd_write(wakeUp, 1)
        return nil
      }
      let wakeUp = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
      guard wakeUp >= 0 else { return errno }
      let code = start()
      guard code == 0 else {
        close(wakeUp)
        return code
      }
      // The new thread waits for the lock before it looks.
      shared = Shared(asked: [question], wakeUp: wakeUp)
      return nil
    }
    if let failure {
      let reason = "no thread for DNS: \(String(cString: strerror(failure)))"
      question.finish(.failure(.failed(name: question.name.text, reason: reason)))
    }
  }

  /// Makes the thread look at its questions again.
  func wakeUp() {
    shared.withLock { shared in
      if let wakeUp = shared.wakeUp { eventfd_write(wakeUp, 1) }
    }
  }

  /// Starts a thread that no signal is delivered to: those are for the program's own threads.
  private func start() -> Int32 {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let resolver = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread,
      nil,
      { argument in
        if let argument { Unmanaged<AresThread>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      },
      resolver.toOpaque()
    )
    if code == 0 {
      pthread_detach(thread)
    } else {
      resolver.release()
    }
    return code
  }

  /// Answers questions until none is left.
  private func run() {
    var open: [Question] = []
    var channel: AresChannel?
    while let (asked, wakeUp) = next(open) {
      for question in asked {
        do throws(AresError) {
          let opened =
            if let channel {
              channel
            } else {
              try AresChannel(server: server, timeoutMilliseconds: timeoutMilliseconds)
            }
          channel = opened
          for family in AddressFamily.allCases { opened.ask(question, for: family) }
          open.append(question)
        } catch {
          question.finish(.failure(.failed(name: question.name.text, reason: error.words)))
        }
      }
      let now = ContinuousClock.now
      for question in open where question.deadline <= now {
        question.finish(.failure(.timedOut(name: question.name.text)))
      }
      open.removeAll(where: \.isFinished)
      if let deadline = open.map(\.deadline).min() {
        channel?.poll(alsoReading: wakeUp, until: deadline)
        var count: UInt64 = 0
        eventfd_read(wakeUp, &count)
      }
    }
  }

  /// The questions that came in since; `nil` once there is nothing left to do.
  private func next(_ open: [Question]) -> (asked: [Question], wakeUp: Int32)? {
    shared.withLock { shared in
      guard let wakeUp = shared.wakeUp else { return nil }
      if open.isEmpty, shared.asked.isEmpty {
        close(wakeUp)
        shared.wakeUp = nil
        return nil
      }
      defer { shared.asked = [] }
      return (shared.asked, wakeUp)
    }
  }
}
