import SpecFile
import Testing

@Suite struct SourceTextTests {
  private func lines(_ bytes: [UInt8]) -> [String] {
    errorLines([SpecSource(name: "a.yaml", bytes: bytes, baseDirectory: "/")])
  }

  @Test(
    arguments: [
      ([0xff], "the file is not UTF-8"),
      ([0xc3, 0x28], "the file is not UTF-8"),
      ([0xc0, 0xaf], "the file is not UTF-8"),
      ([0xed, 0xa0, 0x80], "the file is not UTF-8"),
      ([0x00], "a NUL byte is not allowed in a spec"),
      ([0x1b, 0x5b, 0x6d], "the control character \\u{1b} is not allowed in a spec"),
      ([0x7f], "the control character \\u{7f} is not allowed in a spec"),
      ([0xc2, 0x85], "the control character \\u{85} is not allowed in a spec"),
      ([0xe2, 0x80, 0xa8], "the line separator \\u{2028} is not allowed in a spec"),
      ([0xe2, 0x80, 0xa9], "the line separator \\u{2029} is not allowed in a spec"),
      ([0xef, 0xbb, 0xbf], "a byte order mark inside the text is not allowed in a spec"),
      ([0xef, 0xbf, 0xbf], "the non-character \\u{ffff} is not allowed in a spec"),
      ([0x0d, 0x78], "a carriage return without a line feed is not allowed in a spec"),
    ] as [([UInt8], String)]
  )
  func `a byte that is not text is refused where it stands`(bytes: [UInt8], message: String) {
    let start = Array("version: 1\n# é ".utf8)
    #expect(lines(start + bytes) == ["a.yaml:2:5: \(message)"])
    #expect(lines(start + bytes + start) == ["a.yaml:2:5: \(message)"])
  }

  @Test func `UTF-16 is recognized`() {
    let text = "version: 1".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(
      lines([0xff, 0xfe] + text)
        == ["a.yaml:1:1: the file is not UTF-8; it looks like UTF-16: save it as UTF-8"]
    )
  }

  @Test func `a comment can't hide a key from a reviewer`() {
    let text = spec("region: us-west-2 # kept\u{2028}  account: 123456789012")
    #expect(errorLines(text).count == 1)
  }

  @Test func `columns count characters, not bytes`() {
    #expect(
      errorLines("version: 1\nbindings: []\nä: {ö: 1, ü: }\n").last?.hasPrefix("a.yaml:3:1: ")
        == true
    )
    #expect(
      errorLines(spec("\"ä\": 1\nregion: {\"äöü\": *x}")).contains { $0.hasPrefix("a.yaml:5:19:") }
    )
  }

  @Test func `what is quoted of a spec can't write to the terminal`() {
    let lines = errorLines(spec("region: \"\\e[2J\\u202e\\0\\r\\n\""))
    #expect(
      lines == [
        "a.yaml:4:11: binding a: region: `\\u{1b}[2J\\u{202e}\\u{0}\\u{d}\\u{a}` is not a Region "
          + "such as us-west-2"
      ]
    )
  }

  @Test func `a file's name can't either`() {
    #expect(
      errorLines([source("a\n\u{1b}.yaml", "x")]).first?.hasPrefix("a\\u{a}\\u{1b}.yaml:1:1: ")
        == true
    )
  }
}
