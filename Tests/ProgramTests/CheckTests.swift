import Core
import Documents
import Foundation
import Testing

@testable import mooring

@Suite struct CheckTests {
  private func check(
    _ requirements: [Requirement],
    name: String = "airflow-prod"
  ) throws -> CheckResult {
    .checked(
      Check(
        binding: try Samples.binding(name),
        place: try Samples.place(),
        requirements: requirements
      )
    )
  }

  private func failure() throws -> CheckResult {
    .failed(FailedBinding(binding: try Samples.binding("b"), reason: "no network"))
  }

  private let pass = Requirement(.endpointState, .pass, [Remark("It is available.")])
  private let warn = Requirement(.zones, .warn, [Remark("One zone.", remedy: "Add one.")])
  private let fail = Requirement(
    .healthy,
    .fail,
    [
      Remark("a is unhealthy.", remedy: "Heal it."), Remark("b | c is <unhealthy>."),
    ]
  )
  private let skipped = Requirement(
    .sameVPC,
    .notLookedAt,
    [Remark("the spec names no `listener`")]
  )

  @Test func `the exit code is 2 where a requirement fails and 1 where one couldn't be looked at`()
    throws
  {
    #expect(ExitCode(of: [try check([pass, skipped])]) == .done)
    #expect(ExitCode(of: [try check([pass, warn])]) == .done)
    #expect(ExitCode(of: [try check([pass]), try check([fail])]) == .changesPending)
    #expect(ExitCode(of: [try check([fail]), try failure()]) == .failed)
  }

  @Test func `the text says each line, its remedy, and what was not looked at`() throws {
    let text = CheckText.text(
      of: [try check([pass, warn, fail, skipped]), try failure()],
      isColored: false
    )
    #expect(
      text == """
        airflow-prod  us-west-2  123456789012  fails

          endpoint
            pass  available       It is available.

          targets
            warn  zones           One zone.
                                  -> Add one.
            fail  healthy         a is unhealthy.
                                  -> Heal it.
                                  b | c is <unhealthy>.

          network
            -     same VPC        not looked at: the spec names no `listener`

        b  us-west-2  failed

          error    no network

        Check: 2 bindings; 1 binding failed, 1 fails, 1 warns, 1 passes, 1 not looked at.

        """
    )
  }

  @Test func `a remedy that several remarks share is said once`() throws {
    let remarks = ["a", "b"].map { Remark("\($0) is unhealthy.", remedy: "Heal it.") }
    let text = CheckText.text(
      of: [try check([Requirement(.healthy, .fail, remarks)])],
      isColored: false
    )
    #expect(text.split(separator: "->").count == 2)
  }

  @Test func `a group that nothing was looked at in is one line`() throws {
    let other = Requirement(.sameSubnets, .notLookedAt, skipped.remarks)
    let text = CheckText.text(of: [try check([skipped, other])], isColored: false)
    #expect(text.contains("  network\n    -     not looked at: the spec names no `listener`\n"))
  }

  @Test func `it fits 80 columns`() throws {
    let text = CheckText.text(
      of: [
        try check([Requirement(.zones, .warn, [Remark(String(repeating: "word ", count: 40))])])
      ],
      isColored: false,
      columns: 80
    )
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `the markdown keeps every text in its cell`() throws {
    let text = CheckMarkdown.text(of: [try check([pass, warn, fail, skipped]), try failure()])
    #expect(
      text == """
        ## Mooring check: 2 bindings, 1 binding failed, 1 fails, 1 warns, 1 passes, 1 not looked at

        ### airflow-prod fails

        us-west-2, account 123456789012: 1 fails, 1 warns, 1 passes, 1 not looked at

        | | requirement | seen |
        | --- | --- | --- |
        | **warn** | targets: zones | One zone.<br>→ Add one. |
        | **fail** | targets: healthy | a is unhealthy.<br>→ Heal it.<br>b \\| c is &lt;unhealthy&gt;. |

        <details><summary>1 passes</summary>

        | | requirement | seen |
        | --- | --- | --- |
        | pass | endpoint: available | It is available. |

        </details>

        <details><summary>1 not looked at</summary>

        | | requirement | seen |
        | --- | --- | --- |
        | - | network: same VPC | the spec names no `listener` |

        </details>

        ### b failed

        no network

        """
    )
  }

  @Test(
    arguments: [
      ("PRIVATE_ONLY", "PRIVATE\\_ONLY"),
      ("`a|b_c` and d|e", "`a\\|b_c` and d\\|e"),
      ("one ` only", "one \\` only"),
      ("*.example.com @ops [x](y) <b>", "\\*.example.com &#64;ops \\[x\\](y) &lt;b&gt;"),
      ("two\nlines", "two<br>lines"),
      ("a\u{1b}[31m", "a\\\\u{1b}\\[31m"),
    ]
  )
  func `no text is taken for mark-up`(text: String, shown: String) {
    #expect(CheckMarkdown.cell(text) == shown)
  }

  @Test func `the JSON has each requirement and a summary`() throws {
    let results = [try check([fail, skipped]), try failure()]
    let json = CheckResult.json(of: results)
    guard case .object(let members) = json, case .array(let bindings)? = members["bindings"],
      case .object(let first) = bindings[0], case .array(let requirements)? = first["requirements"]
    else { throw Unexpected() }
    #expect(members["formatVersion"] == .int(1))
    #expect(
      members["summary"]
        == .object([
          "pass": .int(0), "warn": .int(0), "fail": .int(1), "notLookedAt": .int(1),
          "failed": .int(1),
        ])
    )
    #expect(first["verdict"] == .string("fail"))
    #expect(
      requirements[1]
        == .object([
          "code": .string("same-vpc"), "group": .string("network"),
          "verdict": .string("not-looked-at"),
          "remarks": .array([
            .object([
              "message": .string("the spec names no `listener`"), "remedy": .null, "finding": .null,
            ])
          ]),
        ])
    )
  }

  private struct Unexpected: Error {}

  @Test func `its arguments arrive, and markdown is its own`() throws {
    let words = ["check", "a.yaml", "--format", "markdown", "--snapshot", "w.json", "--quiet"]
    guard case .check(let arguments) = try Invocation(words) else { throw Unexpected() }
    #expect(arguments.spec.paths == ["a.yaml"])
    #expect(arguments.format == .markdown)
    #expect(arguments.snapshot == "w.json")
    #expect(arguments.output.isQuiet)
    let later = #expect(throws: UsageError.self) { try Invocation(["plan", "--format=markdown"]) }
    #expect(later?.description.hasSuffix("it takes `--format text|json`") == true)
    let html = #expect(throws: UsageError.self) { try Invocation(["check", "--format=html"]) }
    #expect(html?.description.hasSuffix("it takes `--format text|json|markdown`") == true)
  }

  @Test func `it is quiet where nothing is amiss, and fails where a binding can't be observed`()
    throws
  {
    let folder = try TemporaryFolder()
    let examples = try Example.all()
    func files(_ name: String) throws -> [String] {
      let folder = try #require(examples.first { $0.testDescription == name }).folder
      return [
        "--snapshot", folder.appending(path: "world.json").path,
        folder.appending(path: "spec.yaml").path,
      ]
    }
    let quiet = try Program(["check", "--quiet"] + files("in-step"), in: folder.path).run()
    #expect(quiet == Program.Ending(code: 0, output: "", error: ""))
    let loud = try Program(["check", "--quiet"] + files("drifted"), in: folder.path).run()
    #expect(loud.code == 2)
    #expect(!loud.output.isEmpty)
  }
}
