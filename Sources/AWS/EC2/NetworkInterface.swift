extension EC2 {
  /// A network interface in a subnet: what has the private addresses.
  package struct NetworkInterface: Hashable, Sendable {
    package var id: String
    package var subnetID: String
    package var vpcID: String

    /// The zone's name in this account, such as `us-west-2a`.
    package var availabilityZone: String

    /// `available`, `in-use`, `attaching`, `associated`, `detaching` or `pending`.
    package var status: String

    package var description: String

    /// The private IPv4 addresses, the primary one first; empty while there is none.
    package var privateIPv4Addresses: [String]

    package var ipv6Addresses: [String]
  }

  /// Asks for network interfaces; an unknown id is an `InvalidNetworkInterfaceID.NotFound`.
  ///
  /// EC2 is eventually consistent: an interface made a moment ago may not be there yet.
  package static func describeNetworkInterfaces(
    _ selection: Selection
  ) -> Listing<NetworkInterface> {
    listing(
      .describeNetworkInterfaces,
      selection,
      idName: "NetworkInterfaceId",
      list: "networkInterfaceSet"
    ) { item throws(ReadingError) in try NetworkInterface(item) }
  }
}

extension EC2.NetworkInterface {
  init(_ item: XMLElement) throws(ReadingError) {
    id = try item.text("networkInterfaceId")
    subnetID = try item.text("subnetId")
    vpcID = try item.text("vpcId")
    availabilityZone = try item.text("availabilityZone")
    status = try item.text("status")
    description = item.optionalText("description") ?? ""
    privateIPv4Addresses = try Self.privateAddresses(item)
    ipv6Addresses = try item.list("ipv6AddressesSet", of: "item") { address throws(ReadingError) in
      try address.text("ipv6Address")
    }
  }

  /// The addresses of the list, the primary one first; the primary one alone without a list.
  private static func privateAddresses(_ item: XMLElement) throws(ReadingError) -> [String] {
    let primary = item.optionalText("privateIpAddress")
    let listed = try item.list("privateIpAddressesSet", of: "item") {
      address throws(ReadingError) in
      (
        text: try address.text("privateIpAddress"),
        isPrimary: try address.optionalBoolean("primary") ?? false
      )
    }
    let first = listed.filter(\.isPrimary).map(\.text) + (primary.map { [$0] } ?? [])
    var seen: Set<String> = []
    return (first + listed.map(\.text)).filter { seen.insert($0).inserted }
  }
}
