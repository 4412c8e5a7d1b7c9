import Testing

@testable import AWS

@Suite struct ContainerAddressTests {
  static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

  struct Case: Sendable {
    let variables: [String: String]
    var scheme = HTTPOrigin.Scheme.http
    let host: String
    var port: Int?
    var path = "/"
    var query = ""
  }

  static let cases = [
    Case(variables: [relative: "/v2/c"], host: "169.254.170.2", path: "/v2/c"),
    Case(variables: [relative: "/c?id=1"], host: "169.254.170.2", path: "/c", query: "id=1"),
    Case(
      variables: [relative: "/c", full: "http://localhost/d"],
      host: "169.254.170.2",
      path: "/c"
    ),
    Case(variables: [relative: "", full: "http://localhost/d"], host: "localhost", path: "/d"),
    Case(variables: [full: "http://localhost"], host: "localhost"),
    Case(variables: [full: "http://LOCALHOST:81?a=b"], host: "localhost", port: 81, query: "a=b"),
    Case(variables: [full: "http://127.0.0.1:8080/a/"], host: "127.0.0.1", port: 8080, path: "/a/"),
    Case(variables: [full: "http://127.255.255.254/"], host: "127.255.255.254"),
    Case(variables: [full: "http://[::1]:80/a"], host: "[::1]", port: 80, path: "/a"),
    Case(variables: [full: "http://[0:0:0:0:0:0:0:1]"], host: "[0:0:0:0:0:0:0:1]"),
    Case(variables: [full: "http://169.254.170.2/"], host: "169.254.170.2"),
    Case(
      variables: [full: "http://169.254.170.23/v1/credentials"],
      host: "169.254.170.23",
      path: "/v1/credentials"
    ),
    Case(variables: [full: "http://[fd00:ec2::23]/"], host: "[fd00:ec2::23]"),
    Case(variables: [full: "https://a.example/x"], scheme: .https, host: "a.example", path: "/x"),
    Case(variables: [full: "https://10.0.0.1/a"], scheme: .https, host: "10.0.0.1", path: "/a"),
  ]

  @Test(arguments: cases)
  func `an address is the relative one, or the full one`(example: Case) throws {
    let address = try #require(try ContainerAddress(ProcessEnvironment(example.variables)))
    let origin = HTTPOrigin(scheme: example.scheme, host: example.host, port: example.port)
    #expect(address.origin == origin)
    #expect(address.path == example.path)
    #expect(address.query == example.query)
  }

  @Test func `without a variable there is none`() throws {
    #expect(try ContainerAddress(ProcessEnvironment()) == nil)
    #expect(try ContainerAddress(ProcessEnvironment([Self.relative: "", Self.full: ""])) == nil)
  }

  @Test(arguments: [
    (relative, "v2/credentials", "slash"),
    (relative, "@evil.example/", "slash"),
    (relative, "/a b", "percent-encoded"),
    (full, "http://169.254.170.3/", "169.254.170.3"),
    (full, "http://169.254.169.254/", "169.254.169.254"),
    (full, "http://10.0.0.1/", "10.0.0.1"),
    (full, "http://128.0.0.1/", "128.0.0.1"),
    (full, "http://127.0.0.1.evil.example/", "evil.example"),
    (full, "http://localhost.evil.example/", "evil.example"),
    (full, "http://2130706433/", "2130706433"),
    (full, "http://127.1/", "127.1"),
    (full, "http://[::2]/", "[::2]"),
    (full, "http://[fd00:ec2::24]/", "[fd00:ec2::24]"),
    (full, "http://[::ffff:127.0.0.1]/", "TLS"),
    (full, "http://localhost@evil.example/", "user"),
    (full, "http://localhost#@evil.example/", "percent-encoded"),
    (full, "http://localhost:0/", "port"),
    (full, "http://localhost/a\r\nX: y", "percent-encoded"),
    (full, "ftp://localhost/", "http"),
    (full, "localhost/a", "http"),
    (full, "http://", "host"),
  ])
  func `an address that gets no request is said to be wrong`(
    variable: String,
    text: String,
    words: String
  ) throws {
    let error = #expect(throws: CredentialError.self) {
      try ContainerAddress(ProcessEnvironment([variable: text]))
    }
    let said = "\(try #require(error))"
    #expect(said.contains(variable) && said.contains(words), "\(said)")
  }

  @Test func `the path is never shown`() throws {
    let variables = [Self.full: "http://localhost:81/secret-path?secret-query"]
    let address = try #require(try ContainerAddress(ProcessEnvironment(variables)))
    var dumped = ""
    dump(address, to: &dumped)
    #expect("\(address)" == "localhost:81")
    #expect(!(dumped + "\(address)" + String(reflecting: address)).contains("secret"))
  }
}
