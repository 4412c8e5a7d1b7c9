/// An AWS access key, with the session token where it is a temporary one.
///
/// The secret parts redact themselves wherever a value is printed, dumped or reflected on.
package struct Credentials: Hashable, Sendable {
  /// Names the key, for AWS and in messages; it is not secret.
  package let accessKeyID: String

  package let secretAccessKey: Secret

  /// Nil for the long-term key of an IAM user.
  package let sessionToken: Secret?

  /// The account that the key belongs to, where its source told; it is not signed.
  package let accountID: String?

  /// Checks the three parts: each is visible ASCII without blanks and line breaks.
  ///
  /// Anything else would break the header that carries it; most often it is the line break at the
  /// end of a file or of a pasted value.
  package init(
    accessKeyID: String,
    secretAccessKey: String,
    sessionToken: String? = nil,
    accountID: String? = nil
  ) throws(CredentialsError) {
    try Self.check(accessKeyID, as: .accessKeyID)
    guard !accessKeyID.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ",") })
    else {
      throw .unusableCharacter(in: .accessKeyID)
    }
    try Self.check(secretAccessKey, as: .secretAccessKey)
    if let sessionToken { try Self.check(sessionToken, as: .sessionToken) }
    self.accessKeyID = accessKeyID
    self.secretAccessKey = Secret(secretAccessKey)
    self.sessionToken = sessionToken.map(Secret.init)
    self.accountID = accountID
  }

  private static func check(
    _ text: String,
    as part: CredentialsError.Part
  ) throws(CredentialsError) {
    if text.isEmpty { throw .empty(part) }
    guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .unusableCharacter(in: part)
    }
  }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String {
    "access key \(accessKeyID)" + (sessionToken == nil ? "" : " with a session token")
  }

  package var debugDescription: String { description }
}
