/// The credentials of a role, which STS gives to who has others.
struct AssumedRoleCredentials: CredentialProvider {
  private let role: STS.Role
  private let client: Client

  /// Makes a provider for one role; `client` has the credentials that may assume it.
  init(_ role: STS.Role, through client: Client) {
    self.role = role
    self.client = client
  }

  var name: String { "role \(role.arn)" }

  func find() async throws(CredentialError) -> CredentialFinding {
    do throws(ServiceError) {
      return .found(try await client.send(STS.assumeRole(role)).value)
    } catch {
      throw .roleNotAssumed(role: role.arn, why: Self.words(error), isCancelled: error.isCancelled)
    }
  }

  private static func words(_ error: ServiceError) -> String {
    // What is wrong with the credentials below it says it all.
    if case .credentials(_, let error) = error { "\(error)" } else { "\(error)" }
  }
}
