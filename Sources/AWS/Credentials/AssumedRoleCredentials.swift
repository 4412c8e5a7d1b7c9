package import SigV4

/// The credentials of a role, fetched from STS when they are needed and renewed before they end.
///
/// Callers that come while they are being fetched wait for the same answer.
package actor AssumedRoleCredentials: CredentialSource {
  /// How long before their end credentials are renewed.
  ///
  /// Within that time a failure to renew them is no error: the ones at hand still work.
  static let renewalSeconds = 300

  private let role: STS.Role
  private let client: Client
  private var current: STS.TemporaryCredentials?
  private var isFetching = false
  private var waiting: [CheckedContinuation<Outcome, Never>] = []

  private typealias Outcome = Result<Credentials, CredentialError>

  /// Makes a source for one role; `client` has the credentials that may assume it.
  package init(_ role: STS.Role, through client: Client) {
    self.role = role
    self.client = client
  }

  package func credentials() async throws(CredentialError) -> Credentials {
    while true {
      let now = client.seconds()
      if let current, now < current.expiration - Self.renewalSeconds { return current.keys }
      guard isFetching else { return try await lead().get() }

      let outcome = await withCheckedContinuation { waiting.append($0) }
      // Whoever fetched was cancelled, which says nothing about this caller: try again.
      if case .failure(let error) = outcome, error.isCancelled, !Task.isCancelled { continue }
      return try outcome.get()
    }
  }

  /// Fetches for everybody who waits.
  private func lead() async -> Outcome {
    isFetching = true
    let outcome = await fetch()
    isFetching = false
    let waiters = waiting
    waiting = []
    for waiter in waiters { waiter.resume(returning: outcome) }
    return outcome
  }

  private func fetch() async -> Outcome {
    do throws(CredentialError) {
      let fresh = try await assume()
      current = fresh
      return .success(fresh.keys)
    } catch {
      if let current, client.seconds() < current.expiration {
        return .success(current.keys)
      }
      return .failure(error)
    }
  }

  private func assume() async throws(CredentialError) -> STS.TemporaryCredentials {
    let fresh: STS.TemporaryCredentials
    do throws(ServiceError) {
      fresh = try await client.send(STS.assumeRole(role)).value
    } catch {
      throw .roleNotAssumed(role: role.arn, why: "\(error)", isCancelled: error.isCancelled)
    }
    guard client.seconds() < fresh.expiration else {
      throw .roleNotAssumed(
        role: role.arn,
        why: "STS gave credentials that have ended already; check the clock of this machine",
        isCancelled: false
      )
    }
    return fresh
  }
}
