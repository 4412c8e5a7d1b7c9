import CCurl

/// What libcurl knows of a transfer that failed.
struct CurlFailure {
  var code: CURLcode

  /// libcurl's own words, with the host and the times.
  var detail: String

  /// What OpenSSL thinks of the certificate (`X509_V_…` in `x509_vfy.h`); zero, or one where libcurl
  /// doesn't ask any more, if nothing is amiss but the name.
  var verification: Int

  /// Whether not a byte of the request went out.
  var isUnsent: Bool

  var proxy: Proxy?

  /// Whether the proxy is first asked for a connection to the host by CONNECT.
  var isTunnelled: Bool

  /// What the proxy answered in place of the host, as to CONNECT; zero where it didn't.
  var proxyStatus: Int

  var isOverBodyLimit: Bool
  var options: CurlTransport.Options

  var error: TransportError {
    guard !isOverBodyLimit else {
      return TransportError(
        .tooLong,
        detail: "the answer is longer than \(options.bodyLimit) bytes"
      )
    }
    return proxyError ?? TransportError(kind, detail: words)
  }

  /// The failure as the proxy's own; nil where it is the host's, or nobody knows whose.
  private var proxyError: TransportError? {
    guard let proxy else { return nil }
    switch code {
    case _ where proxyStatus == 407:
      return TransportError(
        .proxyRefused,
        detail:
          "\(proxy.name) wants a user name and a password in its URL, or others than those there"
          + " (status 407)"
      )
    case _ where proxyStatus != 0 && !(200..<300).contains(proxyStatus):
      return TransportError(
        .proxyRefused,
        detail: "\(proxy.name) refuses to connect to the host (status \(proxyStatus))"
      )
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
      return noConnection(by: proxy)
    case CURLE_SSL_CACERT_BADFILE:
      return nil
    case CURLE_OPERATION_TIMEDOUT where isUnsent:
      return TransportError(
        .proxyRefused,
        detail: "\(proxy.name) gives no connection within \(connectTime)"
      )
    case _ where isTunnelled && isUnsent && proxyStatus == 0:
      // The host comes in only after the answer to CONNECT.
      return noConnection(by: proxy)
    default:
      return nil
    }
  }

  private func noConnection(by proxy: Proxy) -> TransportError {
    TransportError(.proxyRefused, detail: "\(proxy.name) gives no connection: \(detail)")
  }

  private var connectTime: String { TransferTimes.words(options.connectMilliseconds) }

  private var words: String {
    switch code {
    case CURLE_OPERATION_TIMEDOUT:
      "no connection within \(connectTime)"
    case CURLE_SSL_CACERT_BADFILE:
      "no certificate to trust can be read from \(options.caBundle ?? "the system's files")"
    default:
      detail
    }
  }

  /// When in doubt, a kind that leaves open whether the request reached the server.
  private var kind: TransportError.Kind {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      .nameNotResolved
    case CURLE_COULDNT_CONNECT:
      .notConnected
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT:
      // The second also says that the answer's protocol is unknown.
      isUnsent ? .notConnected : .cutOff
    case CURLE_PEER_FAILED_VERIFICATION:
      Self.certificateKind(verification)
    case CURLE_SSL_CACERT_BADFILE:
      .trustUnreadable
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED:
      .tlsFailed
    case CURLE_OPERATION_TIMEDOUT:
      isUnsent ? .notConnected : .timedOut
    default:
      .cutOff
    }
  }

  /// What OpenSSL's verdict on a certificate that was refused comes to.
  static func certificateKind(_ verification: Int) -> TransportError.Kind {
    switch verification {
    case 0, 1: .nameNotCertified
    case 9, 10: .certificateOutOfDate
    case 2, 18...21, 27: .issuerUnknown
    default: .tlsFailed
    }
  }
}
