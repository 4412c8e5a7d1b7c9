@testable import AWS

extension Outside {
  /// A world where nobody answers and no file exists.
  static func nowhere() throws -> Outside {
    Outside(
      client: try .scripted(ScriptedTransport([]), credentials: NoCredentials()),
      files: FileReader { _ in nil }
    )
  }
}
