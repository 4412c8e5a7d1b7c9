import SigV4

/// The credentials of a role that IAM Identity Center gives to who has signed in with the AWS CLI.
///
/// The token of the sign-in is read anew from the CLI's cache each time; one that ends within 15
/// minutes is renewed where the profile names a session, and used as it is where that fails. See
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html>.
struct SSOCredentials: CredentialProvider {
  private let profile: Profile
  private let shared: SharedConfiguration
  private let environment: ProcessEnvironment
  private let outside: Outside
  private let renewal = SSOTokenRenewal()

  init(
    profile: Profile,
    shared: SharedConfiguration,
    environment: ProcessEnvironment,
    outside: Outside
  ) {
    self.profile = profile
    self.shared = shared
    self.environment = environment
    self.outside = outside
  }

  var name: String { "SSO of the profile \"\(profile.name)\"" }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let sso = try SSOProfile(profile, shared) else {
      return .absent(why: "it has neither sso_account_id nor sso_role_name")
    }
    var client = outside.client
    client.region = sso.region
    let token = try await token(sso, client)
    let call = SSO.roleCredentials(role: sso.role, account: sso.account, accessToken: token)
    let found: ExpiringCredentials
    do throws(ServiceError) {
      found = try await client.send(call).value
    } catch {
      throw refusal(error, sso, hiding: token)
    }
    guard let end = found.expiration, client.seconds() < end else {
      throw failure("What it gave has ended already: check the clock of this machine.")
    }
    return .found(found)
  }

  private func token(
    _ sso: SSOProfile,
    _ client: Client
  ) async throws(CredentialError) -> Secret {
    let cache: SSOTokenCache
    let token: SSOToken
    do throws(SSOTokenCache.Failure) {
      cache = try SSOTokenCache(
        name: sso.session ?? sso.startURL,
        environment: environment,
        outside: outside
      )
      token = try cache.read()
    } catch {
      throw failure("Nobody has signed in: \(error.why). \(sso.signIn)")
    }
    let left = token.expiration - client.seconds()
    guard left < SSOTokenRenewal.windowSeconds, sso.session != nil else {
      guard left > 0 else { throw failure("The sign-in has ended. \(sso.signIn)") }
      return token.accessToken
    }
    do throws(SSOTokenRenewal.Failure) {
      return try await renewal.renew(token, in: cache, through: client).accessToken
    } catch {
      guard left <= 0 else { return token.accessToken }
      throw failure(
        "The sign-in has ended and was not renewed: \(error.why) \(sso.signIn)",
        isCancelled: error.isCancelled
      )
    }
  }

  private func refusal(
    _ error: ServiceError,
    _ sso: SSOProfile,
    hiding token: Secret
  ) -> CredentialError {
    let why = "\(error)".hiding([token])
    guard case .service(let fault) = error else {
      return failure(why, isCancelled: error.isCancelled)
    }
    if fault.status == 401 || fault.code == "UnauthorizedException" {
      return failure("The sign-in doesn't count any more. \(sso.signIn)")
    }
    if fault.status == 403 || fault.status == 404 {
      return failure(
        """
        \(why) Is the role \(sso.role) of the account \(sso.account) assigned to who signed in?
        """
      )
    }
    return failure(why)
  }

  private func failure(_ why: String, isCancelled: Bool = false) -> CredentialError {
    .notFetched(source: name, why: why, isCancelled: isCancelled)
  }
}
