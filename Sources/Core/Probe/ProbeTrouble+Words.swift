extension ProbeTrouble {
  /// What happened, and what to do about it.
  ///
  /// The detail is what the network library said, told where the case itself leaves it open.
  func words(_ question: ProbeQuestion, _ detail: String) -> (message: String, remedy: String) {
    let place = question.place
    let wait = "\(question.timeoutSeconds) s"
    let isCheck = question.view == .loadBalancer
    let kind = isCheck ? "healthCheck.protocol" : "targetGroup.protocol"
    return switch self {
    case .refused:
      (
        "\(place) refuses the connection: nobody listens there.",
        isCheck ? "Check targetGroup.port and healthCheck.port." : "Check targetGroup.port."
      )
    case .unreachable:
      (
        "No way leads from here to \(place): \(detail).",
        "Probe from where the VPC's network reaches: a machine in it, or its VPN."
      )
    case .connectionTimedOut:
      (
        "Nothing answers at \(place) within \(wait).",
        "Probe from where the VPC's network reaches; if this is such a place, a security group or "
          + "network ACL drops the packets: allow port \(place.port) to the endpoint."
      )
    case .handshakeTimedOut:
      (
        "\(place) takes the connection, and no TLS handshake follows within \(wait).",
        "Check that a server with TLS is behind this port; for one without, set \(kind) to HTTP."
      )
    case .answerTimedOut:
      (
        "\(place) takes the request, and doesn't answer it within \(wait).",
        "Look into the server's log"
          + (isCheck
            ? "; set healthCheck.path to a quicker path, or raise healthCheck.timeoutSeconds."
            : ".")
      )
    case .tlsFailed:
      (
        "\(place) and TLS don't get on: \(detail).",
        "Check that a server with TLS is behind this port; for one without, set \(kind) to HTTP."
      )
    case .certificateOutOfDate:
      (
        "The certificate of \(place) is not valid now: \(detail).",
        Self.clientsOnly + "Renew it, and check this machine's clock."
      )
    case .nameNotCertified:
      (
        "The certificate of \(place) is for another name: \(detail).",
        Self.clientsOnly + "Ask for a name that it covers."
      )
    case .issuerUnknown:
      (
        "Nobody who is trusted here vouches for the certificate of \(place): \(detail).",
        Self.clientsOnly + "For a CA of your own, name its certificate in AWS_CA_BUNDLE."
      )
    case .trustUnreadable:
      (
        "The certificate of \(place) could not be verified: \(detail).",
        "Name a file of certificates in PEM form in AWS_CA_BUNDLE."
      )
    case .cutOff:
      (
        "\(place) ends the connection without an answer: \(detail).",
        question.protocol == .http
          ? "If the port speaks TLS, set \(kind) to HTTPS; else look into the server's log."
          : "Look into the server's log."
      )
    case .notHTTP:
      (
        "\(place) answers what is no HTTP: \(detail).",
        isCheck
          ? "Check targetGroup.port, healthCheck.port and healthCheck.protocol."
          : "Check targetGroup.port and targetGroup.protocol."
      )
    case .notSent:
      ("\(place) could not be asked: \(detail).", "Run again, and report it if it lasts.")
    }
  }

  private static let clientsOnly =
    "No matter to the load balancer; clients that come to the endpoint itself refuse it. "
}
