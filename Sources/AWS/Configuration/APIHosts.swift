/// The rule that finds a service's host in a Region.
package struct APIHosts: Hashable, Sendable {
  /// Custom hosts, which stand for AWS's own in every Region.
  package var custom: [Service: APIHost]

  /// Whether MWAA's label `api.` goes before a custom host too, as AWS's own clients have it.
  ///
  /// Never before an IP address or `localhost`, where it could only fail.
  package var addsHostPrefix: Bool

  package init(custom: [Service: APIHost] = [:], addsHostPrefix: Bool = true) {
    self.custom = custom
    self.addsHostPrefix = addsHostPrefix
  }

  /// The same host for every service, as the flag `--endpoint-url` has it.
  package init(all host: APIHost, addsHostPrefix: Bool = true) {
    let custom = Dictionary(
      uniqueKeysWithValues: Service.allCases.filter { !$0.isForSigningIn }.map { ($0, host) }
    )
    self.init(custom: custom, addsHostPrefix: addsHostPrefix)
  }

  /// Finds the custom host of a service, or else its Region's own.
  package func host(of service: Service, in region: RegionName) -> APIHost {
    guard var host = custom[service] else {
      let suffix = Partition(of: region).dnsSuffix
      return prefixed(
        APIHost(origin: HTTPOrigin(host: "\(service.hostLabel).\(region).\(suffix)")),
        for: service
      )
    }
    if addsHostPrefix, !host.takesNoPrefix {
      host = prefixed(host, for: service)
    }
    return host
  }

  private func prefixed(_ host: APIHost, for service: Service) -> APIHost {
    guard let prefix = service.hostPrefix else { return host }
    var host = host
    host.origin.host = "\(prefix).\(host.origin.host)"
    return host
  }
}
