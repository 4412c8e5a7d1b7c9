import CCurl

/// What libcurl knows of a transfer that failed.
struct CurlFailure {
  var code: CURLcode

  /// libcurl's own words, with the host and the times.
  var detail: String

  /// Whether not a byte of the request went out.
  var isUnsent: Bool

  /// What the proxy answered to CONNECT; zero where none was asked.
  var proxyStatus: Int

  var isOverBodyLimit: Bool

  var error: TransportError {
    guard !isOverBodyLimit else {
      return TransportError(.cutOff, detail: "the answer is longer than what is accepted")
    }
    return TransportError(kind, detail: isAboutProxy ? proxyWords : detail)
  }

  /// libcurl quotes a proxy's URL that it can't read, and the password in it.
  private var isAboutProxy: Bool { detail.lowercased().contains("proxy") }

  private var proxyWords: String {
    guard proxyStatus == 0 else { return "the proxy answered CONNECT with status \(proxyStatus)" }
    return String(cString: curl_easy_strerror(code))
  }

  /// When in doubt, a kind that leaves open whether the request reached the server.
  private var kind: TransportError.Kind {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      .nameNotResolved
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      .proxyRefused
    case _ where proxyStatus != 0 && !(200..<300).contains(proxyStatus):
      .proxyRefused
    case CURLE_COULDNT_CONNECT:
      .notConnected
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT:
      // The second also says that the answer's protocol is unknown.
      isUnsent ? .notConnected : .cutOff
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED:
      .tlsFailed
    case CURLE_OPERATION_TIMEDOUT:
      isUnsent ? .notConnected : .timedOut
    default:
      .cutOff
    }
  }
}
