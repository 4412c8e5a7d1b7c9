import Core

extension SpecDecoder {
  /// One binding from a map that its file's defaults have filled.
  mutating func binding(_ fields: Fields) -> DecodedBinding {
    check(keys: SpecKeys.binding, of: fields)
    let name = required("name", .bindingName, in: fields)
    let parts = parts(of: fields)
    return DecodedBinding(
      place: fields.place,
      name: name,
      nameMark: fields["name"]?.node.mark ?? fields.anchor,
      claim: claim(of: parts, in: fields),
      binding: name.flatMap { parts.binding(named: $0) }
    )
  }

  /// The defaults alone: every key of a binding but the name, and nothing has to be there.
  mutating func defaults(_ fields: Fields) {
    isPartial = true
    check(keys: SpecKeys.defaults, of: fields)
    _ = parts(of: fields)
    isPartial = false
  }

  private mutating func parts(of fields: Fields) -> BindingParts {
    var parts = BindingParts()
    parts.region = value("region", .region, in: fields)
    parts.account = value("account", .account, in: fields)
    parts.assumeRole = role("assumeRole", in: fields)
    parts.endpoint = endpoint(in: fields)
    parts.targetGroup = targetGroup(in: fields)
    parts.listener = listener(in: fields)
    parts.safeguards = safeguards(
      in: fields,
      minimumTargets: parts.targetGroup?.minimumTargets ?? 2
    )
    checkWhereabouts(of: parts, in: fields)
    return parts
  }

  private mutating func safeguards(in binding: Fields, minimumTargets: Int) -> Safeguards {
    var safeguards = Safeguards(minimumHealthy: minimumTargets)
    guard let fields = map("safeguards", keys: SpecKeys.safeguards, in: binding) else {
      return safeguards
    }
    let count = TextForm.integer(0...Limits.listEntries)
    if let minimum = value("minimumHealthy", count, in: fields) {
      safeguards.minimumHealthy = minimum
    }
    if let zones = value("minimumZones", .integer(1...Limits.listEntries), in: fields) {
      safeguards.minimumZones = zones
    }
    safeguards.maximumDeregistrations = value("maximumDeregistrations", count, in: fields)
    if let timeout = value("healthyTimeout", .duration, in: fields) {
      safeguards.healthyTimeout = timeout
    }
    if let policy = value("reassigned", TextForm<ReassignedPolicy>.choice, in: fields) {
      safeguards.reassigned = policy
    }
    return safeguards
  }

  /// An ARN of another Region or account than the binding's own can never be found.
  private mutating func checkWhereabouts(of parts: BindingParts, in fields: Fields) {
    let references = [
      (fields["targetGroup", "arn"], parts.targetGroup?.reference),
      (fields["listener", "loadBalancer"], parts.listener?.loadBalancer),
    ]
    for (field, reference) in references {
      guard let field, case .arn(let arn)? = reference else { continue }
      if let region = parts.region, region != arn.region {
        let message = "\(field.place.path) is in \(arn.region), but `region` is \(region)"
        complain(conflict: [field, fields["region"]].compactMap(\.self), in: fields, message)
      }
      if let account = parts.account, account.description != arn.account {
        let message = "\(field.place.path) is in \(arn.account), but `account` is \(account)"
        complain(conflict: [field, fields["account"]].compactMap(\.self), in: fields, message)
      }
    }
  }

  private func claim(of parts: BindingParts, in fields: Fields) -> TargetGroupClaim? {
    guard let targetGroup = parts.targetGroup else { return nil }
    // The error points to what the binding itself says, as near to the name as can be.
    let reference = fields["targetGroup", "name"] ?? fields["targetGroup", "arn"]
    let group = fields["targetGroup"]
    let mark =
      reference.flatMap { $0.isInherited ? nil : $0.node.mark }
      ?? group.flatMap { $0.isInherited ? nil : $0.keyMark } ?? fields.anchor
    return TargetGroupClaim(on: targetGroup, by: parts, mark: mark)
  }
}
