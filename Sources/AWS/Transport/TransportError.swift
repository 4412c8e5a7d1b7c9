/// Why no answer came back.
package struct TransportError: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The host's name has no address here.
    case nameNotResolved
    /// No connection was made: refused, unreachable or out of time.
    case notConnected
    /// The proxy refused, could not be reached, or is not named by a URL that can be read.
    case proxyRefused
    /// No TLS connection came about, or one that nobody should trust.
    case tlsFailed
    /// Nobody who is trusted here vouches for the host's certificate.
    case issuerUnknown
    /// The host's certificate is for another name.
    case nameNotCertified
    /// The host's certificate has ended, or has not begun.
    case certificateOutOfDate
    /// The file with the certificates to trust has none that can be read.
    case trustUnreadable
    /// The request went out, and the time for the first byte of the answer or for the whole was up.
    case timedOut
    /// The connection ended before the whole answer was there.
    case cutOff
    /// The answer is longer than what is accepted.
    case tooLong
    /// The caller was cancelled.
    case cancelled
  }

  package var kind: Kind

  /// What the network library said, for people.
  package var detail: String

  package init(_ kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }

  /// Whether the request surely never reached the server, so that sending a write again is safe.
  package var isSurelyUnsent: Bool {
    switch kind {
    case .nameNotResolved, .notConnected, .proxyRefused, .tlsFailed, .issuerUnknown,
      .nameNotCertified, .certificateOutOfDate, .trustUnreadable:
      true
    case .timedOut, .cutOff, .tooLong, .cancelled:
      false
    }
  }
}
