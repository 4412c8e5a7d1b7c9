package import AWS
import Core
import Synchronization

/// How a run reaches AWS: one client as a pattern, and the roles that specs ask for on top of it.
///
/// Credentials of a role are asked for once, at the STS of each Region, and shared by all bindings
/// there that name it.
package struct CloudAccess: Sendable {
  /// Its credentials are those the run began with; its Region is replaced for each call.
  package var pattern: Client

  /// The Region for bindings that name none; nil where neither flag, environment nor profile does.
  package var region: String?

  private let roles = RoleBook()

  package init(pattern: Client, region: String?) {
    self.pattern = pattern
    self.region = region
  }

  /// The same access with leave to write.
  package func permitted(_ permit: WritePermit) -> CloudAccess {
    var access = self
    access.pattern.permit = permit
    return access
  }

  /// A client for a Region, with the credentials of the last role; each role is taken on with the
  /// credentials of the one before.
  func client(in region: String, as chain: [AssumeRole?]) throws(ObserveError) -> Client {
    guard let name = RegionName(region) else { throw .regionInvalid(region) }
    var client = pattern
    client.region = name
    var taken: [AssumeRole] = []
    for role in chain.compactMap(\.self) {
      taken.append(role)
      client.credentials = roles.credentials(of: taken, through: client)
    }
    return client
  }

  /// The client for a binding's target group and what stands before it.
  func targetGroupClient(_ binding: Binding, in region: String) throws(ObserveError) -> Client {
    try client(in: region, as: [binding.assumeRole])
  }

  /// The client for a binding's endpoints, their network interfaces and what is around them.
  func endpointClient(_ binding: Binding, in region: String) throws(ObserveError) -> Client {
    try client(in: region, as: [binding.assumeRole, binding.endpoint.assumeRole])
  }
}

/// The credentials of each chain of roles, made when the chain is first asked for.
private final class RoleBook: Sendable {
  private struct Key: Hashable {
    var region: RegionName
    var chain: [AssumeRole]
  }

  private let sources = Mutex<[Key: RenewedCredentials]>([:])

  /// The credentials of a chain's last role, taken on with the client's own.
  func credentials(of chain: [AssumeRole], through client: Client) -> any CredentialSource {
    guard let role = chain.last else { return client.credentials }
    return sources.withLock { sources in
      let key = Key(region: client.region, chain: chain)
      if let known = sources[key] { return known }
      let wanted = STS.Role(
        arn: role.arn.description,
        externalID: role.externalId,
        sessionName: role.sessionName
      )
      let source = RenewedCredentials(wanted, through: client)
      sources[key] = source
      return source
    }
  }
}
