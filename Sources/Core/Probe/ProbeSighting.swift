/// What came of one probe.
package struct ProbeSighting: Hashable, Sendable {
  package var question: ProbeQuestion
  package var outcome: ProbeOutcome

  /// Microseconds from the beginning; nil where it didn't get so far.
  package var connected: Int?

  /// The end of the TLS handshake, as `connected`.
  package var secured: Int?

  /// The first byte of the answer, as `connected`.
  package var answered: Int?

  /// Such as `TLSv1.3`.
  package var tlsVersion: String?

  /// Whom the server's certificate names.
  package var certificateSubject: String?

  /// When the certificate ends, in seconds since 1970-01-01T00:00:00Z.
  package var certificateEnd: Int?

  package init(_ question: ProbeQuestion, _ outcome: ProbeOutcome) {
    self.question = question
    self.outcome = outcome
  }
}

/// How a probe ended.
package enum ProbeOutcome: Hashable, Sendable {
  /// An HTTP status code.
  case answered(Int)
  /// With what the network library said.
  case failed(ProbeTrouble, String)
}

/// Why there was no status code.
package enum ProbeTrouble: String, Hashable, Sendable, CaseIterable {
  case refused
  case unreachable
  case connectionTimedOut = "connection-timed-out"
  case handshakeTimedOut = "handshake-timed-out"
  case answerTimedOut = "answer-timed-out"
  case tlsFailed = "tls-failed"
  case certificateOutOfDate = "certificate-out-of-date"
  case nameNotCertified = "name-not-certified"
  case issuerUnknown = "issuer-unknown"
  case trustUnreadable = "trust-unreadable"
  case cutOff = "cut-off"
  case notHTTP = "not-http"
  case notSent = "not-sent"
}
