import Crypto

extension JSON {
  /// SHA-256 of the compact text, as `sha256:` and 64 hexadecimal digits.
  package func digest() throws(DocumentError) -> String {
    try Self.digest(of: compactBytes())
  }

  static func digest(of bytes: [UInt8]) throws(DocumentError) -> String {
    do {
      return "sha256:\(Hex.encode(try SHA256.digest(of: bytes)))"
    } catch {
      throw .notWritten(reason: "\(error)")
    }
  }
}
