import SigV4
import TestSupport

@testable import AWS

extension Client {
  /// A client for eu-west-1 that asks a script, with waits of full length.
  static func scripted(
    _ transport: any Transport,
    clock: any WallClock = VirtualClock(),
    credentials: (any CredentialSource)? = nil,
    hosts: APIHosts = APIHosts(),
    permit: WritePermit? = nil,
    random: @escaping @Sendable () -> UInt64 = { .max },
    observer: RequestObserver? = nil
  ) throws -> Client {
    Client(
      transport: transport,
      clock: clock,
      credentials: try credentials ?? FixedCredentials(.example()),
      region: try RegionName.example(),
      hosts: hosts,
      permit: permit,
      random: random,
      version: "1.2.3",
      observer: observer
    )
  }
}

extension Credentials {
  /// The keys of AWS's own examples.
  static func example(sessionToken: String? = nil) throws -> Credentials {
    try Credentials(
      accessKeyID: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: sessionToken
    )
  }
}

extension RegionName {
  struct Invalid: Error {}

  static func example(_ text: String = "eu-west-1") throws -> RegionName {
    guard let region = RegionName(text) else { throw Invalid() }
    return region
  }
}

/// The error that a piece of work ends in; nil when it ends well.
func failure<Failure: Error, Value>(
  _ work: () async throws(Failure) -> Value
) async -> Failure? {
  do throws(Failure) {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}
