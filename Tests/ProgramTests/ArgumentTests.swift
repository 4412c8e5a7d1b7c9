import AWS
import Testing

@testable import mooring

@Suite struct ArgumentTests {
  private func plan(_ words: String...) throws -> PlanArguments {
    let invocation = try Invocation(["plan"] + words)
    guard case .plan(let arguments) = invocation else {
      throw Unexpected(invocation: invocation)
    }
    return arguments
  }

  private func apply(_ words: String...) throws -> ApplyArguments {
    let invocation = try Invocation(["apply"] + words)
    guard case .apply(let arguments) = invocation else {
      throw Unexpected(invocation: invocation)
    }
    return arguments
  }

  private struct Unexpected: Error { let invocation: Invocation }

  @Test func `a command without flags has every default`() throws {
    let arguments = try plan()
    #expect(arguments.spec.paths.isEmpty)
    #expect(arguments.spec.only.isEmpty)
    #expect(arguments.format == .text)
    #expect(arguments.out == nil)
    #expect(!arguments.isExitCodeDetailed)
    #expect(arguments.snapshot == nil)
    #expect(arguments.connection.parallelism == 16)
    #expect(arguments.connection.flags == ClientSettings.Flags())
    #expect(arguments.output.color == .auto)
    #expect(arguments.output.logLevel == .warning)
    #expect(arguments.output.logFormat == .text)
    #expect(!arguments.output.isQuiet)
  }

  @Test func `a value stands behind a blank or an equals sign`() throws {
    #expect(try plan("--out", "a=b", "x.yaml") == plan("x.yaml", "--out=a=b"))
    #expect(try plan("--out=-x").out == "-x")
  }

  @Test func `flags may stand anywhere, also before the command`() throws {
    let before = try Invocation(["--quiet", "--region", "eu-west-1", "plan", "a.yaml"])
    let behind = try Invocation(["plan", "a.yaml", "--region", "eu-west-1", "--quiet"])
    #expect(before == behind)
  }

  @Test func `two hyphens end the flags`() throws {
    #expect(try plan("--quiet", "--", "--out", "-h").spec.paths == ["--out", "-h"])
  }

  @Test func `a hyphen alone is standard input`() throws {
    #expect(try plan("-").spec.readsStandardInput)
    #expect(try !plan("a.yaml").spec.readsStandardInput)
  }

  @Test func `every flag of plan arrives`() throws {
    let arguments = try plan(
      "--format=json",
      "--out=plan.json",
      "--detailed-exitcode",
      "--snapshot=world.json",
      "--only=a",
      "--only=b*",
      "--parallelism=4",
      "--profile=ops",
      "--region=us-west-2",
      "--endpoint-url=http://127.0.0.1:5000",
      "--log-level=debug",
      "--log-format=json",
      "--color=never",
      "--quiet"
    )
    #expect(arguments.format == .json)
    #expect(arguments.out == "plan.json")
    #expect(arguments.isExitCodeDetailed)
    #expect(arguments.snapshot == "world.json")
    #expect(arguments.spec.only.map(\.description) == ["a", "b*"])
    #expect(arguments.connection.parallelism == 4)
    #expect(
      arguments.connection.flags
        == ClientSettings.Flags(
          profile: "ops",
          region: "us-west-2",
          endpointURL: "http://127.0.0.1:5000"
        )
    )
    #expect(arguments.output.logLevel == .debug)
    #expect(arguments.output.logFormat == .json)
    #expect(arguments.output.color == .never)
    #expect(arguments.output.isQuiet)
  }

  @Test func `apply takes a spec or a saved plan`() throws {
    guard case .spec(let spec) = try apply("a.yaml").source else {
      Issue.record("not a spec")
      return
    }
    #expect(spec.paths == ["a.yaml"])
    #expect(try apply("--plan", "p.json").source == .savedPlan("p.json"))
  }

  @Test func `every flag of apply arrives`() throws {
    let arguments = try apply("--auto-approve", "--lock", "l", "--report", "r.json")
    #expect(arguments.isApproved)
    #expect(arguments.lock == "l")
    #expect(arguments.report == "r.json")
    #expect(try !apply().isApproved)
  }

  @Test(arguments: [
    (["--help"], Invocation.help(nil)),
    (["-h"], .help(nil)),
    (["help"], .help(nil)),
    (["help", "plan"], .help(.plan)),
    (["plan", "--help"], .help(.plan)),
    (["--bogus", "plan", "-h"], .help(.plan)),
    (["plan", "--out", "--help"], .help(.plan)),
    (["apply", "--snapshot", "x", "a.yaml", "-h"], .help(.apply)),
    (["--version"], .version),
    (["version"], .version),
    (["plan", "--version"], .version),
    (["--help", "--version"], .help(nil)),
  ])
  func `help and version are found anywhere`(words: [String], expected: Invocation) throws {
    #expect(try Invocation(words) == expected)
  }

  @Test func `every flag is in the table, and of each command once`() {
    let names = Flag.table.map(\.name)
    #expect(FlagName.allCases.allSatisfy(names.contains))
    for command in CommandName.allCases {
      let flags = Flag.all(of: command).map(\.name)
      #expect(flags == FlagName.allCases.filter(flags.contains))
    }
  }

  @Test func `a command of a later version is no command of this one`() {
    #expect(CommandName.later.allSatisfy { CommandName(rawValue: $0) == nil })
  }

  @Test func `help of a command lists its flags and no others`() {
    for command in CommandName.allCases {
      let lines = HelpText.text(of: command).split(separator: "\n")
      let listed = lines.filter { $0.hasPrefix("  --") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(listed == Flag.all(of: command).map(\.name.typed))
    }
  }

  @Test(arguments: CommandName.allCases.map(Optional.some) + [nil])
  func `help fits a terminal of 100 columns`(command: CommandName?) {
    #expect(HelpText.text(of: command).split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
