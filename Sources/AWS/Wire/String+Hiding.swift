import SigV4

extension String {
  /// The text without secrets that an answer may have echoed.
  func hiding(_ secrets: [Secret?]) -> String {
    secrets.reduce(self) { text, secret in
      guard let secret, !secret.exposed.isEmpty else { return text }
      return text.replacing(secret.exposed, with: "\(secret)")
    }
  }
}
