import SpecFile
import Testing

@Suite struct SeveralBindingsTests {
  /// A file with one binding a line, the first on line 3; each gets an endpoint.
  private func file(_ name: String, _ bindings: [String]) -> SpecSource {
    let lines = bindings.map { "- {endpoint: {hostname: a.example.com}, \($0)}\n" }
    return source(name, "version: 1\nbindings:\n" + lines.joined())
  }

  private let arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/web/0123"

  @Test func `a name is unique over all files`() {
    let lines = errorLines([
      file("1.yaml", ["name: a, targetGroup: {name: x}", "name: a, targetGroup: {name: y}"]),
      file("2.yaml", ["name: b, targetGroup: {name: z}", "name: a, targetGroup: {port: x}"]),
    ])
    #expect(
      lines == [
        "1.yaml:4:47: binding a: name: another binding has this name: 1.yaml:3:47",
        "2.yaml:4:47: binding a: name: another binding has this name: 1.yaml:3:47",
        "2.yaml:4:50: binding a: targetGroup: missing key `name` or `arn`",
        "2.yaml:4:70: binding a: targetGroup.port: `x` is not a whole number from 1 to 65535",
      ]
    )
  }

  @Test func `an exclusive target group is one binding's`() {
    let lines = errorLines([
      file("1.yaml", ["name: a, targetGroup: {name: web, ownership: recorded}"]),
      file("2.yaml", ["name: b, targetGroup: {name: web}"]),
      file("3.yaml", ["name: c, targetGroup: {name: web, ownership: add-only}"]),
    ])
    #expect(
      lines == [
        "2.yaml:3:70: binding b: targetGroup: binding a has the same target group (1.yaml:3:70), "
          + "and binding b is exclusive: it would remove the other's targets",
        "3.yaml:3:70: binding c: targetGroup: binding b has the same target group (2.yaml:3:70), "
          + "and binding b is exclusive: it would remove the other's targets",
      ]
    )
  }

  /// Each pair is of one group as far as the spec shows.
  @Test(arguments: [
    ["targetGroup: {name: web}", "targetGroup: {name: web}"],
    ["targetGroup: {name: web}, region: us-west-2", "targetGroup: {name: web}, region: us-west-2"],
    ["targetGroup: {arn: 'ARN'}", "targetGroup: {arn: 'ARN', ownership: recorded}"],
    [
      "targetGroup: {arn: 'ARN'}",
      "targetGroup: {name: web}, region: us-west-2, account: 123456789012",
    ],
    [
      "targetGroup: {arn: 'ARN'}",
      "targetGroup: {name: web}, region: us-west-2, assumeRole: {arn: 'ROLE'}",
    ],
  ])
  func `a shared group is found`(pair: [String]) {
    #expect(errorLines([file("a.yaml", named(pair))]).count == 1)
  }

  @Test(arguments: [
    ["targetGroup: {name: web}", "targetGroup: {name: web2}"],
    ["targetGroup: {name: web}", "targetGroup: {name: web}, region: us-west-2"],
    ["targetGroup: {name: web}, region: eu-west-1", "targetGroup: {name: web}, region: us-west-2"],
    ["targetGroup: {name: web}, account: 123456789012", "targetGroup: {name: web}"],
    ["targetGroup: {name: web}, assumeRole: {arn: 'ROLE'}", "targetGroup: {name: web}"],
    [
      "targetGroup: {name: web, ownership: recorded}",
      "targetGroup: {name: web, ownership: add-only}",
    ],
  ])
  func `groups that may differ, and shared ones that nobody has alone, pass`(pair: [String]) {
    #expect(errorLines([file("a.yaml", named(pair))]).isEmpty)
  }

  private func named(_ pair: [String]) -> [String] {
    zip(["a", "b"], pair).map {
      "name: \($0), "
        + $1.replacing("'ARN'", with: "\"\(arn)\"").replacing("'ROLE'", with: "\"\(role)\"")
    }
  }

  @Test func `mistakes of all files come out together, in the order of files and lines`() {
    let lines = errorLines([
      source("b.yaml", "version: 1\nbindings: x\nfoo: 1\n"),
      source("a.yaml", "version: 3\n"),
      source("c.yaml", "bindings: ["),
      file("d.yaml", ["name: A, targetGroup: {name: web}"]),
    ])
    #expect(
      lines == [
        "b.yaml:2:11: bindings: `x` is text; it wants a list of bindings",
        "b.yaml:3:1: unknown key `foo`; known here: `version`, `defaults` and `bindings`",
        "a.yaml:1:10: version: version 3 is not known here; this mooring reads version 1",
        "c.yaml:2:1: not valid YAML: did not find expected node content while parsing a flow node",
        "d.yaml:3:47: bindings[0]: name: `A` is not a binding's name: 1 to 63 of a-z, 0-9 and `-`",
      ]
    )
  }
}
