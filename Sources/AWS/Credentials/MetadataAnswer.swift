import SigV4

/// What the agents of ECS and EKS and EC2's instance metadata answer to the question for credentials.
enum MetadataAnswer: Hashable, Sendable {
  /// The end may have passed.
  case credentials(Credentials, expiration: Int)

  /// There are none, and EC2 says so in an answer like any other; the text says why.
  case refused(why: String)

  init(parsing body: [UInt8]) throws(ReadingError) {
    let members = try JSONReading.decode(Members.self, from: body)
    if let code = members.code, code != "Success" {
      let words = [code, members.message].compactMap { $0 }.joined(separator: ": ")
      self = .refused(why: words.shownLine)
      return
    }
    let time = try Self.required(members.expiration, "Expiration")
    guard let expiration = Timestamp.seconds(time) else {
      throw .unreadable("Expiration is not a time like 2026-01-02T03:04:05Z")
    }
    let accessKeyID = try Self.required(members.accessKeyID, "AccessKeyId")
    let secretAccessKey = try Self.required(members.secretAccessKey, "SecretAccessKey")
    let token = try Self.required(members.token, "Token")
    do throws(CredentialsError) {
      let keys = try Credentials(
        accessKeyID: accessKeyID,
        secretAccessKey: secretAccessKey,
        sessionToken: token,
        accountID: members.accountID
      )
      self = .credentials(keys, expiration: expiration)
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private static func required(
    _ text: String?,
    _ member: String
  ) throws(ReadingError) -> String {
    guard let text, !text.isEmpty else { throw .missing(member: member) }
    return text
  }

  private struct Members: Decodable {
    var code: String?
    var message: String?
    var accessKeyID: String?
    var secretAccessKey: String?
    var token: String?
    var expiration: String?
    var accountID: String?

    private enum CodingKeys: String, CodingKey {
      case code = "Code"
      case message = "Message"
      case accessKeyID = "AccessKeyId"
      case secretAccessKey = "SecretAccessKey"
      case token = "Token"
      case expiration = "Expiration"
      case accountID = "AccountId"
    }
  }
}
