/// The calls that IAM decides on in a run of one binding, each with the role that makes it.
///
/// It follows what `Observer` asks and what a plan may hold; `GetCallerIdentity` needs no leave.
struct BindingCalls {
  /// The role that makes a call, nil for the run's own credentials; and what it has to be allowed.
  typealias Call = (principal: ARN?, permission: Permission)

  private let binding: Binding
  private let arns: ResourceNames

  init(of binding: Binding, region: String, partition: String) {
    self.binding = binding
    arns = ResourceNames(region: region, partition: partition)
  }

  func all(for purpose: AccessNeeds.Purpose) -> [Call] {
    switch purpose {
    case .plan: reads
    case .apply: reads + writes
    }
  }

  private var reads: [Call] { roles + environment + endpoint + targetGroup + listener }

  // MARK: Principals

  private var own: AssumeRole? { binding.assumeRole }
  private var ofEndpoint: AssumeRole? { binding.endpoint.assumeRole }
  private var ofEnvironment: AssumeRole? { binding.endpoint.environmentAssumeRole }

  private func calls(_ role: AssumeRole?, _ permissions: [Permission]) -> [Call] {
    permissions.map { (role?.arn, $0) }
  }

  /// The binding's role is taken on first, and the others with its credentials, when they are needed.
  private var roles: [Call] {
    func take(_ role: AssumeRole?, with principal: AssumeRole?) -> [Call] {
      guard let role else { return [] }
      return calls(principal, [Permission("sts:AssumeRole", on: role.arn.description)])
    }
    return take(own, with: nil)
      + (environment.isEmpty ? [] : take(ofEnvironment, with: own))
      + (endpoint.isEmpty ? [] : take(ofEndpoint, with: own))
  }

  /// The account that a role's calls land in; nil where the spec doesn't tell.
  private func account(of role: AssumeRole?) -> String? {
    (role ?? own).map(\.arn.account) ?? binding.account?.description
  }

  // MARK: Reads

  private var environment: [Call] {
    guard case .mwaaEnvironment(let name) = binding.endpoint.source else { return [] }
    let arn = arns.environment(name, account: account(of: ofEnvironment))
    return calls(ofEnvironment ?? own, [Permission("airflow:GetEnvironment", on: arn)])
  }

  private var endpoint: [Call] {
    switch binding.endpoint.source {
    case .hostname, .addresses: return []
    case .mwaaEnvironment, .vpcEndpoint, .service: break
    }
    return calls(
      ofEndpoint ?? own,
      [
        Permission("ec2:DescribeVpcEndpoints"), Permission("ec2:DescribeNetworkInterfaces"),
        Permission("ec2:DescribeSubnets"),
      ] + (binding.listener == nil ? [] : securityGroups)
    )
  }

  /// A group's rules may name prefix lists of any account, which the spec doesn't tell.
  private var securityGroups: [Permission] {
    [Permission("ec2:DescribeSecurityGroups"), Permission("ec2:GetManagedPrefixListEntries")]
  }

  private var targetGroup: [Call] {
    var permissions = [
      Permission("elasticloadbalancing:DescribeTargetGroups"),
      Permission("elasticloadbalancing:DescribeTargetHealth"),
      // Whose the registered addresses are now.
      Permission("ec2:DescribeNetworkInterfaces"),
    ]
    switch binding.endpoint.source {
    // Whether an address is in the group's VPC.
    case .hostname, .addresses: permissions.append(Permission("ec2:DescribeSubnets"))
    case .mwaaEnvironment, .vpcEndpoint, .service: break
    }
    // Asked where an address is outside the group's VPC, which the spec doesn't tell.
    permissions.append(Permission("elasticloadbalancing:DescribeTargetGroupAttributes"))
    if keepsLedger { permissions.append(Permission("elasticloadbalancing:DescribeTags")) }
    return calls(own, permissions)
  }

