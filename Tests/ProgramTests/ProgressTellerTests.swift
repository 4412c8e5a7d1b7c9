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

  @Test(arguments: [(0, "0s"), (59, "59s"), (60, "1m"), (290, "4m50s"), (5400, "1h30m")])
  func `durations are written as specs write them`(seconds: Int, text: String) {
    #expect(ProgressTeller.duration(seconds) == text)
  }
}
