extension ELBv2 {
  /// A listener to be made, forwarding everything to one target group or answering 404 to it.
  package struct NewListener: Hashable, Sendable {
    package var loadBalancerARN: String
    package var protocolName: String
    package var port: Int

    /// Nil for AWS's own choice.
    package var sslPolicy: String?

    /// The ARN of the default certificate; nil where the protocol has none.
    package var certificate: String?

    /// Nil for one that answers 404 by default.
    package var targetGroupARN: String?
    package var tags: [Tag]

    package init(
      loadBalancerARN: String,
      protocolName: String,
      port: Int,
      sslPolicy: String? = nil,
      certificate: String? = nil,
      targetGroupARN: String?,
      tags: [Tag] = []
    ) {
      self.loadBalancerARN = loadBalancerARN
      self.protocolName = protocolName
      self.port = port
      self.sslPolicy = sslPolicy
      self.certificate = certificate
      self.targetGroupARN = targetGroupARN
      self.tags = tags
    }
  }

  /// What to change of a listener; what is nil stays as it is.
  package struct ListenerChange: Hashable, Sendable {
    package var sslPolicy: String?

    /// The ARN of the default certificate.
    package var certificate: String?

    package init(sslPolicy: String? = nil, certificate: String? = nil) {
      self.sslPolicy = sslPolicy
      self.certificate = certificate
    }
  }

  /// Makes a listener and answers it as AWS made it.
  package static func createListener(_ listener: NewListener) -> Call<Listener> {
    var form = form(.createListener)
    form.set("LoadBalancerArn", listener.loadBalancerARN)
    form.set("Protocol", listener.protocolName)
    form.set("Port", listener.port)
    form.set("SslPolicy", listener.sslPolicy)
    form.set("Certificates.member.1.CertificateArn", listener.certificate)
    if let group = listener.targetGroupARN {
      form.set("DefaultActions.member.1.Type", "forward")
      form.set("DefaultActions.member.1.TargetGroupArn", group)
    } else {
      form.set("DefaultActions.member.1.Type", "fixed-response")
      form.set("DefaultActions.member.1.FixedResponseConfig.StatusCode", "404")
      form.set("DefaultActions.member.1.FixedResponseConfig.ContentType", "text/plain")
    }
    form.set("Tags.member", each: listener.tags) { $2.write(to: &$0, as: $1) }
    return changed(form, .createListener, about: listener.loadBalancerARN)
  }

  /// Changes a listener and answers it as it is then.
  package static func modifyListener(
    _ arn: String,
    _ change: ListenerChange
  ) -> Call<Listener> {
    var form = form(.modifyListener)
    form.set("ListenerArn", arn)
    form.set("SslPolicy", change.sslPolicy)
    form.set("Certificates.member.1.CertificateArn", change.certificate)
    return changed(form, .modifyListener, about: arn)
  }

  private static func changed(
    _ form: QueryForm,
    _ operation: APIOperation,
    about resource: String
  ) -> Call<Listener> {
    call(form, operation, about: resource) { result throws(ReadingError) in
      try result.only("Listeners", of: "member") { member throws(ReadingError) in
        try Listener(member)
      }
    }
  }
}
