import Synchronization

/// Places where credentials are looked for, one after the other.
///
/// The first that has any is remembered, and alone is asked for new ones. A place that something
/// points to but that can't be used ends the search with its own error, so that nobody is served
/// other credentials than meant.
final class CredentialChain: CredentialProvider {
  let name: String

  private let places: [any CredentialProvider]

  /// The error for when no place has any.
  private let emptiness: @Sendable ([CredentialError.Attempt]) -> CredentialError

  private let chosen = Mutex<(any CredentialProvider)?>(nil)

  /// All places of a process.
  init(_ places: [any CredentialProvider]) {
    name = "AWS credentials"
    self.places = places
    emptiness = { .noneFound(tried: $0) }
  }

  /// The places of what a role is taken on with, such as `source_profile "base"`.
  init(_ places: [any CredentialProvider], of source: String) {
    name = source
    self.places = places
    emptiness = { .sourceEmpty(source: source, tried: $0) }
  }

  /// Returns what was found, never an absence; throws an error that lists all places where none was.
  func find() async throws(CredentialError) -> CredentialFinding {
    if let place = chosen.withLock({ $0 }) { return try await findAgain(in: place) }
    var tried: [CredentialError.Attempt] = []
    for place in places {
      switch try await place.find() {
      case .found(let credentials):
        chosen.withLock { $0 = place }
        return .found(credentials)
      case .absent(let why):
        tried.append(CredentialError.Attempt(source: place.name, why: why))
      }
    }
    throw emptiness(tried)
  }

  private func findAgain(
    in place: any CredentialProvider
  ) async throws(CredentialError) -> CredentialFinding {
    let finding = try await place.find()
    guard case .absent(let why) = finding else { return finding }
    throw .notFetched(
      source: place.name,
      why: "They were there before, but now: \(why).",
      isCancelled: false
    )
  }
}
