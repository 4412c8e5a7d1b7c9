import Synchronization

/// Renews the token of a sign-in by its refresh token, at most once a minute.
final class SSOTokenRenewal: Sendable {
  /// How long before its end a token is renewed.
  static let windowSeconds = 15 * 60

  /// How long one attempt keeps others away, whatever became of it.
  static let pauseSeconds = 60

  private let lastAttempt = Mutex<Int?>(nil)

  /// Why a token was not renewed: the end of a sentence, with its full stop.
  struct Failure: Error, Hashable, Sendable {
    var why: String
    var isCancelled = false
  }

  /// Asks for the token that takes another's place, and writes it to the cache.
  func renew(
    _ token: SSOToken,
    in cache: SSOTokenCache,
    through client: Client
  ) async throws(Failure) -> SSOToken {
    guard let grant = token.grant else {
      throw Failure(why: "\(cache.path) doesn't say what a new one may be asked for with.")
    }
    let now = client.seconds()
    guard now < grant.expiration else {
      throw Failure(why: "the registration of the AWS CLI has ended too.")
    }
    guard mayAttempt(at: now) else {
      throw Failure(why: "a new one was asked for in vain less than a minute ago.")
    }
    let call = SSOOIDC.createToken(
      clientID: grant.clientID,
      clientSecret: grant.clientSecret,
      refreshToken: grant.refreshToken
    )
    let answer: SSOOIDC.Token
    do throws(ServiceError) {
      answer = try await client.send(call).value
    } catch {
      let why = "\(error)".hiding([grant.clientSecret, grant.refreshToken])
      throw Failure(why: why, isCancelled: error.isCancelled)
    }
    return try keep(token, answer, in: cache, now)
  }

  private func mayAttempt(at now: Int) -> Bool {
    lastAttempt.withLock { last in
      if let last, now - last < Self.pauseSeconds { return false }
      last = now
      return true
    }
  }

  /// A token that can't be kept is as good as none: the next run would ask with a refresh token that
  /// has been used.
  private func keep(
    _ token: SSOToken,
    _ answer: SSOOIDC.Token,
    in cache: SSOTokenCache,
    _ now: Int
  ) throws(Failure) -> SSOToken {
    guard answer.lifetimeSeconds > 0 else {
      throw Failure(why: "what came for a new one has ended already.")
    }
    let renewed: SSOToken
    do throws(ReadingError) {
      renewed = try token.renewed(by: answer, at: now)
    } catch {
      throw Failure(why: "what came for a new one is none: \(error.words).")
    }
    do throws(SSOTokenCache.Failure) {
      try cache.write(renewed)
    } catch {
      throw Failure(why: "\(error.why).")
    }
    return renewed
  }
}
