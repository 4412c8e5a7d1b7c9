import Core
import Foundation
import Testing

@testable import mooring

@Suite struct SpecFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func spec(_ names: String...) -> String {
    "version: 1\nbindings:\n"
      + names.map { name in
        """
          - name: \(name)
            region: us-west-2
            endpoint: {mwaaEnvironment: \(name)}
            targetGroup: {name: \(name)-web}

        """
      }.joined()
  }

  private func names(_ words: String...) throws -> [String] {
    guard case .validate(let arguments) = try Invocation(["validate"] + words) else { return [] }
    return try SpecFiles.bindings(arguments.spec).map(\.name)
  }

  private func refusal(_ words: String...) -> CommandFailure? {
    #expect(throws: CommandFailure.self) {
      guard case .plan(let arguments) = try Invocation(["plan"] + words) else { return }
      _ = try SpecFiles.bindings(arguments.spec)
    }
  }

  @Test func `a directory's spec files are read by name, and nothing else in it`() throws {
    try folder.write(spec("b"), to: "2.yml")
    try folder.write(spec("a"), to: "1.yaml")
    try folder.write("{\"version\": 1, \"bindings\": []}", to: "notes.txt")
    try folder.write("broken: [", to: ".hidden.yaml")
    try folder.write(spec("c"), to: "inner.yaml/3.yaml")
    try folder.write(spec("d"), to: "9.json")
    #expect(try names(folder.path) == ["a", "b", "d"])
    #expect(try names(folder.path + "/") == ["a", "b", "d"])
  }

  @Test func `files come in the order given`() throws {
    let first = try folder.write(spec("z"), to: "z.yaml")
    let second = try folder.write(spec("a"), to: "a.yaml")
    #expect(try names(first, second) == ["z", "a"])
  }

  @Test func `a directory without a spec is an error, not an empty one`() throws {
    let failure = try #require(refusal(folder.path))
    #expect(failure.exitCode == .invalidFile)
    #expect(
      failure.messages == ["\(folder.path): the directory holds no *.yaml, *.yml or *.json file"]
    )
  }

  @Test func `every mistake is told with its place`() throws {
    let first = try folder.write("version: 2\nbindings: []\n", to: "1.yaml")
    let second = try folder.write("version: 1\nbindings: 7\n", to: "2.yaml")
    let failure = try #require(refusal(first, second))
    #expect(failure.exitCode == .invalidFile)
    #expect(failure.messages.contains { $0.hasPrefix("\(first):1:10: ") })
    #expect(failure.messages.contains { $0.hasPrefix("\(second):2:11: ") })
  }

  @Test func `only takes the bindings that a pattern fits`() throws {
    let file = try folder.write(spec("dev-a", "prod-a", "prod-b"), to: "s.yaml")
    guard case .plan(let all) = try Invocation(["plan", file, "--only", "prod-*"]) else { return }
    #expect(try SpecFiles.bindings(all.spec).map(\.name) == ["prod-a", "prod-b"])
    let failure = try #require(refusal(file, "--only", "prod-*", "--only", "qa"))
    #expect(failure.exitCode == .wrongUsage)
    #expect(
      failure.messages == ["`--only qa` matches no binding; the spec has dev-a, prod-a, prod-b"]
    )
  }
}
