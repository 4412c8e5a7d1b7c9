import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

@Suite struct ProgressTellerTests {
  private func session(_ recorded: RecordedConsole, _ words: String...) throws -> Session {
    guard case .apply(let arguments) = try Invocation(["apply"] + words) else {
      throw UsageError.noCommand
    }
    let terminal = Terminal(
      isOutput: false,
      isError: false,
      refusesColor: false,
      isDumb: false,
      columns: nil
    )
    return Session(arguments.output, console: recorded.console, terminal: terminal)
  }

  private func tell(_ teller: ProgressTeller) throws {
    let change = Change.registerTargets([try Samples.target("10.0.1.5")])
    teller.tell("airflow", .writing(change))
    teller.tell("airflow", .ended(Outcome(change, .applied, reason: "")))
    teller.tell("airflow", .waiting(healthy: 0, of: 1, secondsLeft: 300))
    teller.tell("airflow", .waiting(healthy: 0, of: 1, secondsLeft: 290))
    teller.tell("airflow", .waiting(healthy: 1, of: 1, secondsLeft: 280))
    teller.tell("airflow", .verifying)
  }

  @Test func `without a terminal a line is written for each change`() throws {
    let recorded = try RecordedConsole()
    try tell(ProgressTeller(try session(recorded), redraws: false))
    #expect(
      try recorded.error
        == """
        airflow: register 10.0.1.5:443: done
        airflow: 0 of 1 target healthy
        airflow: 1 of 1 target healthy

        """
    )
  }

  @Test func `quiet is quiet`() throws {
    let recorded = try RecordedConsole()
    try tell(ProgressTeller(try session(recorded, "--quiet"), redraws: false))
    #expect(try recorded.error == "")
  }

  @Test func `the log of writes takes the place of their lines, also where all is quiet`() throws {
    let recorded = try RecordedConsole()
    let session = try session(recorded, "--quiet", "--log-level", "info")
    let change = Change.registerTargets([try Samples.target("10.0.1.5")])
    let teller = ProgressTeller(session, redraws: false)
    let answer = RequestRecord(
      operation: .registerTargets,
      host: "elb",
      attempt: 1,
      maximumAttempts: 3,
      status: 403,
      code: "AccessDenied",
      failure: nil,
      milliseconds: 1,
      requestID: "r-1"
    )
    session.answers.note(.attempted(answer))
    let at = 1_767_323_045
    teller.tell("a", .ended(Outcome(change, .applied, at: at, reason: "It is missing.")))
    teller.tell(
      "a",
      .ended(
        Outcome(change, .failed, requestId: "r-1", at: at, reason: "It is missing.", error: "No.")
      )
    )
    teller.tell("a", .verifying)
    #expect(
      try recorded.error
        == """
        mooring: info: register 10.0.1.5:443: applied (binding a, action registerTargets, request \
        none, status no answer, at 2026-01-02T03:04:05Z, why It is missing., error none)
        mooring: info: register 10.0.1.5:443: failed (binding a, action registerTargets, request \
        r-1, status 403 AccessDenied, at 2026-01-02T03:04:05Z, why It is missing., error No.)

        """
    )
  }

  @Test(arguments: [(0, "0s"), (59, "59s"), (60, "1m"), (290, "4m50s"), (5400, "1h30m")])
  func `durations are written as specs write them`(seconds: Int, text: String) {
    #expect(ProgressTeller.duration(seconds) == text)
  }
}
