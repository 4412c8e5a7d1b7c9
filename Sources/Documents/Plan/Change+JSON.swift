import Core

extension Change {
  /// The action and what its call needs: the part that plans and reports have in common.
  var fields: [String: JSON] {
    var fields: [String: JSON] = ["action": .string(action.word)]
    switch self {
    case .registerTargets(let targets, let zones):
      fields[action.targetsKey] = .array(
        targets.sorted().map { target in
          let zone = zones[target.address].map { ["availabilityZone": JSON.string($0)] }
          return .object(target.fields.merging(zone ?? [:]) { own, _ in own })
        }
      )
    case .claimTargets, .deregisterTargets, .releaseTargets:
      fields[action.targetsKey] = .array(targets.sorted().map { .object($0.fields) })
    case .importCertificate(let new):
      fields["import"] = new.json
    case .createListener(let listener):
      fields["listener"] = listener.json
    case .modifyListener(let arn, let settings):
      fields["listenerArn"] = .text(arn)
      fields["set"] = settings.json
    case .addListenerCertificates(let arn, let certificate):
      fields["listenerArn"] = .text(arn)
      fields["certificateArn"] = .text(certificate)
    case .createRule(let rule):
      fields["rule"] = rule.json
    case .modifyRule(let arn, let settings):
      fields["ruleArn"] = .text(arn)
      fields["set"] = settings.json
    case .createTargetGroup(let group):
      fields["targetGroup"] = group.json
    case .modifyTargetGroup(let settings):
      fields["set"] = settings.json
    }
    return fields
  }

  /// Reads a change from an object that has the keys of its action and these others beside, and maybe
  /// some more.
  static func read(
    _ node: Node,
    beside others: [String],
    maybe more: [String] = []
  ) throws(DocumentError) -> (change: Change, members: Members) {
    let anyMembers = Members(node: node, fields: try node.fields())
    let action = try Action(anyMembers)
    let members = try node.members(["action"] + action.keys + others, maybe: more)
    switch action {
    case .claimTargets: return (.claimTargets(try targets(members, of: action)), members)
    case .releaseTargets: return (.releaseTargets(try targets(members, of: action)), members)
    case .createTargetGroup:
      return (.createTargetGroup(try members.required("targetGroup")), members)
    case .modifyTargetGroup: return (.modifyTargetGroup(try settings(members)), members)
    case .registerTargets: return (try registration(members), members)
    case .importCertificate:
      return (.importCertificate(try members.required("import")), members)
    case .createListener: return (.createListener(try members.required("listener")), members)
    case .modifyListener:
      return (.modifyListener(try members.required("listenerArn"), try settings(members)), members)
    case .addListenerCertificates:
      let listener: ARN = try members.required("listenerArn")
      return (.addListenerCertificates(listener, try members.required("certificateArn")), members)
    case .createRule: return (.createRule(try members.required("rule")), members)
    case .modifyRule:
      return (.modifyRule(try members.required("ruleArn"), try settings(members)), members)
    case .deregisterTargets:
      return (.deregisterTargets(try targets(members, of: action)), members)
    }
  }

  private static func registration(_ members: Members) throws(DocumentError) -> Change {
    let placed: [PlacedTarget] = try members.list("targets")
    let targets = placed.map(\.target)
    try check(targets, members.node("targets"))
    let zones = placed.compactMap { placed in placed.zone.map { (placed.target.address, $0) } }
    return .registerTargets(targets, zones: Dictionary(zones) { first, _ in first })
  }

  private static func targets(
    _ members: Members,
    of action: Action
  ) throws(DocumentError) -> [Target] {
    let targets: [Target] = try members.list(action.targetsKey)
    try check(targets, members.node(action.targetsKey))
    return targets
  }

  private static func check(_ targets: [Target], _ node: Node) throws(DocumentError) {
    guard !targets.isEmpty else { throw node.error("the list is empty") }
    guard zip(targets, targets.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw node.error("the targets aren't sorted, or one is there twice")
    }
  }

  /// In the order of `SettingKey`, which is the planner's: an object has none of its own.
  private static func settings(_ members: Members) throws(DocumentError) -> [Setting] {
    let node = try members.node("set")
    let set = try node.members(SettingKey.allCases.map(\.rawValue))
    var settings: [Setting] = []
    for key in SettingKey.allCases where set.has(key.rawValue) {
      let values = try set.node(key.rawValue).allMembers(["from", "to"])
      settings.append(
        Setting(key, from: try values.optional("from"), to: try values.required("to"))
      )
    }
    guard !settings.isEmpty else { throw node.error("nothing is set") }
    return settings
  }
}

