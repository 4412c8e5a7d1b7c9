/// What is wanted of one target group: the endpoint it follows, and how far mooring may go.
package struct Binding: Hashable, Sendable {
  /// Unique over all spec files; `[a-z0-9-]`, 1 to 63 characters.
  package var name: String

  /// Nil where the spec leaves the Region to `--region` and the environment.
  package var region: String?

  /// Any other account is refused before anything is written.
  package var account: AccountID?

  package var assumeRole: AssumeRole?
  package var endpoint: EndpointSpec
  package var targetGroup: TargetGroupSpec

  /// Nil for a binding that looks at no listener.
  package var listener: ListenerSpec?

  package var safeguards: Safeguards

  package init(
    name: String,
    region: String? = nil,
    account: AccountID? = nil,
    assumeRole: AssumeRole? = nil,
    endpoint: EndpointSpec,
    targetGroup: TargetGroupSpec,
    listener: ListenerSpec? = nil,
    safeguards: Safeguards
  ) {
    self.name = name
    self.region = region
    self.account = account
    self.assumeRole = assumeRole
    self.endpoint = endpoint
    self.targetGroup = targetGroup
    self.listener = listener
    self.safeguards = safeguards
  }
}

/// A role to take on before the calls are made.
package struct AssumeRole: Hashable, Sendable {
  package var arn: ARN
  package var externalId: String?

  /// `mooring` unless the spec says otherwise.
  package var sessionName: String

  package init(arn: ARN, externalId: String? = nil, sessionName: String = "mooring") {
    self.arn = arn
    self.externalId = externalId
    self.sessionName = sessionName
  }
}
