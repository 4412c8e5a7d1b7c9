import Testing

@testable import mooring

/// A command line that is wrong, and the whole of what its user reads.
struct WrongLine: CustomTestStringConvertible, Sendable {
  let words: [String]
  let message: String

  init(_ line: String, _ message: String) {
    words = line.split(separator: " ").map(String.init)
    self.message = message
  }

  var testDescription: String { words.joined(separator: " ") }

  static let all: [WrongLine] = [
    WrongLine("", "no command given; `mooring help` lists them"),
    WrongLine("--quiet", "no command given; `mooring help` lists them"),
    WrongLine("paln", "unknown command `paln`; did you mean `plan`?"),
    WrongLine("destroy", "unknown command `destroy`; `mooring help` lists them"),
    WrongLine("help paln", "unknown command `paln`; did you mean `plan`?"),
    WrongLine("paln --help", "unknown command `paln`; did you mean `plan`?"),
    WrongLine(
      "watch a.yaml --interval 5m",
      "this version of mooring doesn't have the command `watch` yet; `mooring help` lists those that "
        + "it has"
    ),
    WrongLine("rollback", "`mooring rollback` needs the path of a file: `mooring rollback REPORT`"),
    WrongLine(
      "rollback -",
      "`mooring rollback` needs the path of a file: `mooring rollback REPORT`"
    ),
    WrongLine(
      "rollback a --report a",
      "`--report a`: expected another file than the report that is read"
    ),
    WrongLine("rollback a b", "`mooring rollback` takes no argument `b`"),
    WrongLine(
      "rollback a --region us-west-2",
      "`mooring rollback` takes no `--region`; it is a flag of `plan`, `apply`, `check`, `discover`, "
        + "`snapshot`, `iam-policy`, `init`"
    ),
    WrongLine(
      "help watch",
      "this version of mooring doesn't have the command `watch` yet; `mooring help` lists those "
        + "that it has"
    ),
    WrongLine("plan --quite", "unknown flag `--quite`; did you mean `--quiet`?"),
    WrongLine("plan --detailed", "unknown flag `--detailed`; did you mean `--detailed-exitcode`?"),
    WrongLine(
      "plan --frobnicate=1",
      "unknown flag `--frobnicate`; `mooring help COMMAND` lists a command's flags"
    ),
    WrongLine("plan -q", "unknown flag `-q`; `mooring help COMMAND` lists a command's flags"),
    WrongLine("plan -out", "unknown flag `-out`; did you mean `--out`?"),
    WrongLine("--quite", "unknown flag `--quite`; did you mean `--quiet`?"),
    WrongLine(
      "apply --snapshot x",
      "`mooring apply` takes no `--snapshot`; it is a flag of `plan`, `check`, `discover`"
    ),
    WrongLine(
      "version --quiet",
      "`mooring version` takes no `--quiet`; it is a flag of `plan`, "
        + "`apply`, `rollback`, `check`, `snapshot`, `validate`"
    ),
    WrongLine("snapshot a.yaml", "`mooring snapshot` needs `--out FILE`"),
    WrongLine(
      "plan --out",
      "`--out` needs a value: `--out FILE`; one that begins with a hyphen is given as `--out=VALUE`"
    ),
    WrongLine(
      "plan --out --quiet",
      "`--out` needs a value: `--out FILE`; one that begins with a hyphen is given as `--out=VALUE`"
    ),
    WrongLine(
      "plan --region=",
      "`--region` needs a value: `--region NAME`; one that begins with a hyphen is given as "
        + "`--region=VALUE`"
    ),
    WrongLine("plan --quiet=yes", "`--quiet` takes no value"),
    WrongLine("plan --out a --out b", "`--out` is given more than once"),
    WrongLine("plan --format xml", "`--format xml`: expected text or json"),
    WrongLine(
      "plan --format markdown",
      "`--format markdown`: this version of mooring doesn't have that yet; it takes "
        + "`--format text|json`"
    ),
    WrongLine("plan --color red", "`--color red`: expected auto, always or never"),
    WrongLine(
      "plan --log-level loud",
      "`--log-level loud`: expected debug, info, warning or error"
    ),
    WrongLine("plan --parallelism 0", "`--parallelism 0`: expected a whole number from 1 to 256"),
    WrongLine("plan --parallelism=-1", "`--parallelism -1`: expected a whole number from 1 to 256"),
    WrongLine("plan --parallelism +5", "`--parallelism +5`: expected a whole number from 1 to 256"),
    WrongLine(
      "plan --parallelism 99999999999999999999",
      "`--parallelism 99999999999999999999`: expected a whole number from 1 to 256"
    ),
    WrongLine(
      "plan --region evil.example/",
      "--region is \"evil.example/\", which is no Region. A Region is written like us-west-2."
    ),
    WrongLine(
      "plan --endpoint-url localhost:5000",
      "--endpoint-url is \"localhost:5000\", which is no URL to send requests to: it begins with "
        + "neither https:// nor http://. Write it like https://host:port/prefix."
    ),
    WrongLine(
      "plan --endpoint-url http://me:secret@host",
      "--endpoint-url is \"…@host\", which is no URL to send requests to: it names a user. Write it "
        + "like https://host:port/prefix."
    ),
    WrongLine("plan --out -", "`--out -`: expected the path of a file"),
    WrongLine("plan - -", "`-`, standard input, can be read only once"),
    WrongLine(
      "apply --lock dynamodb://locks/mooring",
      "`--lock dynamodb://locks/mooring`: this version of mooring doesn't have that yet; it takes "
        + "`--lock FILE`"
    ),
    WrongLine(
      "apply --plan p.json a.yaml",
      "`--plan` goes without a spec: a saved plan carries its spec, and is applied as it was reviewed "
        + "or not at all"
    ),
    WrongLine(
      "apply --plan p.json --only a",
      "`--plan` goes without `--only`: a saved plan carries its spec, and is applied as it was "
        + "reviewed or not at all"
    ),
    WrongLine("iam-policy a.yaml", "`mooring iam-policy` needs `--for plan|apply`"),
    WrongLine("iam-policy --for all", "`--for all`: expected plan or apply"),
    WrongLine(
      "iam-policy --for plan --role reader",
      "`--role reader`: expected a role's ARN, as the spec has it"
    ),
    WrongLine(
      "plan --for apply",
      "`mooring plan` takes no `--for`; it is a flag of `iam-policy`"
    ),
    WrongLine("version now", "`mooring version` takes no argument `now`"),
    WrongLine("help plan apply", "`mooring help` takes no argument `apply`"),
  ]
}

@Suite struct UsageErrorTests {
  @Test(arguments: WrongLine.all)
  func `a wrong line says what is wrong and what to do`(line: WrongLine) {
    let error = #expect(throws: UsageError.self) { try Invocation(line.words) }
    #expect(error?.description == line.message)
  }

  @Test func `an empty argument is no path`() {
    #expect(throws: UsageError.emptyOperand) { try Invocation(["plan", ""]) }
  }

  @Test func `a name that matches nothing is told what there is`() {
    let names = (1...12).map { "binding-\($0)" }
    #expect(
      UsageError.nothingMatches(["x", "y*"], names: Array(names.prefix(2)), in: "spec").description
        == "`--only x` and `--only y*` match no binding; the spec has binding-1, binding-2"
    )
    #expect(
      UsageError.nothingMatches(["x"], names: names, in: "report").description
        == "`--only x` matches no binding; the report has binding-1, binding-2, binding-3, binding-4, "
        + "binding-5, binding-6, binding-7, binding-8, binding-9, binding-10 and 2 more"
    )
  }
}
