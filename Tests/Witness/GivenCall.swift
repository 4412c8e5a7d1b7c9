import AWS
import Crypto
import Foundation
import SigV4

/// A call as another client was asked to make it: the operation, and its parameters in AWS's names.
struct GivenCall {
  let operation: APIOperation
  let parameters: Members

  /// Makes the call by this client's own functions and sends it.
  ///
  /// The answer doesn't matter: the transport keeps what was sent.
  func send(by client: Client) async {
    switch operation {
    case .getEnvironment:
      _ = try? await client.send(MWAA.environment(named: parameters.required("Name")))
    case .listEnvironments:
      _ = try? await client.list(MWAA.listEnvironments())
    case .describeVPCEndpoints:
      _ = try? await client.list(EC2.describeVPCEndpoints(resources("VpcEndpointIds")))
    case .describeNetworkInterfaces:
      _ = try? await client.list(EC2.describeNetworkInterfaces(resources("NetworkInterfaceIds")))
    case .describeSubnets:
      _ = try? await client.list(EC2.describeSubnets(resources("SubnetIds")))
    case .describeSecurityGroups:
      _ = try? await client.list(EC2.describeSecurityGroups(resources("GroupIds")))
    case .getManagedPrefixListEntries:
      let list = parameters.required("PrefixListId")
      _ = try? await client.list(EC2.managedPrefixListEntries(of: list))
    case .describeTargetGroups:
      _ = try? await client.list(ELBv2.describeTargetGroups(balancing("TargetGroupArns")))
    case .describeLoadBalancers:
      _ = try? await client.list(ELBv2.describeLoadBalancers(balancing("LoadBalancerArns")))
    case .describeTargetGroupAttributes:
      _ = try? await client.send(ELBv2.targetGroupAttributes(of: targetGroup))
    case .describeTargetHealth:
      _ = try? await client.send(ELBv2.describeTargetHealth(targetGroup: targetGroup))
    case .describeListeners:
      let balancer = parameters.required("LoadBalancerArn")
      _ = try? await client.list(ELBv2.describeListeners(loadBalancer: balancer))
    case .describeListenerCertificates:
      let call = ELBv2.describeListenerCertificates(of: parameters.required("ListenerArn"))
      _ = try? await client.list(call)
    case .describeRules:
      let listener = parameters.required("ListenerArn")
      _ = try? await client.list(ELBv2.describeRules(listener: listener))
    case .describeTags:
      _ = try? await client.list(ELBv2.describeTags(of: parameters.texts("ResourceArns") ?? []))
    case .addTags:
      _ = try? await client.send(ELBv2.addTags(tags, to: resource))
    case .removeTags:
      let keys = parameters.texts("TagKeys") ?? []
      _ = try? await client.send(ELBv2.removeTags(keys, from: resource))
    case .registerTargets:
      _ = try? await client.send(ELBv2.registerTargets(targets, in: targetGroup))
    case .deregisterTargets:
      _ = try? await client.send(ELBv2.deregisterTargets(targets, from: targetGroup))
    case .createTargetGroup:
      _ = try? await client.send(ELBv2.createTargetGroup(newTargetGroup))
    case .modifyTargetGroup:
      let call = ELBv2.modifyTargetGroup(targetGroup, healthCheck: healthCheck)
      _ = try? await client.send(call)
    case .createListener:
      _ = try? await client.send(ELBv2.createListener(listener))
    case .modifyListener:
      let listener = parameters.required("ListenerArn")
      _ = try? await client.send(ELBv2.modifyListener(listener, listenerChange))
    case .addListenerCertificates:
      let certificate = parameters.list("Certificates").first?.required("CertificateArn") ?? ""
      let listener = parameters.required("ListenerArn")
      _ = try? await client.send(ELBv2.addListenerCertificate(certificate, to: listener))
    case .createRule:
      _ = try? await client.send(ELBv2.createRule(rule))
    case .modifyRule:
      let call = ELBv2.modifyRule(parameters.required("RuleArn"), hosts: hosts)
      _ = try? await client.send(call)
    case .setRulePriorities:
      let given = parameters.list("RulePriorities").first
      let arn = given?.required("RuleArn") ?? ""
      _ = try? await client.send(ELBv2.setRulePriority(given?.integer("Priority") ?? 0, of: arn))
    case .describeCertificate:
      let arn = parameters.required("CertificateArn")
      _ = try? await client.send(ACM.describeCertificate(arn))
    case .listCertificates:
      let statuses = parameters.texts("CertificateStatuses") ?? []
      _ = try? await client.list(ACM.listCertificates(statuses: statuses))
    case .listTagsForCertificate:
      _ = try? await client.send(ACM.listTags(of: parameters.required("CertificateArn")))
    case .addTagsToCertificate:
      let arn = parameters.required("CertificateArn")
      _ = try? await client.send(ACM.addTags(certificateTags, to: arn))
    case .importCertificate:
      await importCertificate(by: client)
    case .getCallerIdentity:
      _ = try? await client.send(STS.callerIdentity())
    case .assumeRole:
      _ = try? await client.send(STS.assumeRole(role))
    case .assumeRoleWithWebIdentity:
      let token = Secret(parameters.required("WebIdentityToken"))
      _ = try? await client.send(STS.assumeRole(role, by: token))
    case .getRoleCredentials:
      let call = SSO.roleCredentials(
        role: parameters.required("roleName"),
        account: parameters.required("accountId"),
        accessToken: Secret(parameters.required("accessToken"))
      )
      _ = try? await client.send(call)
    case .createToken:
      let call = SSOOIDC.createToken(
        clientID: parameters.required("clientId"),
        clientSecret: Secret(parameters.required("clientSecret")),
        refreshToken: Secret(parameters.required("refreshToken"))
      )
      _ = try? await client.send(call)
    }
  }

