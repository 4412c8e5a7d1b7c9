import Documents
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    ("", "w.json:1:1: not a JSON document: it ends in the middle"),
    (" \n ", "w.json:2:2: not a JSON document: it ends in the middle"),
    ("\u{feff}{}", "w.json:1:1: not a JSON document: a value is expected here"),
    ("version: 1", "w.json:1:1: not a JSON document: a value is expected here"),
    (
      "{\n  \"a\": 1,\n}",
      "w.json:3:1: not a JSON document: a key in double quotes is expected here"
    ),
    ("[1,]", "w.json:1:4: not a JSON document: a value is expected here"),
    ("[1 2]", "w.json:1:4: not a JSON document: a comma or \"]\" is expected here"),
    ("[1}", "w.json:1:3: not a JSON document: a comma or \"]\" is expected here"),
    ("{\"a\" 1}", "w.json:1:6: not a JSON document: a colon is expected here"),
    ("{\"a\":1", "w.json:1:7: not a JSON document: it ends in the middle"),
    ("{} {}", "w.json:1:4: not a JSON document: there is more after the end of the value"),
    (
      "{\"a\":1,\"a\":2}",
      "w.json:1:8: not a JSON document: the key \"a\" is here for the second time"
    ),
    (
      "[{\"a\":{\"b\":[]},\"a\":2}]",
      "w.json:1:16: not a JSON document: the key \"a\" is here for the second time"
    ),
    (
      "{\"a\":1,\"\\u0061\":2}",
      "w.json:1:8: not a JSON document: the key \"a\" is here for the second time"
    ),
    ("[1.0]", "w.json:1:2: not a JSON document: \"1.0\" isn't a plain integer of at most 64 bits"),
    ("[1e2]", "w.json:1:2: not a JSON document: \"1e2\" isn't a plain integer of at most 64 bits"),
    ("[007]", "w.json:1:2: not a JSON document: \"007\" isn't a plain integer of at most 64 bits"),
    ("[-0]", "w.json:1:2: not a JSON document: \"-0\" isn't a plain integer of at most 64 bits"),
    (
      "[9223372036854775808]",
      "w.json:1:2: not a JSON document: "
        + "\"9223372036854775808\" isn't a plain integer of at most 64 bits"
    ),
    ("[nul]", "w.json:1:2: not a JSON document: a value is expected here"),
    ("[\"a\nb\"]", "w.json:1:4: not a JSON document: a control character has to be escaped"),
    ("[\"a", "w.json:1:2: not a JSON document: the string doesn't end"),
    ("[\"a\\", "w.json:1:2: not a JSON document: the string doesn't end"),
    ("[\"\\x\"]", "w.json:1:3: not a JSON document: unknown escape"),
    (
      "[\"\\u12\"]",
      "w.json:1:3: not a JSON document: four hexadecimal digits are expected after \\u"
    ),
    ("[\"\\ud800\"]", "w.json:1:3: not a JSON document: half a character"),
    ("[\"\\udc00\"]", "w.json:1:3: not a JSON document: half a character"),
    ("[\"\\ud800\\u0041\"]", "w.json:1:3: not a JSON document: half a character"),
  ])
  func `what isn't strict JSON is refused where it breaks`(text: String, message: String) {
    let error = #expect(throws: DocumentError.self) { try JSON(Array(text.utf8), file: "w.json") }
    #expect(error?.description == message)
  }

  @Test func `bytes that are no text are refused`() {
    for bytes: [UInt8] in [[0xff], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]] {
      let error = #expect(throws: DocumentError.self) { try JSON(bytes, file: "w.json") }
      #expect(error?.description == "w.json:1:1: not a JSON document: it isn't UTF-8 text")
    }
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":["])
  func `deep nesting is refused, never followed`(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    let error = #expect(throws: DocumentError.self) { try JSON(Array(text.utf8), file: "w.json") }
    #expect(error?.description.hasSuffix("it is nested deeper than 64 levels") == true)
  }

  @Test func `the deepest nesting allowed is read and written`() throws {
    let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    let json = try JSON(Array(text.utf8), file: "w.json")
    #expect(try json.compactBytes() == Array(text.utf8))
  }

  @Test func `a file above the limit is refused unread`() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: JSON.maximumByteCount + 1)
    let error = #expect(throws: DocumentError.self) { try JSON(bytes, file: "w.json") }
    #expect(error?.description == "w.json: it is larger than 64 MiB, the most that is read")
  }

  @Test func `values come out as they went in`() throws {
    let text = #"{"a":[null,true,false,-1,9223372036854775807],"b":{},"ü":"\"\\/\n\u0001é😀"}"#
    let json = try JSON(Array(text.utf8), file: "w.json")
    let expected = JSON.object([
      "a": .array([.null, .bool(true), .bool(false), .int(-1), .int(.max)]),
      "b": .object([:]),
      "ü": .string("\"\\/\n\u{1}é😀"),
    ])
    #expect(json == expected)
    #expect(try json.compactBytes() == Array(text.utf8))
    let escaped = #""\u00e9\uD83D\ude00\b\f\r\t\/""#
    #expect(
      try JSON(Array(escaped.utf8), file: "w.json") == .string("é😀\u{8}\u{c}\r\t/")
    )
  }

  @Test func `the digest is SHA-256 of the compact text`() throws {
    let digest = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    #expect(try JSON.object([:]).digest() == digest)
  }
}
