package import Crypto

/// Why a received request is not accepted; each case names AWS's error code for it.
///
/// The codes are those of the query protocol; JSON services say the same with `Exception` appended
/// (and `UnrecognizedClientException` for an unknown key).
package enum VerificationError: Error, Hashable {
  /// There is no Authorization header: `MissingAuthenticationToken`.
  case missingAuthorization

  /// The Authorization header, the date or a signed header is missing or malformed:
  /// `IncompleteSignature`.
  case incompleteSignature(reason: String)

  /// Nobody has this access key: `InvalidClientTokenId`.
  case unknownAccessKey(String)

  /// A temporary access key came without its session token: `InvalidClientTokenId`.
  case missingSessionToken(accessKeyID: String)

  /// The session token is not the one of this access key: `InvalidClientTokenId`.
  case wrongSessionToken(accessKeyID: String)

  /// The request is signed for another day, Region or service: `SignatureDoesNotMatch`.
  case wrongScope(SigningError.ScopePart, expected: String, actual: String)

  /// Headers that a signature must cover are outside of it: `SignatureDoesNotMatch`.
  case headersNotSigned([String])

  /// `x-amz-content-sha256` is not the hash of the body that came: `SignatureDoesNotMatch`
  /// (S3: `XAmzContentSHA256Mismatch`).
  case contentHashDoesNotMatch

  /// Another secret signed, or the request was changed on its way: `SignatureDoesNotMatch`.
  case signatureDoesNotMatch

  /// Signed too long ago: `SignatureDoesNotMatch` with "Signature expired"
  /// (EC2: `RequestExpired`, S3: `RequestTimeTooSkewed`).
  case expired(signedAt: SigningTime, now: Int)

  /// Signed in the future: `SignatureDoesNotMatch` with "Signature not yet current"
  /// (EC2: `RequestExpired`, S3: `RequestTimeTooSkewed`).
  case notYetCurrent(signedAt: SigningTime, now: Int)

  /// The verifier itself failed: `InternalFailure`.
  case crypto(CryptoError)
}

extension VerificationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingAuthorization:
      "The request has no Authorization header."
    case .incompleteSignature(let reason):
      "The signature is incomplete: \(reason)."
    case .unknownAccessKey(let id):
      "The access key \(id) is unknown."
    case .missingSessionToken(let id):
      "The access key \(id) is temporary, and the request has no X-Amz-Security-Token."
    case .wrongSessionToken(let id):
      "The session token does not belong to the access key \(id)."
    case .wrongScope(let part, let expected, let actual):
      "The credential scope has the \(part.rawValue) \(actual), expected \(expected)."
    case .headersNotSigned(let names):
      "The signature does not cover \(names.joined(separator: ", "))."
    case .contentHashDoesNotMatch:
      "The header x-amz-content-sha256 is not the hash of the body."
    case .signatureDoesNotMatch:
      "The signature does not match. Check the secret access key and how the request is signed."
    case .expired(let signedAt, let now):
      "Signature expired: \(signedAt.timestamp) is too long before \(Self.clock(now))."
    case .notYetCurrent(let signedAt, let now):
      "Signature not yet current: \(signedAt.timestamp) is too long after \(Self.clock(now))."
    case .crypto(let error):
      "The signature can't be verified. \(error)"
    }
  }

  private static func clock(_ seconds: Int) -> String {
    SigningTime(secondsSince1970: seconds)?.timestamp ?? "\(seconds) s since 1970"
  }
}

extension VerificationError {
  /// Says in this stage's words why the signature can't even be computed.
  init(_ error: SigningError) {
    self =
      switch error {
      case .crypto(let error): .crypto(error)
      case .absentHeader(let name):
        .incompleteSignature(reason: "the signed header \(name) is not in the request")
      case .invalidHeader(let name):
        .incompleteSignature(reason: "the signed header \(name) is malformed")
      default: .incompleteSignature(reason: "the method, path or query is malformed")
      }
  }
}
