import Testing

@testable import AWS

@Suite struct CommandWordsTests {
  /// As Python's `shlex.split` has them, which AWS's tools split with.
  @Test(
    arguments: [
      ("", []), ("  \t\n", []), ("a", ["a"]), (" a  b\tc\nd\r", ["a", "b", "c", "d"]),
      ("'a b' c", ["a b", "c"]), (#""a b"c'd'"#, ["a bcd"]), ("'' \"\"", ["", ""]),
      (#"a\ b"#, ["a b"]), (#"'a\b'"#, [#"a\b"#]), (#""a\b""#, [#"a\b"#]),
      (#""a\"b\\c""#, [#"a"b\c"#]), (#"\'a\'"#, ["'a'"]), (#""'""#, ["'"]), (#"'"'"#, ["\""]),
      ("$HOME | *.txt; # x", ["$HOME", "|", "*.txt;", "#", "x"]), ("é ü", ["é", "ü"]),
      (#""a\$b""#, [#"a\$b"#]),
    ]
  )
  func `a command line is split as a shell does, and no more`(text: String, words: [String]) throws
  {
    #expect(try CommandWords(text).words == words)
  }

  @Test(
    arguments: [
      ("'a", .openQuote), ("a \"b", .openQuote), (#""a\""#, .openQuote), (#"a\"#, .lonelyBackslash),
      ("a\0b", .zero),
    ] as [(String, CommandWords.Mistake)]
  )
  func `half a word is refused`(text: String, mistake: CommandWords.Mistake) {
    #expect(throws: mistake) { try CommandWords(text) }
  }
}
