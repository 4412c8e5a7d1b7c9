import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

@Suite struct LogTests {
  private func log(_ recorded: RecordedConsole, _ level: LogLevel, _ format: LogFormat) -> Log {
    Log(console: recorded.console, level: level, format: format) { 1_767_323_045 }
  }

  @Test func `lines below the level are left out`() throws {
    let recorded = try RecordedConsole()
    let log = log(recorded, .warning, .text)
    log.debug("one")
    log.info("two")
    log.warning("three", ["binding": "airflow"])
    log.error("four\nfive")
    #expect(
      try recorded.error
        == "mooring: warning: three (binding airflow)\nmooring: error: four\n  five\n"
    )
  }

  @Test func `a JSON line is one object, whatever is in it`() throws {
    let recorded = try RecordedConsole()
    log(recorded, .debug, .json).debug("a \"quote\"\u{1b}[2J\nb", ["host": "x", "time": "2 ms"])
    #expect(
      try recorded.error
        == #"{"host":"x","level":"debug","message":"a \"quote\"\\u{1b}[2J\\u{a}b","#
        + #""time":"2026-01-02T03:04:05Z"}"# + "\n"
    )
  }
}
