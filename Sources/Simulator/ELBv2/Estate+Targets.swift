import Core

extension Estate {
  /// Answers RegisterTargets: all of the targets or, where one is refused, none.
  mutating func registerTargets(
    _ inquiry: Inquiry,
    limits: Limits
  ) throws(ServiceError) {
    let arn = try knownGroup(inquiry)
    let named = try Self.targets(inquiry)
    guard let group = groups[arn] else { throw .targetGroupsNotFound }
    var targets: [Target: String?] = [:]
    for target in named {
      guard let resolved = Self.resolve(target, in: group.settings),
        Self.isTaken(resolved.address, by: group.settings)
      else { throw Self.invalid(target, group.settings) }
      if target.zone == nil, isOutside(resolved.address, of: group.settings) {
        throw .validation(
          "The IP address '\(target.id)' is not in the VPC of the target group: you must specify an "
            + "Availability Zone"
        )
      }
      targets[resolved] = target.zone
    }
    let new = targets.keys.count { !group.isRegistered($0) }
    guard group.registeredCount + new <= limits.targetsPerGroup else {
      throw ServiceError(
        "TooManyTargets",
        "The maximum number of targets per target group has been reached: \(limits.targetsPerGroup)"
      )
    }
    let disuses = targets.map { (target: $0, zone: $1, disuse: disuse(of: $0, zone: $1, in: arn)) }
    let reach = reach
    _ = groups.update(arn) { group in
      group.advance(to: inquiry.now, reach)
      for (target, zone, disuse) in disuses {
        group.register(target, zone: zone, at: inquiry.now, disuse: disuse)
      }
    }
  }

  /// Answers DeregisterTargets; a target that isn't there, or has another port, is no error.
  mutating func deregisterTargets(_ inquiry: Inquiry) throws(ServiceError) {
    let arn = try knownGroup(inquiry)
    let named = try Self.targets(inquiry)
    guard let settings = groups[arn]?.settings else { throw .targetGroupsNotFound }
    let targets = named.compactMap { Self.resolve($0, in: settings) }
    let reach = reach
    _ = groups.update(arn) { group in
      group.advance(to: inquiry.now, reach)
      for target in targets { group.deregister(target, at: inquiry.now) }
    }
  }

  /// Answers DescribeTargetHealth: of all targets, or of those that are named.
  mutating func describeTargetHealth(
    _ inquiry: Inquiry
  ) throws(ServiceError) -> [ShownTarget] {
    let arn = try knownGroup(inquiry)
    let isNamed = inquiry.parameters["Targets"] != nil
    let named = isNamed ? try Self.targets(inquiry) : []
    let reach = reach
    _ = groups.update(arn) { $0.advance(to: inquiry.now, reach) }
    guard let group = groups[arn] else { throw .targetGroupsNotFound }
    guard isNamed else {
      return group.lives.sorted { $0.key < $1.key }.map { target, life in
        shown(target, life, in: group.settings, at: inquiry.now)
      }
    }
    return named.map { named in
      if let target = Self.resolve(named, in: group.settings), let life = group.lives[target] {
        return shown(target, life, in: group.settings, at: inquiry.now)
      }
      return ShownTarget(
        id: named.id,
        port: named.port ?? group.settings.port,
        health: .notRegistered
      )
    }
  }

  private func shown(
    _ target: Target,
    _ life: TargetLife,
    in group: TargetGroup,
    at now: Int
  ) -> ShownTarget {
    let checkPort = group.healthCheck.port ?? "traffic-port"
    return ShownTarget(
      id: target.address.description,
      port: target.port,
      zone: shownZone(of: target, named: life.zone, in: group),
      checkPort: checkPort == "traffic-port" ? String(target.port) : checkPort,
      health: ShownHealth(life, at: now)
    )
  }

  private static func targets(_ inquiry: Inquiry) throws(ServiceError) -> [NamedTarget] {
    let members = inquiry.parameters.list("Targets")
    guard !members.isEmpty else {
      guard inquiry.parameters["Targets"] != nil else { throw .missing("targets") }
      throw .validation("A target must be specified")
    }
    var targets: [NamedTarget] = []
    for member in members {
      guard let id = member.text("Id") else { throw .missing("targets.1.member.id") }
      var port: Int?
      if let text = member.text("Port") {
        guard let number = Int(text), (1...65535).contains(number) else {
          throw .validation("Port '\(text)' must be between 1 and 65535 inclusive")
        }
        port = number
      }
      targets.append(NamedTarget(id: id, port: port, zone: member.text("AvailabilityZone")))
    }
    return targets
  }

  private static func resolve(_ named: NamedTarget, in group: TargetGroup) -> Target? {
    guard group.targetType == "ip", let address = IPAddress(named.id),
      let port = named.port ?? group.port
    else { return nil }
    return Target(address, port: port)
  }

  /// Whether an address is surely outside a group's VPC.
  private func isOutside(_ address: IPAddress, of group: TargetGroup) -> Bool {
    let ranges = subnets.all.filter { $0.vpcId == group.vpcId }.flatMap(\.cidrBlocks)
    if ranges.contains(where: { $0.contains(address) }) { return false }
    let owners = networkInterfaces.all.filter { $0.addresses.contains(address) }.map(\.vpcId)
    if owners.contains(where: { $0 == group.vpcId }) { return false }
    return !ranges.isEmpty || !owners.isEmpty
  }

  private static func isTaken(_ address: IPAddress, by group: TargetGroup) -> Bool {
    guard address.family == group.family else { return false }
    return group.family == .ipv6 || isPrivate(address)
  }

  /// Whether ELBv2 takes an address: 10/8, 172.16/12, 192.168/16 and 100.64/10.
  private static func isPrivate(_ address: IPAddress) -> Bool {
    guard address.isIPv4 else { return false }
    let (first, second) = (address.bytes[0], address.bytes[1])
    return switch first {
    case 10: true
    case 172: (16...31).contains(second)
    case 192: second == 168
    case 100: (64...127).contains(second)
    default: false
    }
  }

  private static func invalid(_ target: NamedTarget, _ group: TargetGroup) -> ServiceError {
    guard group.targetType == "ip", let address = IPAddress(target.id),
      address.family == group.family
    else {
      let kind =
        group.targetType == "ip" ? "\(group.family.words) address" : "\(group.targetType) id"
      return ServiceError(
        "InvalidTarget",
        "The following targets are not valid: '\(target.id)' is not a valid \(kind)"
      )
    }
    return ServiceError(
      "InvalidTarget",
      "The IP address '\(target.id)' is not within the range of valid private IP addresses"
    )
  }
}
