import Core

extension SecurityGroup: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["id", "name", "vpcId", "ingress", "egress"])
    self.init(
      id: try members.required("id"),
      name: try members.optional("name") ?? "",
      vpcId: try members.required("vpcId"),
      ingress: try members.list("ingress"),
      egress: try members.list("egress")
    )
  }

  var json: JSON {
    .sparse([
      "id": .string(id),
      "name": name.isEmpty ? .null : .string(name),
      "vpcId": .string(vpcId),
      "ingress": .sorted(ingress, by: \.protocol, \.json),
      "egress": .sorted(egress, by: \.protocol, \.json),
    ])
  }
}

extension SecurityGroupRule: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "protocol",
      "fromPort",
      "toPort",
      "ranges",
      "groups",
      "prefixListIds",
    ])
    let from = try members.optionalInt("fromPort", in: Bounds.rulePort)
    let to = try members.optionalInt("toPort", in: Bounds.rulePort)
    guard let ports = Self.ports(from, to) else {
      throw node.error("fromPort and toPort are a range: both or none, the smaller first")
    }
    self.init(
      protocol: try members.required("protocol"),
      ports: ports,
      ranges: try members.list("ranges"),
      groups: try members.list("groups"),
      prefixListIds: try members.list("prefixListIds")
    )
  }

  private static func ports(_ from: Int?, _ to: Int?) -> ClosedRange<Int>?? {
    switch (from, to) {
    case (nil, nil): .some(nil)
    case (let from?, let to?) where from <= to: from...to
    default: nil
    }
  }

  var json: JSON {
    .sparse([
      "protocol": .string(`protocol`),
      "fromPort": .number(ports?.lowerBound),
      "toPort": .number(ports?.upperBound),
      "ranges": .texts(ranges.sorted()),
      "groups": .sorted(groups, by: \.self, \.json),
      "prefixListIds": .texts(prefixListIds.sorted()),
    ])
  }
}

extension SecurityGroupPeer: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["id", "account"])
    self.init(try members.required("id"), account: try members.optional("account"))
  }

  var json: JSON {
    .sparse(["id": .string(id), "account": .text(account)])
  }
}

extension PrefixList: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members(["id", "ranges"])
    self.init(id: try members.required("id"), ranges: try members.list("ranges"))
  }

  var json: JSON {
    .sparse(["id": .string(id), "ranges": .texts(ranges.sorted())])
  }
}
