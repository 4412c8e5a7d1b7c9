/// What is wrong with a set of credentials; the offending value itself is never part of it.
package enum CredentialsError: Error, Hashable, CustomStringConvertible {
  /// The three parts of AWS credentials.
  package enum Part: String, Hashable, Sendable {
    case accessKeyID = "access key ID"
    case secretAccessKey = "secret access key"
    case sessionToken = "session token"
  }

  case empty(Part)

  /// A blank, a line break or another character that no AWS credential holds.
  case unusableCharacter(in: Part)

  package var description: String {
    switch self {
    case .empty(let part):
      "The \(part.rawValue) is empty. Set it, or remove the setting altogether."
    case .unusableCharacter(let part):
      """
      The \(part.rawValue) holds a blank, a line break or another character that AWS never uses. \
      Look for a line break at the end of the file or variable that it comes from.
      """
    }
  }
}
