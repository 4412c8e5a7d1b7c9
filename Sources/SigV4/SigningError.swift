package import Crypto

/// Why a request can't be signed; nothing is ever signed differently instead.
package enum SigningError: Error, Hashable {
  /// The three parts of a credential scope that vary.
  package enum ScopePart: String, Hashable, Sendable {
    case date
    case region
    case service
  }

  /// There is no `Host` header, or an empty one; a signature must cover it.
  case missingHost

  /// The header stands more than once where AWS reads one.
  case repeatedHeader(String)

  /// The request already has a header that signing adds, so it was signed before.
  case alreadyPresent(String)

  case invalidMethod(String)

  /// The path doesn't begin with `/`, or holds `?`, `#` or a control character.
  case invalidPath(String)

  /// The query holds `#` or a control character.
  case invalidQuery

  /// A name that is no token of RFC 9110, or a value with a line break or null.
  case invalidHeader(String)

  /// A header that the signature has to cover isn't there.
  case absentHeader(String)

  case invalidScope(ScopePart, String)

  /// The time falls outside the years 0000 to 9999.
  case timeOutOfRange(secondsSince1970: Int)

  /// The signing key was derived for another access key, day, Region or service.
  case wrongSigningKey(expected: CredentialScope, actual: CredentialScope)

  case crypto(CryptoError)

  /// Runs a computation and carries its error into this stage.
  static func carrying<Value>(
    _ computation: () throws(CryptoError) -> Value
  ) throws(SigningError) -> Value {
    do throws(CryptoError) {
      return try computation()
    } catch {
      throw .crypto(error)
    }
  }
}

extension SigningError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingHost:
      "The request can't be signed: it has no Host header. Set it to the host it is sent to."
    case .repeatedHeader(let name):
      "The request can't be signed: the header \(name) stands in it more than once."
    case .alreadyPresent(let name):
      """
      The request can't be signed: it already has the header \(name), which signing adds. \
      Sign the original request again, not the signed one.
      """
    case .invalidMethod(let method):
      "The request can't be signed: \(method.debugDescription) is no HTTP method."
    case .invalidPath(let path):
      """
      The request can't be signed: the path \(path.debugDescription) doesn't begin with a slash, \
      or holds "?", "#" or a control character.
      """
    case .invalidQuery:
      "The request can't be signed: its query holds \"#\" or a control character."
    case .invalidHeader(let name):
      """
      The request can't be signed: the header \(name.debugDescription) has an invalid name, or a \
      line break in its value.
      """
    case .absentHeader(let name):
      "The header \(name) is listed as signed, but is not in the request."
    case .invalidScope(let part, let value):
      """
      The request can't be signed: the \(part.rawValue) \(value.debugDescription) is empty or holds \
      more than ASCII letters, digits, "-", "_" and ".". Check the setting that it comes from.
      """
    case .timeOutOfRange(let seconds):
      """
      The request can't be signed: \(seconds) s since 1970 is no time of the years 0000 to 9999. \
      Check the clock of this machine.
      """
    case .wrongSigningKey(let expected, let actual):
      "The signing key is for \(actual) and its access key, but the request is for \(expected)."
    case .crypto(let error):
      "The request can't be signed. \(error)"
    }
  }
}
