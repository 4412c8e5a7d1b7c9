/// The rule that finds a service's host in a Region.
///
/// AWS's own hosts are `LABEL.REGION.SUFFIX`, with the suffix of the Region's ``Partition``. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html>.
package struct APIHosts: Hashable, Sendable {
  /// Custom hosts, which stand for AWS's own in every Region.
  ///
  /// They are used as they are written: neither FIPS nor dual stack changes them.
  package var custom: [Service: APIHost]

  /// Whether MWAA's label `api.` goes before its host; before a custom one too, as AWS's own clients
  /// have it, but never before an IP address or `localhost`, where it could only fail.
  package var addsHostPrefix: Bool

  /// Whether requests go to the hosts whose cryptography is validated by FIPS 140.
  package var usesFIPS: Bool

  /// Whether requests go to the hosts that have addresses of IPv4 and IPv6.
  package var usesDualStack: Bool

  /// Whether the Regions that STS had before it had regional hosts share one host, as they once did.
  package var usesGlobalSTS: Bool

  package init(
    custom: [Service: APIHost] = [:],
    addsHostPrefix: Bool = true,
    usesFIPS: Bool = false,
    usesDualStack: Bool = false,
    usesGlobalSTS: Bool = false
  ) {
    self.custom = custom
    self.addsHostPrefix = addsHostPrefix
    self.usesFIPS = usesFIPS
    self.usesDualStack = usesDualStack
    self.usesGlobalSTS = usesGlobalSTS
  }

  /// Finds the custom host of a service, or else AWS's own.
  package func host(of service: Service, in region: RegionName) -> APIHost {
    var host = custom[service] ?? own(service, in: region)
    if addsHostPrefix, let prefix = service.hostPrefix, !host.takesNoPrefix {
      host.origin.host = "\(prefix).\(host.origin.host)"
    }
    return host
  }

  /// The hosts in a Region that are not those of a client that nothing is configured for.
  package func unusual(in region: RegionName) -> [Service: APIHost] {
    let usual = APIHosts()
    if self == usual { return [:] }
    return Service.allCases.reduce(into: [:]) { hosts, service in
      let host = host(of: service, in: region)
      if host != usual.host(of: service, in: region) { hosts[service] = host }
    }
  }

  private func own(_ service: Service, in region: RegionName) -> APIHost {
    let isNowhere = service == .sts && region.text == "aws-global"
    let hasVariant = usesFIPS || usesDualStack
    if !hasVariant, isNowhere || service == .sts && usesGlobalSTS && region.hadGlobalSTS {
      return APIHost(origin: HTTPOrigin(host: "sts.amazonaws.com"), signingRegion: .usEast1)
    }
    let partition = region.partition
    let mark = usesFIPS && !isFIPSAnyway(service, in: partition) ? "-fips" : ""
    let suffix = usesDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
    return APIHost(
      origin: HTTPOrigin(host: "\(service.hostLabel)\(mark).\(region).\(suffix)"),
      signingRegion: isNowhere ? .usEast1 : nil
    )
  }

  /// Whether a service's plain host is the FIPS one: in GovCloud, for all but MWAA.
  private func isFIPSAnyway(_ service: Service, in partition: Partition) -> Bool {
    partition == .govCloud && !usesDualStack && service != .mwaa
  }
}

extension RegionName {
  /// Whether STS had no host of the Region's own at first.
  fileprivate var hadGlobalSTS: Bool { Self.firstSTSRegions.contains(text) }

  private static let firstSTSRegions: Set = [
    "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
    "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
    "us-east-2", "us-west-1", "us-west-2",
  ]
}
