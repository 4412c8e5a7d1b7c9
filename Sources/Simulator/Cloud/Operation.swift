/// The operations that are simulated, by AWS's own names.
enum Operation: String, CaseIterable, Hashable {
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

  var service: SimulatedService {
    switch self {
    case .getEnvironment, .listEnvironments: .mwaa
    case .describeVPCEndpoints, .describeNetworkInterfaces, .describeSubnets,
      .describeSecurityGroups, .getManagedPrefixListEntries:
      .ec2
    case .describeTargetGroups, .describeTargetGroupAttributes, .describeTargetHealth,
      .describeLoadBalancers, .describeListeners,
      .describeListenerCertificates, .describeRules, .describeTags, .registerTargets,
      .deregisterTargets, .createTargetGroup, .modifyTargetGroup, .createListener, .modifyListener,
      .addListenerCertificates, .createRule, .modifyRule, .setRulePriorities, .addTags, .removeTags:
      .elbv2
    case .describeCertificate, .listCertificates, .listTagsForCertificate, .importCertificate,
      .addTagsToCertificate:
      .acm
    case .getCallerIdentity, .assumeRole: .sts
    }
  }

  var isMutating: Bool {
    switch self {
    case .registerTargets, .deregisterTargets, .createTargetGroup, .modifyTargetGroup,
      .createListener, .modifyListener, .addListenerCertificates, .createRule, .modifyRule,
      .setRulePriorities, .addTags,
      .removeTags, .importCertificate, .addTagsToCertificate:
      true
    default: false
    }
  }

  /// The operation as IAM policies name it.
  var action: String { "\(service.rawValue):\(rawValue)" }
}
