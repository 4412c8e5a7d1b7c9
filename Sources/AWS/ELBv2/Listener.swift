extension ELBv2 {
  /// A port that a load balancer listens on, and what it does with what comes in.
  package struct Listener: Hashable, Sendable {
    package var arn: String
    package var loadBalancerARN: String

    /// Nil for a gateway load balancer.
    package var port: Int?

    /// `HTTP`, `HTTPS` and so on; nil for a gateway load balancer.
    package var protocolName: String?

    /// The ARNs of the default certificates; ELBv2 lists at most one here.
    package var certificates: [String]

    package var sslPolicy: String?
    package var defaultActions: [Action]
  }

  /// Asks for a load balancer's listeners with their default actions.
  package static func describeListeners(loadBalancer arn: String) -> Listing<Listener> {
    listing(.describeListeners, ("LoadBalancerArn", arn), of: "Listeners") {
      member throws(ReadingError) in try Listener(member)
    }
  }
}

extension ELBv2.Listener {
  init(_ member: XMLElement) throws(ReadingError) {
    arn = try member.text("ListenerArn")
    loadBalancerARN = try member.text("LoadBalancerArn")
    port = try member.optionalInteger("Port")
    protocolName = member.optionalText("Protocol")
    certificates = try member.list("Certificates", of: "member") {
      certificate throws(ReadingError) in try certificate.text("CertificateArn")
    }
    sslPolicy = member.optionalText("SslPolicy")
    defaultActions = try member.list("DefaultActions", of: "member") {
      action throws(ReadingError) in try ELBv2.Action(action)
    }
  }
}