  /// A page that is followed by the one that the parameters ask for; nil where they ask for the first.
  var pageBefore: HTTPResponse? {
    guard let token = parameters.text("Marker") ?? parameters.text("NextToken") else { return nil }
    if operation == .listCertificates {
      let page = ["CertificateSummaryList": [String](), "NextToken": token] as [String: Any]
      let body = try? JSONSerialization.data(withJSONObject: page)
      return HTTPResponse(status: 200, body: Array(body ?? Data()))
    }
    let lists = [
      "LoadBalancers", "TargetGroups", "Listeners", "Certificates", "Rules", "vpcEndpointSet",
      "networkInterfaceSet", "subnetSet", "securityGroupInfo", "entrySet",
    ]
    let empty = lists.map { "<\($0)/>" }.joined()
    let text = token.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let name = operation.rawValue
    let members = "\(empty)<NextMarker>\(text)</NextMarker><nextToken>\(text)</nextToken>"
    let body =
      "<\(name)Response>\(members)<\(name)Result>\(members)</\(name)Result></\(name)Response>"
    return HTTPResponse(status: 200, body: Array(body.utf8))
  }
}

extension GivenCall {
  private var targetGroup: String { parameters.required("TargetGroupArn") }

  private func resources(_ ids: String) -> EC2.Selection {
    if let ids = parameters.texts(ids) { return .ids(ids) }
    let filters = parameters.list("Filters").map {
      EC2.Filter($0.required("Name"), $0.texts("Values") ?? [])
    }
    return .filters(filters)
  }

  private func balancing(_ arns: String) -> ELBv2.Selection {
    if let names = parameters.texts("Names") { return .names(names) }
    return .arns(parameters.texts(arns) ?? [])
  }

  private var targets: [ELBv2.Target] {
    parameters.list("Targets").map {
      ELBv2.Target(
        id: $0.required("Id"),
        port: $0.integer("Port") ?? 0,
        availabilityZone: $0.text("AvailabilityZone")
      )
    }
  }

  private var healthCheck: ELBv2.HealthCheckChange {
    ELBv2.HealthCheckChange(
      protocolName: parameters.text("HealthCheckProtocol"),
      port: parameters.text("HealthCheckPort"),
      path: parameters.text("HealthCheckPath"),
      intervalSeconds: parameters.integer("HealthCheckIntervalSeconds"),
      timeoutSeconds: parameters.integer("HealthCheckTimeoutSeconds"),
      healthyThreshold: parameters.integer("HealthyThresholdCount"),
      unhealthyThreshold: parameters.integer("UnhealthyThresholdCount"),
      httpCode: parameters.object("Matcher")?.text("HttpCode")
    )
  }

  private var newTargetGroup: ELBv2.NewTargetGroup {
    ELBv2.NewTargetGroup(
      name: parameters.required("Name"),
      protocolName: parameters.required("Protocol"),
      port: parameters.integer("Port") ?? 0,
      vpcID: parameters.required("VpcId"),
      healthCheck: healthCheck,
      tags: tags,
      ipAddressType: parameters.required("IpAddressType")
    )
  }

  private var listener: ELBv2.NewListener {
    ELBv2.NewListener(
      loadBalancerARN: parameters.required("LoadBalancerArn"),
      protocolName: parameters.required("Protocol"),
      port: parameters.integer("Port") ?? 0,
      sslPolicy: parameters.text("SslPolicy"),
      certificate: certificate,
      targetGroupARN: parameters.list("DefaultActions").first?.text("TargetGroupArn"),
      tags: tags
    )
  }

  private var rule: ELBv2.NewRule {
    ELBv2.NewRule(
      listenerARN: parameters.required("ListenerArn"),
      priority: parameters.integer("Priority") ?? 0,
      hosts: hosts,
      targetGroupARN: parameters.list("Actions").first?.text("TargetGroupArn") ?? ""
    )
  }

  private var hosts: [String] {
    parameters.list("Conditions").first?.object("HostHeaderConfig")?.texts("Values") ?? []
  }

  private var tags: [ELBv2.Tag] {
    parameters.list("Tags").map {
      ELBv2.Tag(key: $0.required("Key"), value: $0.required("Value"))
    }
  }

  private var certificateTags: [ACM.Tag] {
    tags.map { ACM.Tag(key: $0.key, value: $0.value) }
  }

  private func importCertificate(by client: Client) async {
    let text = Array(parameters.required("PrivateKey").utf8)
    guard let key = try? PrivateKey(pem: text) else { return }
    let new = ACM.Import(
      certificate: Array(parameters.required("Certificate").utf8),
      chain: Array((parameters.text("CertificateChain") ?? "").utf8),
      privateKey: key
    )
    if let arn = parameters.text("CertificateArn") {
      _ = try? await client.send(ACM.importCertificate(new, into: arn))
    } else {
      _ = try? await client.send(ACM.importCertificate(new, tags: certificateTags))
    }
  }

  private var resource: String { parameters.texts("ResourceArns")?.first ?? "" }

  private var listenerChange: ELBv2.ListenerChange {
    ELBv2.ListenerChange(sslPolicy: parameters.text("SslPolicy"), certificate: certificate)
  }

  private var certificate: String? { parameters.list("Certificates").first?.text("CertificateArn") }

  private var role: STS.Role {
    STS.Role(
      arn: parameters.required("RoleArn"),
      externalID: parameters.text("ExternalId"),
      sessionName: parameters.required("RoleSessionName"),
      durationSeconds: parameters.integer("DurationSeconds")
    )
  }
}
