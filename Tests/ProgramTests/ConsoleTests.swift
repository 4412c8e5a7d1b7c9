import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

@Suite struct ConsoleTests {
  @Test func `a result waits for its flush, a note doesn't`() throws {
    let recorded = try RecordedConsole()
    recorded.console.result("one\n")
    recorded.console.note("two")
    #expect(try recorded.output == "")
    #expect(try recorded.error == "two\n")
    recorded.console.question("three? ")
    #expect(try recorded.output == "one\n")
    #expect(try recorded.error == "two\nthree? ")
    #expect(recorded.console.finish() == nil)
  }

  @Test func `a long result is written before it is whole`() throws {
    let recorded = try RecordedConsole()
    recorded.console.result(String(repeating: "x", count: 100_000))
    #expect(try recorded.output.count == 100_000)
  }

  @Test func `progress is drawn over, and gone before the next note`() throws {
    let recorded = try RecordedConsole(redraws: true)
    recorded.console.progress("1 of 2")
    recorded.console.progress("2 of 2")
    recorded.console.note("done")
    recorded.console.progress(nil)
    #expect(
      try recorded.error.replacing("\u{1b}", with: "ESC")
        == "\rESC[KESC[?7l1 of 2ESC[?7h\rESC[KESC[?7l2 of 2ESC[?7h\rESC[Kdone\n"
    )
  }

  @Test func `progress is silent where it can't be drawn over`() throws {
    let recorded = try RecordedConsole()
    recorded.console.progress("1 of 2")
    #expect(recorded.console.finish() == nil)
    #expect(try recorded.error == "")
  }

  @Test func `a full disk is told at the end`() throws {
    let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let console = Console(output: full.fileDescriptor, error: full.fileDescriptor, redraws: false)
    console.result("one\n")
    #expect(console.finish() == ENOSPC)
  }
}
