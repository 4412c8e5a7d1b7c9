import Glibc
import Synchronization

/// The programs that this process has started and that have not ended, so that none outlives it.
///
/// A process id is another program's as soon as its own is waited for, so both are done under a lock.
package enum RunningChildren {
  /// Nil once they were ended for good.
  private static let ids = Mutex<Set<pid_t>?>([])

  /// Starts a program and keeps its process id; nil where none may be started any more.
  static func start<Failure>(
    _ spawn: () throws(Failure) -> pid_t
  ) throws(Failure) -> pid_t? {
    try ids.withLock { (ids) throws(Failure) in
      guard ids != nil else { return nil }
      let id = try spawn()
      ids?.insert(id)
      return id
    }
  }

  /// The status of a program that has ended, as `waitpid` gives it; nil as long as it runs.
  ///
  /// Where this process was started to ignore SIGCHLD nobody learns the status, and zero stands for it.
  static func status(of id: pid_t) -> Int32? {
    ids.withLock { ids in
      var status: Int32 = 0
      guard waitpid(id, &status, WNOHANG) != 0 else { return nil }
      ids?.remove(id)
      return status
    }
  }

  /// Kills a program and waits for its end.
  static func kill(_ id: pid_t) {
    // From here on only this thread knows of it.
    _ = ids.withLock { $0?.remove(id) }
    Glibc.kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// Kills them all, as this process is about to end; none is started after this.
  ///
  /// At a terminal Ctrl-C reaches them by itself; a signal to this process alone doesn't.
  package static func end() {
    ids.withLock { ids in
      for id in ids ?? [] { _ = Glibc.kill(id, SIGKILL) }
      ids = nil
    }
  }
}
