import Testing

@testable import AWS

@Suite struct SharedFileTests {
  static func parse(_ text: String) throws(ConfigurationError) -> SharedFile {
    try SharedFile(parsing: Array(text.utf8), path: "/config")
  }

  @Test func `sections and properties are read as AWS's tools read them`() throws {
    let file = try Self.parse(
      """
      \u{FEFF}# a comment
      ; another
      [default]\r
      Region = us-west-2\r
      output=json ; the rest is a comment
      url = https://x/#kept

      [ profile   "my team" ] # named
      key = a = b
      empty =
      colon : d = e
      credential_process = /bin/keys --tag "#1" ; #2
      [default]
      output = text
      """
    )
    #expect(
      file.sections == [
        "default": [
          "region": .init(value: "us-west-2"), "output": .init(value: "text"),
          "url": .init(value: "https://x/#kept"),
        ],
        "profile my team": [
          "key": .init(value: "a = b"), "empty": .init(value: ""), "colon": .init(value: "d = e"),
          "credential_process": .init(value: "/bin/keys --tag \"#1\" ; #2"),
        ],
      ]
    )
  }

  @Test func `indented lines belong to the property above`() throws {
    let file = try Self.parse(
      """
      [services local]
      ec2 =
        endpoint_url = http://127.0.0.1:1
        # nothing

        Other = x # why
      elastic_load_balancing_v2 =
      \tendpoint_url = http://127.0.0.1:2
      text = one
        two
      [profile indented]
        region = a
        output = b
      """
    )
    #expect(
      file.sections == [
        "services local": [
          "ec2": .init(value: "", nested: ["endpoint_url": "http://127.0.0.1:1", "Other": "x"]),
          "elastic_load_balancing_v2": .init(
            value: "",
            nested: ["endpoint_url": "http://127.0.0.1:2"]
          ),
          "text": .init(value: "one\ntwo"),
        ],
        "profile indented": ["region": .init(value: "a"), "output": .init(value: "b")],
      ]
    )
  }

  @Test(
    arguments: [
      ("[default]", "default"), ("  [ team ]", "team"), ("[profile team] # mine", "profile team"),
      ("[profile\t\"my  team\"]", "profile my  team"), ("[profile 'a b']", "profile a b"),
      ("[profile a b]", "profile a b"), ("[profile \"a'b\"]", "profile a'b"),
      ("[\"a b\"]", "\"a b\""), ("[profile \"a]", "profile \"a"), ("[services \"]", "services \""),
    ]
  )
  func `a section is named by the words in its brackets`(text: String, name: String) throws {
    #expect(try Array(Self.parse(text).sections.keys) == [name])
  }

  @Test(
    arguments: [
      ("region = x", 1), ("[a]\nnonsense", 2), ("[a]\n= x", 2), ("\n\n[a", 3), ("[]", 1),
      ("[ ]", 1), ("[a]\nec2 =\n  endpoint", 3), ("  key = x", 1), ("\u{0}", 1),
    ]
  )
  func `a mistake is reported with its line, and not with its text`(text: String, line: Int) {
    let error = #expect(throws: ConfigurationError.self) { try Self.parse(text) }
    guard case .malformedFile("/config", line, let why) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!why.contains("nonsense"))
  }

  @Test func `bytes that are no text, or too many, are an error`() {
    #expect(throws: ConfigurationError.self) { try SharedFile(parsing: [0xFF], path: "/config") }
    let long = [UInt8](repeating: UInt8(ascii: "#"), count: SharedFile.sizeLimit + 1)
    #expect(throws: ConfigurationError.self) { try SharedFile(parsing: long, path: "/config") }
  }

  @Test func `a file of nothing but noise is read in time`() throws {
    let noise = String(repeating: " #;=[\t", count: 150_000)
    _ = try? Self.parse("[a]\n" + noise)
    let lines = String(repeating: "[a]\nk=v\n v\n", count: 50_000)
    #expect(try Self.parse(lines).sections["a"]?["k"]?.value == "v\nv")
  }
}
