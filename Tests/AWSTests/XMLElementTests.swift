import Testing

@testable import AWS

@Suite struct XMLElementTests {
  static func parse(_ text: String) throws(XMLError) -> XMLElement {
    try XMLElement(parsing: Array(text.utf8))
  }

  @Test func `a document becomes a tree without namespaces, attributes and comments`() throws {
    let root = try Self.parse(
      """
      <?xml version="1.0"?><!-- hello --><a:r xmlns:a="urn:a" xmlns="urn:b" k="v"><x> 1 <y/>2</x>\
      <x><![CDATA[<&]]>&amp;&#233;&#x1F600;</x><?pi data?></a:r>
      """
    )
    #expect(
      root
        == XMLElement(
          name: "r",
          children: [
            XMLElement(name: "x", text: " 1 2", children: [XMLElement(name: "y")]),
            XMLElement(name: "x", text: "<&&é😀"),
          ]
        )
    )
  }

  @Test(
    arguments: [
      "<a><b></a>", "<a", "<a>", "<a>text", "<a/><b/>", "text", "<a>&undefined;</a>", "<a>&</a>",
      "<a>\u{0}</a>", "<a>\u{1}</a>", "<a b=c/>", "<a></a>tail", "   ", "<?xml version=\"1.0\"?>",
      "<x:a/>extra", "<a>&#0;</a>", "{\"a\": 1}",
    ]
  )
  func `what is not XML is an error`(text: String) {
    #expect(throws: XMLError.self) { try Self.parse(text) }
  }

  @Test(
    arguments: [
      "<!DOCTYPE a><a/>",
      "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/\"> %x;]><a/>",
    ]
  )
  func `a document type is refused before anything in it counts`(text: String) {
    #expect(throws: XMLError.documentType) { try Self.parse(text) }
  }

  @Test func `invalid UTF-8 is an error`() {
    let bytes = Array("<a>".utf8) + [0xFF, 0xFE] + Array("</a>".utf8)
    #expect(throws: XMLError.self) { try XMLElement(parsing: bytes) }
  }

  @Test func `an empty text is an error of its own`() {
    #expect(throws: XMLError.empty) { try XMLElement(parsing: []) }
  }

  @Test func `a text over the limit is not parsed`() {
    let limit = AnswerLimits.size
    #expect(throws: XMLError.tooLarge(bytes: limit + 1, limit: limit)) {
      try XMLElement(parsing: [UInt8](repeating: UInt8(ascii: " "), count: limit + 1))
    }
  }

  @Test func `elements may be nested to the limit and no deeper`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    _ = try Self.parse(nested(AnswerLimits.depth))
    for depth in [AnswerLimits.depth + 1, 100_000] {
      #expect(throws: XMLError.tooDeep(limit: AnswerLimits.depth)) {
        try Self.parse(nested(depth))
      }
    }
  }

  /// libxml2 takes minutes for a tag with a million attributes.
  @Test func `a tag may be as long as the limit, and what is no tag longer`() throws {
    let limit = XMLTags.lengthLimit
    func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
    _ = try Self.parse("<a\(spaces(limit - 4))/>")
    let long = "it's > \"\(spaces(limit))"
    for text in ["<a><!--\(long)--></a>", "<a><![CDATA[\(long)]]></a>", "<a><?b \(long)?></a>"] {
      _ = try Self.parse(text)
    }
    _ = try Self.parse("<a>\(long)</a>")
    for text in [
      "<a\(spaces(limit - 3))/>", "<a b='>\(spaces(limit))'/>",
      "<!--\"--><a b=\">\(spaces(limit))\"/>",
      "<a><![CDATA['<b]]><c d='>' e='>\(spaces(limit))'/></a>", "<a><b></a\(spaces(limit))",
    ] {
      #expect(throws: XMLError.tagTooLong(limit: limit)) { try Self.parse(text) }
    }
  }

  @Test func `every cut-off beginning of an answer is an error`() throws {
    let text = Array("<a x=\"1\"><b>é&amp;</b><c/></a>".utf8)
    for end in 0..<text.count {
      #expect(throws: XMLError.self) { try XMLElement(parsing: Array(text[..<end])) }
    }
    _ = try XMLElement(parsing: text)
  }

  @Test func `a long text in many pieces stays whole`() throws {
    let piece = String(repeating: "abc&lt;", count: 100_000)
    let root = try Self.parse("<a>\(piece)</a>")
    #expect(root.text == String(repeating: "abc<", count: 100_000))
  }

  @Test func `the answer to another operation is unreadable`() {
    #expect(throws: ReadingError.unreadable("its root is <a>, not <DescribeRulesResponse>")) {
      try XMLElement.answer(Array("<a/>".utf8), to: .describeRules)
    }
  }

  @Test(arguments: [("TRUE", true), ("true", true), ("false", false)])
  func `booleans are read in any case`(text: String, expected: Bool) throws {
    let element = try Self.parse("<a><b>\(text)</b></a>")
    #expect(try element.boolean("b") == expected)
    #expect(throws: ReadingError.missing(member: "c")) { try element.boolean("c") }
    let wrong = try Self.parse("<a><b>yes</b></a>")
    #expect(throws: ReadingError.self) { try wrong.boolean("b") }
  }
}
