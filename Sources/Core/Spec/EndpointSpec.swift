/// Where a binding's addresses come from, and how far DNS has to agree.
package struct EndpointSpec: Hashable, Sendable {
  package var source: EndpointSource
  package var dns: DNSPolicy

  /// `ADDRESS` or `ADDRESS:PORT` of a DNS server; nil for the system's resolver.
  package var resolver: String?

  /// For the EC2 calls, where the endpoint lives in another account (a shared VPC).
  package var assumeRole: AssumeRole?

  /// For the MWAA call, where the environment lives in another account.
  package var environmentAssumeRole: AssumeRole?

  package init(
    source: EndpointSource,
    dns: DNSPolicy = .advisory,
    resolver: String? = nil,
    assumeRole: AssumeRole? = nil,
    environmentAssumeRole: AssumeRole? = nil
  ) {
    self.source = source
    self.dns = dns
    self.resolver = resolver
    self.assumeRole = assumeRole
    self.environmentAssumeRole = environmentAssumeRole
  }
}

/// The one thing that names the endpoint.
package enum EndpointSource: Hashable, Sendable {
  /// GetEnvironment names the endpoint service of the web server.
  case mwaaEnvironment(String)
  case vpcEndpoint(id: String)
  case service(name: String, vpcId: String)
  /// DNS is the only witness.
  case hostname(String)
  /// Fixed addresses, sorted, without repeats; never empty.
  case addresses([IPAddress])
}

/// Whether DNS must confirm what the API says.
package enum DNSPolicy: String, Hashable, Sendable, CaseIterable {
  case advisory
  case required
  case off
}
