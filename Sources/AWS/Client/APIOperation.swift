/// An operation that this client knows how to ask for, by AWS's own name.
package enum APIOperation: String, CaseIterable, Hashable, Sendable {
  case getEnvironment = "GetEnvironment"
  case listEnvironments = "ListEnvironments"

  case describeVPCEndpoints = "DescribeVpcEndpoints"
  case describeNetworkInterfaces = "DescribeNetworkInterfaces"
  case describeSubnets = "DescribeSubnets"
  case describeSecurityGroups = "DescribeSecurityGroups"
  case getManagedPrefixListEntries = "GetManagedPrefixListEntries"

  case describeTargetGroups = "DescribeTargetGroups"
  case describeTargetGroupAttributes = "DescribeTargetGroupAttributes"
  case describeTargetHealth = "DescribeTargetHealth"
  case describeLoadBalancers = "DescribeLoadBalancers"
  case describeListeners = "DescribeListeners"
  case describeListenerCertificates = "DescribeListenerCertificates"
  case describeRules = "DescribeRules"
  case describeTags = "DescribeTags"
  case registerTargets = "RegisterTargets"
  case deregisterTargets = "DeregisterTargets"
  case createTargetGroup = "CreateTargetGroup"
  case modifyTargetGroup = "ModifyTargetGroup"
  case createListener = "CreateListener"
  case modifyListener = "ModifyListener"
  case addListenerCertificates = "AddListenerCertificates"
  case createRule = "CreateRule"
  case modifyRule = "ModifyRule"
  case setRulePriorities = "SetRulePriorities"
  case addTags = "AddTags"
  case removeTags = "RemoveTags"

  case describeCertificate = "DescribeCertificate"
  case listCertificates = "ListCertificates"
  case listTagsForCertificate = "ListTagsForCertificate"
  case importCertificate = "ImportCertificate"
  case addTagsToCertificate = "AddTagsToCertificate"

  case getCallerIdentity = "GetCallerIdentity"
  case assumeRole = "AssumeRole"
  case assumeRoleWithWebIdentity = "AssumeRoleWithWebIdentity"

  case getRoleCredentials = "GetRoleCredentials"

  case createToken = "CreateToken"

  /// Whether an operation only looks, or changes something.
  package enum Effect: Hashable, Sendable {
    case read
    case write
  }

  package var effect: Effect {
    switch self {
    case .getEnvironment, .listEnvironments, .describeVPCEndpoints, .describeNetworkInterfaces,
      .describeSubnets,
      .describeSecurityGroups, .getManagedPrefixListEntries, .describeTargetGroups,
      .describeTargetGroupAttributes, .describeTargetHealth, .describeLoadBalancers,
      .describeListeners, .describeListenerCertificates, .describeRules, .describeTags,
      .describeCertificate, .listCertificates,
      .listTagsForCertificate, .getCallerIdentity, .assumeRole, .assumeRoleWithWebIdentity,
      .getRoleCredentials, .createToken:
      .read
    case .registerTargets, .deregisterTargets, .createTargetGroup, .modifyTargetGroup,
      .createListener, .modifyListener, .addListenerCertificates, .createRule, .modifyRule,
      .setRulePriorities, .addTags,
      .removeTags, .importCertificate, .addTagsToCertificate:
      .write
    }
  }

  package var service: Service {
    switch self {
    case .getEnvironment, .listEnvironments:
      .mwaa
    case .describeVPCEndpoints, .describeNetworkInterfaces, .describeSubnets,
      .describeSecurityGroups, .getManagedPrefixListEntries:
      .ec2
    case .describeTargetGroups, .describeTargetGroupAttributes, .describeTargetHealth,
      .describeLoadBalancers, .describeListeners, .describeListenerCertificates, .describeRules,
      .describeTags, .registerTargets,
      .deregisterTargets, .createTargetGroup, .modifyTargetGroup, .createListener, .modifyListener,
      .addListenerCertificates, .createRule, .modifyRule, .setRulePriorities, .addTags, .removeTags:
      .elbv2
    case .describeCertificate, .listCertificates, .listTagsForCertificate, .importCertificate,
      .addTagsToCertificate:
      .acm
    case .getCallerIdentity, .assumeRole, .assumeRoleWithWebIdentity:
      .sts
    case .getRoleCredentials:
      .sso
    case .createToken:
      .ssoOIDC
    }
  }

  /// Whether requests are signed; those that fetch credentials by a token are not.
  package var isSigned: Bool {
    switch self {
    case .assumeRoleWithWebIdentity, .getRoleCredentials, .createToken: false
    default: true
    }
  }

  /// The action's name in an IAM policy, such as `elasticloadbalancing:RegisterTargets`.
  package var action: String { "\(service.signingName):\(rawValue)" }
}
