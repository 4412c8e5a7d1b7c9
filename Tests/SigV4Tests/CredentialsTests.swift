import SigV4
import Testing

@Suite struct CredentialsTests {
  @Test(
    arguments: [
      ("", "secret", nil, .empty(.accessKeyID)),
      ("AKID", "", nil, .empty(.secretAccessKey)),
      ("AKID", "secret", "", .empty(.sessionToken)),
      ("AKID/x", "secret", nil, .unusableCharacter(in: .accessKeyID)),
      ("AKID,x", "secret", nil, .unusableCharacter(in: .accessKeyID)),
      ("AKID", "secret\n", nil, .unusableCharacter(in: .secretAccessKey)),
      ("AKID", "se cret", nil, .unusableCharacter(in: .secretAccessKey)),
      ("AKID", "secret", "token\r\nX: y", .unusableCharacter(in: .sessionToken)),
      ("AKID", "secret", "tökén", .unusableCharacter(in: .sessionToken)),
    ] as [(String, String, String?, CredentialsError)]
  )
  func `credentials that no header can carry are refused`(
    id: String,
    secret: String,
    token: String?,
    error: CredentialsError
  ) {
    #expect(throws: error) {
      try Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
    }
    #expect(!"\(error)".contains("secret\n"))
    #expect(!"\(error)".contains("token\r"))
  }

  @Test func `credentials differ when any part differs`() throws {
    let plain = try Credentials(accessKeyID: "A", secretAccessKey: "s")
    #expect(try plain == Credentials(accessKeyID: "A", secretAccessKey: "s"))
    #expect(try plain != Credentials(accessKeyID: "B", secretAccessKey: "s"))
    #expect(try plain != Credentials(accessKeyID: "A", secretAccessKey: "t"))
    #expect(try plain != Credentials(accessKeyID: "A", secretAccessKey: "s", sessionToken: "t"))
  }
}
