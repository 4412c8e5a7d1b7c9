import SigV4
import Synchronization

/// The signing keys that were derived before, for the clients that share them.
final class SigningKeys: Sendable {
  private let cache = Mutex(SigningKeyCache())

  func key(
    for credentials: Credentials,
    scope: CredentialScope
  ) throws(SigningError) -> SigningKey {
    // A typed error doesn't get through the lock's closure as such.
    let result: Result<SigningKey, SigningError> = cache.withLock { cache in
      do throws(SigningError) {
        return .success(try cache.key(for: credentials, scope: scope))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
