import SpecFile
import Testing

/// Hostile input ends in an error line, soon.
@Suite(.timeLimit(.minutes(5))) struct LimitsTests {
  @Test func `a file of more than a mebibyte is refused unread`() {
    let text = String(repeating: "#", count: (1 << 20) + 1)
    #expect(
      errorLines(text) == ["a.yaml:1:1: the file has 1048577 bytes; a spec has at most 1048576"]
    )
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `nesting ends at 32`(opening: String) {
    for depth in [33, 1000, 200_000] {
      let lines = errorLines("x: \n " + String(repeating: opening, count: depth))
      #expect(lines.first?.hasSuffix("maps and lists are nested more than 32 deep") == true)
    }
  }

  @Test func `a file of too many nodes is refused`() {
    let text = "version: 1\nbindings: [" + String(repeating: "a,", count: 120_000) + "]\n"
    #expect(
      errorLines(text) == ["a.yaml:2:200006: the file has more than 100000 keys and values"]
    )
  }

  @Test func `many nodes within the limit are read at once`() {
    let keys = (0..<40_000).map { "k\($0): 1" }.joined(separator: "\n")
    let lines = errorLines(keys)
    #expect(lines.count == 101)
    #expect(lines.last == "and 39902 more")
  }

  @Test func `a bomb of aliases never goes off`() {
    var text = "a0: &a0 [x]\n"
    for level in 1..<20 {
      let uses = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(uses)]\n"
    }
    let lines = errorLines(text)
    #expect(lines.count == 101)
    #expect(lines.contains("a.yaml:1:5: a0: a spec can't have anchors (`&`)"))
  }

  @Test func `a huge key is shown in part, and is near nothing`() {
    let key = String(repeating: "region", count: 160)
    let lines = errorLines(spec("\(key): x"))
    let shown = key.prefix(120) + "…"
    #expect(lines.first?.hasPrefix("a.yaml:4:3: binding a: unknown key `\(shown)`; known") == true)
  }

  @Test func `ten thousand misspelt keys take no time`() {
    let keys = (0..<10_000).map { "bindin\(String($0, radix: 36)): 1" }.joined(separator: "\n")
    #expect(errorLines(keys).count == 101)
  }

  @Test func `duplicate keys by the thousand take no time`() {
    let keys = String(repeating: "version: 1\n", count: 40_000)
    #expect(errorLines(keys).last?.hasPrefix("and ") == true)
  }

  @Test func `a huge value is shown in part`() throws {
    let lines = errorLines(spec("region: \(String(repeating: "é\u{301}", count: 100_000))"))
    let line = try #require(lines.first)
    #expect(line.unicodeScalars.count < 250)
  }

  @Test func `large defaults times many bindings are refused`() {
    let hosts = Array(repeating: "a.b", count: 30_000).joined(separator: ",")
    let bindings = (0..<1000).map { "- {name: b\($0)}\n" }.joined()
    let text = "version: 1\ndefaults: {listener: {rule: {hosts: [\(hosts)]}}}\nbindings:\n"
    let lines = errorLines(text + bindings)
    #expect(
      lines == [
        "a.yaml:2:37: defaults: listener.rule.hosts: the list has 30000 entries; it wants 1 to 1000",
        "a.yaml:4:1: bindings: the defaults are too large for 1000 bindings; write several files",
      ]
    )
  }

  @Test func `a thousand bindings are read`() throws {
    let list = (0..<1000).map { index in
      "- {name: b\(index), endpoint: {mwaaEnvironment: e\(index)}, targetGroup: {name: g\(index)}}\n"
    }
    let text = "version: 1\ndefaults: {region: us-west-2}\nbindings:\n" + list.joined()
    #expect(try bindings(of: text).count == 1000)
  }

  @Test func `as many errors as there may be are all shown`() {
    let keys = (0..<98).map { "k\($0): 1" }.joined(separator: "\n")
    #expect(errorLines(keys).count == 100)
    #expect(errorLines(keys).contains { $0.hasPrefix("and ") } == false)
    #expect(errorLines(keys + "\nk98: 1").last == "and 1 more")
  }
}