  /// Whether the spec lets any target go.
  private var removes: Bool {
    binding.targetGroup.ownership != .addOnly && binding.safeguards.maximumDeregistrations != 0
  }

  private var keepsLedger: Bool { binding.targetGroup.ownership == .recorded }

  private var listener: [Call] {
    guard let listener = binding.listener else { return [] }
    var permissions = [
      Permission("elasticloadbalancing:DescribeLoadBalancers"),
      Permission("elasticloadbalancing:DescribeListeners"), Permission("ec2:DescribeSubnets"),
    ]
    permissions += securityGroups
    if listener.dependsOnOtherUsers {
      permissions.append(Permission("elasticloadbalancing:DescribeRules"))
    }
    if listener.certificate != nil {
      permissions.append(Permission("elasticloadbalancing:DescribeListenerCertificates"))
    }
    return calls(own, permissions + (listener.certificate.map(reads) ?? []))
  }

  /// ListCertificates can't be narrowed; a certificate's id is AWS's to choose.
  private func reads(of certificate: CertificateSource) -> [Permission] {
    let any = arns.certificates(account: account(of: own))
    switch certificate {
    case .arn(let arn): return [Permission("acm:DescribeCertificate", on: arn.description)]
    case .domain:
      return [Permission("acm:ListCertificates"), Permission("acm:DescribeCertificate", on: any)]
    case .files:
      return [
        Permission("acm:ListCertificates"), Permission("acm:ListTagsForCertificate", on: any),
      ]
    }
  }

  // MARK: Writes

  private var writes: [Call] {
    let group = arns.targetGroup(binding.targetGroup.reference, account: account(of: own))
    var permissions = [
      Permission("elasticloadbalancing:ModifyTargetGroup", on: group),
      Permission("elasticloadbalancing:RegisterTargets", on: group),
    ]
    if removes {
      permissions.append(Permission("elasticloadbalancing:DeregisterTargets", on: group))
    }
    let create = binding.targetGroup.create
    if create != nil {
      permissions.append(Permission("elasticloadbalancing:CreateTargetGroup", on: group))
    }
    // A group that is made with tags needs leave for these too.
    if !(create?.tags.isEmpty ?? true) {
      permissions.append(Permission("elasticloadbalancing:AddTags", on: group))
    }
    if keepsLedger {
      permissions.append(Permission("elasticloadbalancing:AddTags", on: group))
      permissions.append(Permission("elasticloadbalancing:RemoveTags", on: group))
    }
    return calls(own, permissions + (binding.listener.map(writes) ?? []))
  }

  /// Where a rule is asked for, the listener that is made for it forwards nothing by itself.
  private func writes(to listener: ListenerSpec) -> [Permission] {
    let balancer = listener.loadBalancer
    let arn = arns.loadBalancer(balancer, account: account(of: own))
    var permissions = [Permission("elasticloadbalancing:CreateListener", on: arn)]
    if listener.certificate?.paths != nil {
      let any = arns.certificates(account: account(of: own))
      permissions.append(Permission("acm:ImportCertificate", on: any))
      permissions.append(Permission("acm:AddTagsToCertificate", on: any))
    }
    let listeners = arns.listeners(of: balancer, account: account(of: own))
    if listener.certificate != nil {
      permissions.append(
        Permission("elasticloadbalancing:AddListenerCertificates", on: listeners)
      )
    }
    if listener.rule != nil {
      let rules = arns.rules(of: balancer, account: account(of: own))
      permissions += [
        Permission("elasticloadbalancing:CreateRule", on: listeners),
        Permission("elasticloadbalancing:ModifyRule", on: rules),
        Permission("elasticloadbalancing:SetRulePriorities", on: rules),
      ]
    }
    if listener.certificate != nil || listener.sslPolicy != nil {
      permissions.append(Permission("elasticloadbalancing:ModifyListener", on: listeners))
    }
    return permissions
  }
}
