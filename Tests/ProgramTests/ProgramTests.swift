import Core
import Documents
import Foundation
import TestSupport
import Testing

@testable import mooring

@Suite struct ProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let spec = """
    version: 1
    bindings:
      - name: airflow
        region: us-west-2
        endpoint: {mwaaEnvironment: airflow}
        targetGroup: {name: airflow-web}

    """

  /// A spec and a recording of a world that is in step with it, or one change away.
  private func record(isInStep: Bool = true) throws {
    var harbour = Harbour()
    if !isInStep { harbour.here.targetGroups[0].targets.removeFirst() }
    let bytes = try SnapshotDocument.encode(harbour.observation, tool: Version.tool)
    try folder.write(String(decoding: bytes, as: UTF8.self), to: "world.json")
    try folder.write(Self.spec, to: "mooring.yaml")
  }

  @Test func `help and version go to standard output`() throws {
    let version = try Program.run("--version")
    #expect(version == Program.Ending(code: 0, output: "mooring 0.1.0\n", error: ""))
    let help = try Program.run("help", "plan")
    #expect(help.code == 0)
    #expect(help.output == HelpText.text(of: .plan))
    #expect(help.error == "")
  }

  @Test func `wrong usage is told on standard error, with 64`() throws {
    let ending = try Program.run("plan", "--quite")
    #expect(
      ending
        == Program.Ending(
          code: 64,
          output: "",
          error: "mooring: error: unknown flag `--quite`; did you mean `--quiet`?\n"
        )
    )
    #expect(try Program.run().code == 64)
  }

  @Test func `what a user typed can't obey in the terminal`() throws {
    let ending = try Program.run("\u{1b}[2J")
    #expect(
      ending.error
        == "mooring: error: unknown command `\\u{1b}[2J`; `mooring help` lists them\n"
    )
  }

  @Test func `a good spec is valid, from a file, the folder's own, and standard input`() throws {
    let file = try folder.write(Self.spec, to: "mooring.yaml")
    let valid = Program.Ending(code: 0, output: "Valid: 1 binding.\n", error: "")
    #expect(try Program.run("validate", file) == valid)
    #expect(try Program.run("validate", in: folder.path) == valid)
    #expect(try Program.run("validate", "-", input: Self.spec) == valid)
    #expect(try Program.run("validate", "--quiet", file).output == "")
  }

  @Test func `a bad spec is told with its places, with 65`() throws {
    let file = try folder.write("version: 1\nbindings: 7\nextra: 1\n", to: "s.yaml")
    let ending = try Program.run("validate", file)
    #expect(ending.code == 65)
    #expect(ending.output == "")
    let lines = ending.error.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("mooring: error: \(file):") })
  }

  @Test func `a missing spec is named, with 65`() throws {
    let ending = try Program.run("plan", in: folder.path)
    #expect(ending.code == 65)
    #expect(
      ending.error
        == "mooring: error: there is no mooring.yaml here; name a spec: a file, a directory, or -\n"
    )
  }

  @Test func `errors are JSON lines where logs are`() throws {
    let ending = try Program.run("plan", "none.yaml", "--log-format", "json", in: folder.path)
    let line = try JSON(Array(ending.error.utf8), file: "log")
    guard case .object(let members) = line else {
      Issue.record("not an object: \(ending.error)")
      return
    }
    #expect(members["level"] == .string("error"))
    #expect(
      members["message"] == .string("none.yaml: could not be read: No such file or directory")
    )
    #expect(members.keys.sorted() == ["level", "message", "time"])
  }

  @Test func `a recording in step is 0 and silent when asked to be quiet`() throws {
    try record()
    let plan = ["plan", "--snapshot", "world.json"]
    let shown = try Program.run(plan[0], plan[1], plan[2], in: folder.path)
    #expect(shown.code == 0)
    #expect(shown.error == "")
    #expect(shown.output.contains("airflow  us-west-2  123456789012  in step: 2 targets, all"))
    let quiet = try Program.run(plan[0], plan[1], plan[2], "--quiet", in: folder.path)
    #expect(quiet == Program.Ending(code: 0, output: "", error: ""))
  }

  @Test func `a pending change is 2 only where it is asked for`() throws {
    try record(isInStep: false)
    let plain = try Program.run("plan", "--snapshot=world.json", in: folder.path)
    #expect(plain.code == 0)
    #expect(plain.output.contains("1 to register"))
    let detailed = try Program.run(
      "plan",
      "--snapshot=world.json",
      "--detailed-exitcode",
      "--quiet",
      in: folder.path
    )
    #expect(detailed.code == 2)
    #expect(detailed.output == plain.output)
  }

  @Test func `a saved plan equals the one that is shown, and one of a snapshot isn't applied`()
    throws
  {
    try record(isInStep: false)
    let shown = try Program.run(
      "plan",
      "--snapshot=world.json",
      "--format=json",
      "--out=plan.json",
      in: folder.path
    )
    #expect(shown.code == 0)
    #expect(shown.output == (try folder.text("plan.json")))
    let applied = try Program.run("apply", "--plan=plan.json", "--auto-approve", in: folder.path)
    #expect(applied.code == 64)
    #expect(applied.error.contains("made from a snapshot"))
    let text = try folder.text("plan.json").replacing("10.0.1.5", with: "10.0.1.6")
    try folder.write(text, to: "plan.json")
    let edited = try Program.run("apply", "--plan=plan.json", "--auto-approve", in: folder.path)
    #expect(edited.code == 65)
    #expect(edited.error.contains("the plan isn't as it was written"))
  }

  @Test func `discover shows the recording's sources`() throws {
    try record()
    let ending = try Program.run("discover", "--snapshot=world.json", in: folder.path)
    #expect(ending.code == 0)
    #expect(ending.output.contains("The sources agree."))
    let json = try Program.run(
      "discover",
      "--snapshot=world.json",
      "--format=json",
      in: folder.path
    )
    #expect(json.output.contains("\"verdict\" : \"agreed\""))
  }

  @Test func `without a terminal nothing is applied`() throws {
    try record()
    let ending = try Program.run("apply", in: folder.path)
    #expect(ending.code == 64)
    #expect(ending.error.contains("nothing was written"))
    #expect(ending.output == "")
  }

  @Test func `an apply beside another that holds the lock is 6`() throws {
    try record()
    let holder = LockFile.Holder(process: 1, host: "ops-1", startedAt: "then")
    let lock = try LockFile(path: folder.file("lock"), for: holder)
    let ending = try Program.run("apply", "--auto-approve", "--lock=lock", in: folder.path)
    lock.release()
    #expect(ending.code == 6)
    #expect(ending.error.contains("process 1 on ops-1, since then"))
  }

  @Test func `without credentials a binding fails with 1 and says where it looked`() throws {
    try folder.write(Self.spec, to: "mooring.yaml")
    let ending = try Program.run("plan", in: folder.path)
    #expect(ending.code == 1)
    #expect(ending.output.contains("AWS_ACCESS_KEY_ID is not set"))
    #expect(ending.output.hasSuffix("Plan: 1 binding; nothing could be observed.\n"))
  }

  @Test func `colour comes only where it is wanted`() throws {
    try record()
    let arguments = ["plan", "--snapshot=world.json"]
    let plain = try Program.run(arguments[0], arguments[1], in: folder.path)
    #expect(!plain.output.contains("\u{1b}"))
    let colored = try Program.run(
      arguments[0],
      arguments[1],
      "--color=always",
      in: folder.path,
      environment: ["NO_COLOR": "1"]
    )
    #expect(colored.output.contains("\u{1b}[1mairflow\u{1b}[0m"))
  }

  @Test func `a reader that goes away ends nothing but the output`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let child = try Program(["help"])
      .start(.init(output: pipe.fileHandleForWriting.fileDescriptor))
    #expect(child.wait() == .exited(0))
  }

  @Test func `a result that can't be written is a failure`() throws {
    let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let child = try Program(["help"]).start(.init(output: full.fileDescriptor))
    #expect(child.wait() == .exited(1))
  }

  @Test func `results never end in a file that isn't standard output`() throws {
    try record()
    let line = "exec \"$0\" plan --snapshot=world.json --out=plan.json >&-"
    let child = try ChildProcess(
      URL(filePath: "/bin/sh"),
      ["-c", line, Program.folder.appending(path: "mooring").path],
      in: folder.path,
      environment: [:],
      streams: .init()
    )
    #expect(child.wait() == .exited(1))
    #expect(try folder.text("plan.json").hasPrefix("{"))
  }

  private static let signals: [(Int32, Int32)] = [(SIGINT, 130), (SIGTERM, 143)]

  @Test(arguments: signals)
  func `a signal ends a run that only reads, with a code`(signal: Int32, code: Int32) throws {
    // A pipe that nobody writes to: the program waits for its spec.
    let pipe = Pipe()
    let child = try Program(["validate", "-"])
      .start(.init(input: pipe.fileHandleForReading.fileDescriptor))
    var isReady = false
    while !isReady {
      let status = try String(contentsOfFile: "/proc/\(child.id)/status", encoding: .utf8)
      try #require(!status.contains("State:\tZ"), "it ended before it was ready")
      isReady = status.split(separator: "\n").contains { line in
        line.hasPrefix("SigCgt:") && (UInt64(line.suffix(16), radix: 16) ?? 0) & 0x4002 == 0x4002
      }
    }
    kill(child.id, signal)
    #expect(child.wait() == .exited(code))
  }
}
