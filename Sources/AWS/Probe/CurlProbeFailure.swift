import CCurl
import Glibc

/// What libcurl knows of a probe that failed.
struct CurlProbeFailure {
  var code: CURLcode
  var times: ProbeAnswer.Times

  /// Whether TLS was to be spoken.
  var isSecure: Bool

  /// The last error number of the system.
  var systemCode: Int32

  /// What OpenSSL thinks of the certificate, as ``CurlFailure/verification``.
  var verification: Int

  /// libcurl's own words.
  var words: String

  var caBundle: String?

  var failure: ProbeFailure {
    switch code {
    case CURLE_SSL_CACERT_BADFILE:
      ProbeFailure(
        .trustUnreadable,
        detail: "no certificate to trust can be read from \(caBundle ?? "the system's files")"
      )
    case CURLE_OK, CURLE_WRITE_ERROR:
      ProbeFailure(.notHTTP, detail: "the answer has no status code")
    default:
      ProbeFailure(kind, detail: words.trimmedSentence)
    }
  }

  private var kind: ProbeFailure.Kind {
    switch code {
    case CURLE_COULDNT_CONNECT:
      switch systemCode {
      case ECONNREFUSED: .refused
      case ETIMEDOUT: .connectionTimedOut
      default: .unreachable
      }
    case CURLE_OPERATION_TIMEDOUT:
      if times.connected == nil {
        .connectionTimedOut
      } else {
        isSecure && times.secured == nil ? .handshakeTimedOut : .answerTimedOut
      }
    case CURLE_PEER_FAILED_VERIFICATION:
      switch CurlFailure.certificateKind(verification) {
      case .nameNotCertified: .nameNotCertified
      case .certificateOutOfDate: .certificateOutOfDate
      case .issuerUnknown: .issuerUnknown
      default: .tlsFailed
      }
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS:
      .tlsFailed
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      .notHTTP
    case CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_OUT_OF_MEMORY:
      .notSent
    default:
      .cutOff
    }
  }
}
