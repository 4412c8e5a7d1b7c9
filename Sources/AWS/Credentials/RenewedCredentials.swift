package import SigV4

/// The credentials of one provider: fetched when they are first wanted, and renewed before they end.
///
/// Whoever comes while they are fetched shares the answer, so one request at a time is on its way:
///
/// | before their end | who waits for new ones | when they can't be had |
/// | --- | --- | --- |
/// | 15 minutes | the one task that fetches them | the ones at hand serve on, and a minute is let pass |
/// | 10 minutes | all | an error |
///
/// Where less than half an hour was left when they came, it is the last half and the last third of
/// that time: credentials that live shortly aren't fetched for every request. Those that don't end
/// are fetched once. The figures are botocore's.
///
/// An error counts for five more seconds: a place that lets wait before it fails would otherwise be
/// waited for by one binding after the other.
package actor RenewedCredentials: CredentialSource {
  private static let advisorySeconds = 15 * 60
  private static let mandatorySeconds = 10 * 60
  private static let pauseSeconds = 60
  private static let refusalSeconds = 5

  private let provider: any CredentialProvider
  private let now: @Sendable () -> Int
  private var held: Held?

  /// What the last fetch failed with, and when, in seconds since 1970.
  private var refusal: (error: CredentialError, time: Int)?

  private var isFetching = false

  /// Those who wait for the answer that is on its way.
  private(set) var waiters: [Waiter<Outcome?>] = []

  typealias Outcome = Result<Credentials, CredentialError>

  /// Credentials, and when new ones may and must be there, in seconds since 1970.
  private struct Held {
    var keys: Credentials
    var renewal = Int.max
    var deadline = Int.max

    init(_ found: ExpiringCredentials, at now: Int) {
      keys = found.keys
      guard let end = found.expiration else { return }
      renewal = end - min(advisorySeconds, (end - now) / 2)
      deadline = end - min(mandatorySeconds, (end - now) / 3)
    }
  }

  /// Makes a source; `now` is the time in seconds since 1970.
  init(_ provider: any CredentialProvider, now: @escaping @Sendable () -> Int) {
    self.provider = provider
    self.now = now
  }

  /// Makes a source for one role; `client` has the credentials that may assume it.
  package init(_ role: STS.Role, through client: Client) {
    self.init(AssumedRoleCredentials(role, through: client)) { client.seconds() }
  }

  package func credentials() async throws(CredentialError) -> Credentials {
    while true {
      let now = now()
      if let held, now < (isFetching ? held.deadline : held.renewal) { return held.keys }
      guard isFetching else {
        if let refusal, (0..<Self.refusalSeconds).contains(now - refusal.time) {
          throw refusal.error
        }
        return try await fetch().get()
      }
      if let outcome = await answer() { return try outcome.get() }
    }
  }

  /// Waits for what another task fetches; nil where that task was cancelled, which says nothing here.
  private func answer() async -> Outcome? {
    let waiter = Waiter<Outcome?>()
    waiters.append(waiter)
    let source = provider.name
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter.wait($0) }
    } onCancel: {
      waiter.finish(.failure(.cancelled(source)))
    }
  }

  /// Fetches for everybody who waits.
  private func fetch() async -> Outcome {
    isFetching = true
    let fresh = await found()
    isFetching = false

    let outcome = settle(fresh)
    let isTold = if case .failure = outcome { !Task.isCancelled } else { true }
    for waiter in waiters { waiter.finish(isTold ? outcome : nil) }
    waiters = []
    return outcome
  }

  private func settle(_ fresh: Result<ExpiringCredentials, CredentialError>) -> Outcome {
    let now = now()
    switch fresh {
    case .success(let found):
      held = Held(found, at: now)
      refusal = nil
      return .success(found.keys)
    case .failure(let error):
      guard let deadline = held?.deadline, let keys = held?.keys, now < deadline else {
        if !Task.isCancelled { refusal = (error, now) }
        return .failure(error)
      }
      if !Task.isCancelled { held?.renewal = min(now + Self.pauseSeconds, deadline) }
      return .success(keys)
    }
  }

  private func found() async -> Result<ExpiringCredentials, CredentialError> {
    do throws(CredentialError) {
      switch try await provider.find() {
      case .absent(let why):
        return .failure(.noneFound(tried: [.init(source: provider.name, why: why)]))
      case .found(let found):
        if let end = found.expiration, end <= now() {
          return .failure(
            .notFetched(
              source: provider.name,
              why: "What it gave has ended already: check the clock of this machine.",
              isCancelled: false
            )
          )
        }
        return .success(found)
      }
    } catch {
      return .failure(error)
    }
  }
}
