/// What AWS doesn't allow, and which kind of policy is in the way, as far as AWS's sentence tells.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
struct Denial: Hashable, Sendable {
  /// As in a policy, such as `elasticloadbalancing:RegisterTargets`.
  let action: String

  /// What a policy has to name: AWS's own words before the call's; `*` where IAM knows no single ones.
  let resource: String

  let operation: APIOperation

  /// Nil where AWS doesn't tell.
  let policy: Policy?

  /// Whether a policy says no, rather than none yes.
  let isExplicit: Bool

  /// Whether AWS tells the reason in a form that only AWS can read.
  let isEncoded: Bool

  /// The kinds of policy that AWS names, by its words for them.
  enum Policy: String, CaseIterable, Hashable, Sendable {
    case serviceControl = "service control policy"
    case resourceControl = "resource control policy"
    case boundary = "permissions boundary"
    case session = "session policy"
    case vpcEndpoint = "VPC endpoint policy"
    case resourceBased = "resource-based policy"
    case identityBased = "identity-based policy"
  }

  init(_ fault: ServiceFault) {
    let message = fault.message
    operation = fault.operation
    action = Self.word(after: "is not authorized to perform: ", in: message) ?? operation.action
    // A call may need more than its own action, and then its own resource is not what is meant.
    let ownResource = action == operation.action ? fault.question?.resource : nil
    resource = Self.word(after: "on resource: ", in: message) ?? ownResource ?? "*"
    policy = Policy.allCases.first { message.contains($0.rawValue) }
    isExplicit = message.contains("explicit deny")
    isEncoded = message.contains("Encoded authorization failure message")
  }

  /// The word behind some others; nil where they aren't there.
  private static func word(after words: String, in message: String) -> String? {
    guard let range = message.firstRange(of: words) else { return nil }
    var word = message[range.upperBound...].prefix { !$0.isWhitespace }
    while let last = word.last, ".,;".contains(last) { word.removeLast() }
    return word.isEmpty ? nil : String(word)
  }
}

extension Denial {
  /// What isn't allowed, where to look, and how to come by a policy that allows it.
  var sentence: String {
    let command = "mooring iam-policy --for \(operation.effect == .write ? "apply" : "plan")"
    let policies =
      operation == .assumeRoleWithWebIdentity
      ? "" : " `\(command)` prints the least policy that the spec needs."
    let decoding =
      isEncoded
      ? " `aws sts decode-authorization-message --encoded-message TEXT` shows what AWS's encoded "
        + "message says." : ""
    return "\(action) on \(resource) is not allowed: \(place).\(policies)\(decoding)"
  }

  private var place: String {
    switch policy {
    case .serviceControl, .resourceControl:
      return
        "a \(policy?.rawValue ?? "") of the AWS organization is in the way, which no policy of "
        + "the account outweighs; ask those who run the organization"
    case .boundary:
      return "the permissions boundary of the user or role is in the way; it has to allow this too"
    case .session:
      return "the policy that the session was begun with is in the way; begin one that allows this"
    case .vpcEndpoint:
      return
        "the policy of the VPC endpoint that the request went through is in the way; it has to "
        + "allow this too"
    case .resourceBased where isExplicit || operation.service != .sts:
      return "the resource's own policy is in the way; it has to allow this to these credentials"
    case _ where isExplicit:
      return "a policy of these credentials denies it, which no other outweighs; take the Deny out"
    case .identityBased, .resourceBased, nil:
      switch operation {
      case .assumeRole:
        return
          "allow it to these credentials, and to the same in the role's trust policy, with the "
          + "external id that it asks for; AWS answers the same where there is no such role"
      case .assumeRoleWithWebIdentity:
        return "the role's trust policy has to name the identity provider and accept the token's "
          + "claims"
      default:
        return "allow it to these credentials"
      }
    }
  }
}
