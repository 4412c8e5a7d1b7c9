import Core

/// A place and what was seen there: one object of the list `places`.
struct PlaceRecord {
  var place: Place
  var resources: Resources
}

extension PlaceRecord: JSONReadable {
  init(_ node: Node) throws(DocumentError) {
    let members = try node.members([
      "account",
      "region",
      "environments",
      "vpcEndpoints",
      "networkInterfaces",
      "subnets",
      "securityGroups",
      "prefixLists",
      "targetGroups",
      "loadBalancers",
      "listeners",
      "rules",
      "certificates",
      "unread",
      "apiHosts",
    ])
    place = Place(
      account: try members.required("account"),
      region: try members.required("region")
    )
    resources = Resources()
    resources.environments = try members.list("environments")
    resources.vpcEndpoints = try members.list("vpcEndpoints")
    resources.networkInterfaces = try members.list("networkInterfaces")
    resources.subnets = try members.list("subnets")
    resources.securityGroups = try members.list("securityGroups")
    resources.prefixLists = try members.list("prefixLists")
    resources.targetGroups = try members.list("targetGroups")
    resources.loadBalancers = try members.list("loadBalancers")
    resources.listeners = try members.list("listeners")
    resources.rules = try members.list("rules")
    resources.certificates = try members.list("certificates")
    resources.unread = try members.list("unread")
    resources.apiHosts = try members.texts("apiHosts")
  }

  var json: JSON {
    .sparse([
      "account": .text(place.account),
      "region": .string(place.region),
      "environments": .sorted(resources.environments, by: \.arn, \.json),
      "vpcEndpoints": .sorted(resources.vpcEndpoints, by: \.id, \.json),
      "networkInterfaces": .sorted(resources.networkInterfaces, by: \.id, \.json),
      "subnets": .sorted(resources.subnets, by: \.id, \.json),
      "securityGroups": .sorted(resources.securityGroups, by: \.id, \.json),
      "prefixLists": .sorted(resources.prefixLists, by: \.id, \.json),
      "targetGroups": .sorted(resources.targetGroups, by: \.arn, \.json),
      "loadBalancers": .sorted(resources.loadBalancers, by: \.arn, \.json),
      "listeners": .sorted(resources.listeners, by: \.arn, \.json),
      "rules": .sorted(resources.rules, by: \.arn, \.json),
      "certificates": .sorted(resources.certificates, by: \.arn, \.json),
      "unread": .sorted(resources.unread, by: \.self, \.json),
      "apiHosts": .object(resources.apiHosts.mapValues(JSON.string)),
    ])
  }
}
