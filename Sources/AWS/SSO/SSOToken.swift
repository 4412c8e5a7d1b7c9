import SigV4

/// A token of IAM Identity Center, as the AWS CLI keeps it in a file after `aws sso login`.
///
/// What else the file says is kept when it is written again.
struct SSOToken: Hashable, Sendable {
  /// What the portal is asked with.
  let accessToken: Secret

  /// When the access token ends; seconds since 1970.
  let expiration: Int

  /// What a new token may be asked for with; nil where the file doesn't tell all of it.
  let grant: Grant?

  private let file: [String: JSONMember]

  /// The CLI's registration, and the token that stands for the sign-in.
  struct Grant: Hashable, Sendable {
    var clientID: String
    var clientSecret: Secret
    var refreshToken: Secret

    /// When the registration ends; seconds since 1970.
    var expiration: Int
  }

  init(parsing bytes: [UInt8]) throws(ReadingError) {
    try self.init(JSONReading.decode([String: JSONMember].self, from: bytes))
  }

  private init(_ file: [String: JSONMember]) throws(ReadingError) {
    guard let accessToken = file["accessToken"]?.text else { throw .missing(member: "accessToken") }
    guard let expiresAt = file["expiresAt"]?.text else { throw .missing(member: "expiresAt") }
    guard accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .unreadable("accessToken holds a character that no token holds")
    }
    guard let expiration = Self.seconds(expiresAt) else {
      throw .unreadable("expiresAt is not a time like 2026-01-02T03:04:05Z")
    }
    self.accessToken = Secret(accessToken)
    self.expiration = expiration
    self.file = file
    grant = Grant(file)
  }

  /// The token that takes this one's place; an error where no date can say when it ends.
  func renewed(by answer: SSOOIDC.Token, at now: Int) throws(ReadingError) -> SSOToken {
    var file = file
    file["accessToken"] = .text(answer.accessToken.exposed)
    let (end, isTooLate) = now.addingReportingOverflow(answer.lifetimeSeconds)
    guard !isTooLate, let expiresAt = Timestamp.text(end) else {
      throw .unreadable("expiresIn is no time of a token")
    }
    file["expiresAt"] = .text(expiresAt)
    if let refreshToken = answer.refreshToken {
      file["refreshToken"] = .text(refreshToken.exposed)
    }
    return try SSOToken(file)
  }

  /// The whole file.
  var bytes: [UInt8] { Array(JSONMember.object(file).json.utf8) }

  /// Reads a time; older versions of the CLI end it in `UTC` instead of `Z`.
  fileprivate static func seconds(_ text: String) -> Int? {
    Timestamp.seconds(text.hasSuffix("UTC") ? text.dropLast(3) + "Z" : text)
  }
}

extension SSOToken.Grant {
  fileprivate init?(_ file: [String: JSONMember]) {
    guard let clientID = file["clientId"]?.text,
      let clientSecret = file["clientSecret"]?.text,
      let refreshToken = file["refreshToken"]?.text,
      let expiration = file["registrationExpiresAt"]?.text.flatMap(SSOToken.seconds)
    else { return nil }
    self.init(
      clientID: clientID,
      clientSecret: Secret(clientSecret),
      refreshToken: Secret(refreshToken),
      expiration: expiration
    )
  }
}

/// The file is secret: only when the token ends is shown.
extension SSOToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { "SSO token until \(expiration)" }
  var debugDescription: String { description }
  var customMirror: Mirror { Mirror(self, children: ["expiration": expiration]) }
}
