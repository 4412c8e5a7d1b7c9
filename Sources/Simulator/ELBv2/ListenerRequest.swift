import Core

/// What a CreateListener or ModifyListener names, checked against the estate.
struct ListenerRequest {
  var port: Int?
  var protocolName: String?
  var sslPolicy: String?
  var certificate: ARN?

  /// Nil where the call names none.
  var actions: [Action]?

  init(_ inquiry: Inquiry, in estate: Estate) throws(ServiceError) {
    port = try inquiry.number("Port")
    if let port, !(1...65535).contains(port) {
      throw .validation("Port '\(port)' must be between 1 and 65535 inclusive")
    }
    protocolName = inquiry.parameters.text("Protocol")
    if let protocolName, !["HTTP", "HTTPS"].contains(protocolName) {
      throw .validation(
        "Listener protocol '\(protocolName)' must be one of 'HTTP, HTTPS' for an application load "
          + "balancer"
      )
    }
    sslPolicy = inquiry.parameters.text("SslPolicy")
    if let sslPolicy, !Self.sslPolicies.contains(sslPolicy) {
      throw ServiceError("SSLPolicyNotFound", "SSL policy '\(sslPolicy)' not found")
    }
    certificate = try Self.certificate(inquiry, in: estate)
    let members = inquiry.parameters.list("DefaultActions")
    if !members.isEmpty { actions = try Self.actions(members, inquiry, in: estate) }
  }

  // A certificate of another Region isn't there, whatever its ARN says.
  private static func certificate(
    _ inquiry: Inquiry,
    in estate: Estate
  ) throws(ServiceError) -> ARN? {
    let certificates = inquiry.parameters.list("Certificates")
    guard certificates.count <= 1 else {
      throw ServiceError("TooManyCertificates", "Exactly one certificate must be specified")
    }
    guard let text = certificates.first?.text("CertificateArn") else { return nil }
    guard let certificate = estate.certificates[text] else {
      throw ServiceError("CertificateNotFound", "Certificate '\(text)' not found")
    }
    guard certificate.status == "ISSUED" else {
      throw ServiceError(
        "UnsupportedCertificate",
        "The certificate '\(text)' must have a fully-qualified domain name, a supported signature, "
          + "and a supported key size."
      )
    }
    return certificate.arn
  }

  private static func actions(
    _ members: [Parameters],
    _ inquiry: Inquiry,
    in estate: Estate
  ) throws(ServiceError) -> [Action] {
    var actions: [Action] = []
    for member in members {
      guard let type = member.text("Type") else { throw .missing("defaultActions.1.member.type") }
      guard type == "forward" else {
        guard let name = Action.configurations[type] else {
          throw .validation("Action type '\(type)' is not valid")
        }
        actions.append(Action(type: type, details: try details(member[name], of: name)))
        continue
      }
      let groups = try forwarded(member)
      for group in groups {
        try ELBv2.check(group.group, .targetGroup, inquiry)
        guard estate.groups.has(group.group) else { throw .targetGroupsNotFound }
      }
      actions.append(Action(type: type, groups: groups))
    }
    return actions
  }

  private static func forwarded(_ member: Parameters) throws(ServiceError) -> [Action.Weighted] {
    let single = member.text("TargetGroupArn")
    let weighted = member["ForwardConfig"]?.list("TargetGroups") ?? []
    guard !weighted.isEmpty else {
      guard let single else {
        throw .validation("A target group ARN must be specified")
      }
      return [Action.Weighted(group: single, weight: 1)]
    }
    var groups: [Action.Weighted] = []
    for member in weighted {
      guard let arn = member.text("TargetGroupArn") else {
        throw .validation("A target group ARN must be specified")
      }
      let text = member.text("Weight") ?? "1"
      guard let weight = Int(text), (0...999).contains(weight) else {
        throw .validation("Weight '\(text)' must be between 0 and 999 inclusive")
      }
      groups.append(Action.Weighted(group: arn, weight: weight))
    }
    if let single, groups.count != 1 || groups.first?.group != single {
      throw .validation("You can't specify both a target group ARN and a forward configuration")
    }
    return groups
  }

  private static func details(
    _ configuration: Parameters?,
    of name: String
  ) throws(ServiceError) -> [Action.Detail] {
    guard let configuration, !configuration.members.isEmpty else {
      throw .validation("A '\(name)' must be specified")
    }
    return configuration.members.keys.sorted().compactMap { key in
      configuration.text(key).map { Action.Detail(name: key, value: $0) }
    }
  }

  /// The policy that ELBv2 gives a listener for HTTPS that is created without one.
  static let defaultSSLPolicy = "ELBSecurityPolicy-2016-08"

  private static let sslPolicies: Set = [
    defaultSSLPolicy, "ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-2-2017-01",
    "ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-FS-1-2-2019-08",
    "ELBSecurityPolicy-FS-1-2-Res-2019-08", "ELBSecurityPolicy-FS-1-2-Res-2020-10",
    "ELBSecurityPolicy-TLS13-1-0-2021-06", "ELBSecurityPolicy-TLS13-1-1-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  ]
}
