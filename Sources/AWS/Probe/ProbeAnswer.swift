/// What came of a probe: a status code or why there is none, how far it got, and when.
package struct ProbeAnswer: Hashable, Sendable {
  /// An HTTP status code, 200 or more.
  package var status: Result<Int, ProbeFailure>

  package var times: Times

  /// Nil where no TLS connection came about.
  package var tls: TLS?

  /// Microseconds from the beginning; nil where it didn't get so far.
  package struct Times: Hashable, Sendable {
    package var connected: Int?

    /// The end of the TLS handshake.
    package var secured: Int?

    /// The first byte of the answer.
    package var answered: Int?

    package init(connected: Int? = nil, secured: Int? = nil, answered: Int? = nil) {
      self.connected = connected
      self.secured = secured
      self.answered = answered
    }
  }

  /// What the server showed of itself.
  package struct TLS: Hashable, Sendable {
    /// OpenSSL's word, such as `TLSv1.3`.
    package var version: String?

    /// Whom the certificate names, such as `CN = *.airflow.us-west-2.on.aws`.
    package var subject: String?

    /// When the certificate ends, in seconds since 1970.
    package var notAfter: Int?

    package init(version: String? = nil, subject: String? = nil, notAfter: Int? = nil) {
      self.version = version
      self.subject = subject
      self.notAfter = notAfter
    }
  }

  package init(status: Result<Int, ProbeFailure>, times: Times = Times(), tls: TLS? = nil) {
    self.status = status
    self.times = times
    self.tls = tls
  }
}

/// Why a probe got no status code.
package struct ProbeFailure: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The address is there, and nobody listens on the port.
    case refused
    /// No way leads to the address.
    case unreachable
    /// Nothing answers at the address.
    case connectionTimedOut
    /// Somebody accepts the connection, and no TLS handshake follows.
    case handshakeTimedOut
    /// The request went out, and no whole answer came.
    case answerTimedOut
    case tlsFailed
    /// The certificate has ended, or has not begun.
    case certificateOutOfDate
    /// The certificate is for another name.
    case nameNotCertified
    /// Nobody who is trusted here vouches for the certificate.
    case issuerUnknown
    /// The file with the certificates to trust has none that can be read.
    case trustUnreadable
    /// The connection ended before the answer.
    case cutOff
    /// What came back is no HTTP.
    case notHTTP
    case cancelled
    /// The probe could not be sent at all.
    case notSent
  }

  package var kind: Kind

  /// What the network library said, for people.
  package var detail: String

  package init(_ kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
