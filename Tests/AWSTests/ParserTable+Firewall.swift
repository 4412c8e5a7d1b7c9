@testable import AWS

// The answers about security groups and prefix lists.
extension ParserTable {
  static func securityGroups(_ permissions: String) -> String {
    """
    <DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId>\
    <groupName>web</groupName><vpcId>vpc-1</vpcId><ownerId>123456789012</ownerId>\
    \(permissions)</item></securityGroupInfo></DescribeSecurityGroupsResponse>
    """
  }

  static func permission(_ content: String, in name: String = "ipPermissions") -> String {
    "<\(name)><item>\(content)</item></\(name)>"
  }

  static func entries(_ content: String) -> String {
    "<GetManagedPrefixListEntriesResponse>\(content)</GetManagedPrefixListEntriesResponse>"
  }

  static let firewall = [
    Case("a group without rules", .describeSecurityGroups, securityGroups(""), .value("sg-1")),
    Case(
      "a group with empty lists",
      .describeSecurityGroups,
      securityGroups("<ipPermissions/><ipPermissionsEgress/>"),
      .value("sg-1")
    ),
    Case(
      "rules of all peers",
      .describeSecurityGroups,
      securityGroups(
        permission(
          """
          <ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>444</toPort>\
          <groups><item><userId>210987654321</userId><groupId>sg-2</groupId></item></groups>\
          <ipRanges><item><cidrIp>10.0.0.0/16</cidrIp><description>d</description></item>\
          </ipRanges><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>\
          <prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>
          """
        ) + permission("<ipProtocol>-1</ipProtocol>", in: "ipPermissionsEgress")
      ),
      .value("sg-1 tcp/443/444/10.0.0.0/16/::/0/sg-2@210987654321/pl-1 -1")
    ),
    Case(
      "a rule without a protocol",
      .describeSecurityGroups,
      securityGroups(permission("<fromPort>443</fromPort>")),
      .missing("securityGroupInfo.1.ipPermissions.1.ipProtocol")
    ),
    Case(
      "a port that is no number",
      .describeSecurityGroups,
      securityGroups(permission("<ipProtocol>tcp</ipProtocol><fromPort>https</fromPort>")),
      .unreadable
    ),
    Case(
      "no groups' list",
      .describeSecurityGroups,
      "<DescribeSecurityGroupsResponse/>",
      .missing("securityGroupInfo")
    ),
    Case(
      "entries",
      .getManagedPrefixListEntries,
      entries(
        """
        <entrySet><item><cidr>10.0.0.0/16</cidr><description>d</description></item>\
        <item><cidr>::/0</cidr></item></entrySet><nextToken>n</nextToken>
        """
      ),
      .value("10.0.0.0/16, ::/0 then n")
    ),
    Case("no entries", .getManagedPrefixListEntries, entries("<entrySet/>"), .value("")),
    Case("no entries' list", .getManagedPrefixListEntries, entries(""), .missing("entrySet")),
    Case(
      "an entry without a range",
      .getManagedPrefixListEntries,
      entries("<entrySet><item/></entrySet>"),
      .missing("entrySet.1.cidr")
    ),
  ]
}
