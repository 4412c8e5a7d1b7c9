@testable import AWS

// The answers of EC2, but for those about security groups.
extension ParserTable {
  static let subnet = """
    <item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><availabilityZone>a</availabilityZone>\
    <availabilityZoneId>az1</availabilityZoneId></item>
    """

  static func subnets(_ content: String) -> String {
    "<DescribeSubnetsResponse xmlns=\"urn:ec2\">\(content)</DescribeSubnetsResponse>"
  }

  static let ec2 = [
    Case(
      "id in the body",
      .describeSubnets,
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-b")
    ),
    Case(
      "no id",
      .describeSubnets,
      subnets("<subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1")
    ),
    Case(
      "id in header",
      .describeSubnets,
      headers: [("x-amzn-requestid", "r-h")],
      subnets("<requestId>r-b</requestId><subnetSet>\(subnet)</subnetSet>"),
      .value("subnet-1", id: "r-h")
    ),
    Case("an empty list", .describeSubnets, subnets("<subnetSet></subnetSet>"), .value("")),
    Case("a closed list", .describeSubnets, subnets("<subnetSet/>"), .value("")),
    Case("an empty token", .describeSubnets, subnets("<subnetSet/><nextToken/>"), .value("")),
    Case(
      "a token",
      .describeSubnets,
      subnets("<subnetSet/><nextToken>n</nextToken>"),
      .value(" then n")
    ),
    Case("no list", .describeSubnets, subnets("<requestId>r</requestId>"), .missing("subnetSet")),
    Case(
      "query's list",
      .describeSubnets,
      subnets("<subnetSet>\(subnet.replacing("item", with: "member"))</subnetSet>"),
      .value("")
    ),
    Case(
      "no member",
      .describeSubnets,
      subnets("<subnetSet><item><subnetId>s</subnetId></item></subnetSet>"),
      .missing("subnetSet.1.vpcId")
    ),
    Case(
      "an error with a success's status",
      .describeSubnets,
      "<Response><Errors/></Response>",
      .unreadable
    ),
    Case("an empty body", .describeSubnets, "", .unreadable),
  ]
}