extension Action {
  /// Reads an action by its word; of the two that tag, the targets' key says which it is.
  fileprivate init(_ members: Members) throws(DocumentError) {
    let node = try members.node("action")
    let word = try node.string()
    let meant = Self.allCases.filter { $0.word == word }
    guard let first = meant.first else {
      let known = Set(Self.allCases.map(\.word)).sorted().joined(separator: ", ")
      throw node.error("unknown action \(quoted(word)); expected one of \(known)")
    }
    self = meant.first { $0.isOnLedger && members.has($0.targetsKey) } ?? first
  }

  /// The key of a change's targets, for those that have any.
  fileprivate var targetsKey: String {
    switch self {
    case .claimTargets: "claim"
    case .releaseTargets: "release"
    case .registerTargets, .deregisterTargets, .createTargetGroup, .importCertificate,
      .modifyTargetGroup, .createListener, .modifyListener, .addListenerCertificates, .createRule,
      .modifyRule:
      "targets"
    }
  }

  /// The keys of a change beside `action`.
  fileprivate var keys: [String] {
    switch self {
    case .createTargetGroup: ["targetGroup"]
    case .modifyTargetGroup: ["set"]
    case .claimTargets, .registerTargets, .deregisterTargets, .releaseTargets: [targetsKey]
    case .importCertificate: ["import"]
    case .createListener: ["listener"]
    case .modifyListener: ["listenerArn", "set"]
    case .addListenerCertificates: ["listenerArn", "certificateArn"]
    case .createRule: ["rule"]
    case .modifyRule: ["ruleArn", "set"]
    }
  }
}

extension [Setting] {
  fileprivate var json: JSON {
    var fields: [String: JSON] = [:]
    for setting in self {
      fields[setting.key.rawValue] = .object([
        "from": .text(setting.from), "to": .string(setting.to),
      ])
    }
    return .object(fields)
  }
}

/// A target to register, with the zone that is named for it.
private struct PlacedTarget: JSONReadable {
  let target: Target
  let zone: String?

  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["id", "port"], maybe: ["availabilityZone"])
    target = try Target(members)
    zone = try members.optional("availabilityZone")
  }
}

extension NewTargetGroup: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers([
      "name", "vpcId", "protocol", "port", "ipAddressType", "healthCheck", "tags",
    ])
    self.init(
      name: try members.required("name"),
      vpcId: try members.required("vpcId"),
      protocol: try members.node("protocol").choice("protocol"),
      port: try members.int("port", in: Bounds.port),
      family: try members.node("ipAddressType").choice("IP address type"),
      healthCheck: try HealthCheck(members.node("healthCheck").allMembers(HealthCheck.keys)),
      tags: try members.texts("tags")
    )
  }

  fileprivate var json: JSON {
    .object([
      "name": .string(name),
      "vpcId": .string(vpcId),
      "protocol": .string(`protocol`.rawValue),
      "port": .int(port),
      "ipAddressType": .string(family.rawValue),
      "healthCheck": .object(healthCheck.fields),
      "tags": .object(tags.mapValues(JSON.string)),
    ])
  }
}

extension NewListener: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(
      ["loadBalancerArn", "port", "protocol", "certificateArn", "sslPolicy"],
      maybe: ["defaultAction"]
    )
    let action: String? = try members.optional("defaultAction")
    guard action == nil || action == Self.notFound else {
      throw try members.node("defaultAction").error(
        "a listener is made with \(Self.notFound), or forwards where it is left out"
      )
    }
    self.init(
      loadBalancer: try members.required("loadBalancerArn"),
      port: try members.int("port", in: Bounds.port),
      protocol: try members.node("protocol").choice("protocol"),
      certificate: try members.optional("certificateArn"),
      sslPolicy: try members.optional("sslPolicy"),
      forwards: action == nil
    )
  }

  /// The word of a default action that answers 404; one that forwards needs none.
  private static let notFound = "fixed-response"

  fileprivate var json: JSON {
    var fields: [String: JSON] = [
      "loadBalancerArn": .text(loadBalancer),
      "port": .int(port),
      "protocol": .string(`protocol`.rawValue),
      "certificateArn": .text(certificate),
      "sslPolicy": .text(sslPolicy),
    ]
    if !forwards { fields["defaultAction"] = .string(Self.notFound) }
    return .object(fields)
  }
}

extension NewRule: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.allMembers(["listenerArn", "hosts", "priority"])
    self.init(
      listener: try members.required("listenerArn"),
      hosts: try members.list("hosts"),
      priority: try members.int("priority", in: Bounds.priority)
    )
  }

  fileprivate var json: JSON {
    .object([
      "listenerArn": .text(listener), "hosts": .texts(hosts), "priority": .int(priority),
    ])
  }
}
