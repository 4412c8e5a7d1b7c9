import Core
import Documents
import Foundation
import Testing

@testable import mooring

/// The program against the sandbox, over a socket, as an operator uses it.
@Suite struct SandboxTests {
  private let folder: TemporaryFolder
  private let sandbox: Sandbox
  private let spec = Sandbox.spec("drifted")

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try Sandbox("drifted")
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try Program(arguments, in: folder.path, environment: sandbox.environment).run()
  }

  @Test func `plan, apply, and nothing is left to do; the plan saved before is stale`() throws {
    let plan = try run("plan", spec, "--detailed-exitcode", "--out=plan.json")
    #expect(plan.code == 2)
    #expect(plan.error == "")

    let apply = try run("apply", spec, "--auto-approve", "--report=report.json", "--lock=lock")
    #expect(apply.code == 0)
    #expect(apply.output.contains("Applied: 1 binding; 1 converged.\n"))
    #expect(apply.error.contains("airflow-prod: deregister 10.0.9.9:443: done\n"))
    let report = try ReportDocument.decode(
      Array(try folder.text("report.json").utf8),
      file: "report.json"
    )
    #expect(report.bindings.map(\.status) == [.converged])

    let again = try run("plan", spec, "--detailed-exitcode")
    #expect(again.code == 0)
    let quiet = try run("apply", spec, "--auto-approve", "--quiet")
    #expect(quiet == Program.Ending(code: 0, output: "", error: ""))

    let stale = try run("apply", "--plan=plan.json", "--auto-approve")
    #expect(stale.code == 4)
    #expect(stale.error.contains("AWS is no longer what the plan was made from"))
  }

  @Test func `a saved plan is applied while it holds`() throws {
    #expect(try run("plan", spec, "--out=plan.json", "--quiet").code == 0)
    let apply = try run("apply", "--plan=plan.json", "--auto-approve", "--format=json")
    #expect(apply.code == 0)
    let report = try ReportDocument.decode(Array(apply.output.utf8), file: "output")
    #expect(report.bindings.map(\.status) == [.converged])
  }

  @Test func `a recording plans as the live world does`() throws {
    #expect(try run("snapshot", spec, "--out=world.json").code == 0)
    let live = try run("plan", spec)
    let replayed = try run("plan", spec, "--snapshot=world.json")
    #expect(replayed.output.hasPrefix(live.output))
    let discovery = try run("discover", spec)
    #expect(discovery == (try run("discover", spec, "--snapshot=world.json")))
  }

  @Test func `only the whole word yes is approval`() throws {
    for answer in ["no", "y", ""] {
      let refused = try typing(answer)
      #expect(refused.code == 64)
      #expect(refused.error.contains("not approved; nothing was written"))
    }
    #expect(try run("plan", spec, "--detailed-exitcode").code == 2)
    let approved = try typing("yes")
    #expect(approved.code == 0)
    #expect(approved.output.contains("1 converged"))
  }

  @Test func `an interrupted question says that nothing was written`() throws {
    // ^C, as the terminal makes a signal of it, has no process group here: it is sent instead.
    let pipe = Pipe()
    let (keyboard, terminal) = try terminal()
    defer {
      close(terminal)
      close(keyboard)
    }
    let child = try Program(["apply", spec], in: folder.path, environment: sandbox.environment)
      .start(.init(input: terminal, error: pipe.fileHandleForWriting.fileDescriptor))
    try pipe.fileHandleForWriting.close()
    var text = ""
    while !text.hasSuffix("accepted: ") {
      let bytes = pipe.fileHandleForReading.availableData
      try #require(!bytes.isEmpty, "it ended before it asked")
      text += String(decoding: bytes, as: UTF8.self)
    }
    kill(child.id, SIGINT)
    #expect(child.wait() == .exited(130))
    let rest = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    #expect(rest == "\nmooring: error: interrupted before approval; nothing was written\n")
  }

  @Test func `plans and snapshots are not taken for each other`() throws {
    let saved = try run("plan", spec, "--out=plan.json")
    #expect(saved.output.hasSuffix("`mooring apply --plan plan.json` applies just this.\n"))
    #expect(try run("snapshot", spec, "--out=world.json").code == 0)
    let applied = try run("apply", "--plan=world.json", "--auto-approve")
    #expect(applied.code == 65)
    #expect(applied.error == "mooring: error: world.json: this is a snapshot, not a saved plan\n")
    let planned = try run("plan", spec, "--snapshot=plan.json")
    #expect(planned.code == 65)
    #expect(planned.error == "mooring: error: plan.json: this is a saved plan, not a snapshot\n")
  }

  /// Runs an apply that somebody answers at a terminal.
  private func typing(_ answer: String) throws -> Program.Ending {
    let (keyboard, terminal) = try terminal()
    defer {
      close(terminal)
      close(keyboard)
    }
    let line = Array((answer + "\n").utf8)
    try #require(write(keyboard, line, line.count) == line.count)
    return try Program(["apply", spec], in: folder.path, environment: sandbox.environment)
      .run(input: terminal)
  }

  /// The two ends of a terminal; both are to be closed.
  private func terminal() throws -> (keyboard: Int32, terminal: Int32) {
    // Linux's own calls: glibc shows Swift no posix_openpt.
    let keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlock, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(keyboard, 0x4004_5431, &unlock) == 0, "TIOCSPTLCK")
    try #require(ioctl(keyboard, 0x8004_5430, &number) == 0, "TIOCGPTN")
    let name = "/dev/pts/\(number)"
    let terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    return (keyboard, terminal)
  }
}
