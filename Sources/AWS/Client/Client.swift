/// Asks AWS: one account's credentials, in one Region.
///
/// A call goes through these steps:
///
/// 1. A call that changes something is refused without a ``WritePermit``.
/// 2. The credentials are fetched, and the request is signed with the clock's time.
/// 3. The request is sent, and the answer is read into values.
/// 4. After a failure that passes, from step 2 again, as ``RetryPolicy`` allows.
package struct Client: Sendable {
  package var transport: any Transport
  package var clock: any WallClock
  package var credentials: any CredentialSource
  package var region: RegionName
  package var hosts: APIHosts

  /// Nil for a client that only reads.
  package var permit: WritePermit?

  package var retries: RetryPolicy

  /// Where in its range each wait lands, from 0 up to 1.
  package var jitter: @Sendable () -> Double

  /// The value of the header `User-Agent`, which is not signed.
  package var userAgent: String

  package var observer: RequestObserver?

  /// The signing keys so far, shared by all copies of the client.
  let signingKeys = SigningKeys()

  /// How many pages a list may have; at EC2's and ELBv2's page sizes that is millions of items.
  private static let pageLimit = 10_000

  /// Makes a client; `version` is the program's own, for the header `User-Agent`.
  package init(
    transport: any Transport,
    clock: any WallClock,
    credentials: any CredentialSource,
    region: RegionName,
    hosts: APIHosts = APIHosts(),
    permit: WritePermit? = nil,
    retries: RetryPolicy = RetryPolicy(),
    jitter: @escaping @Sendable () -> Double,
    version: String,
    observer: RequestObserver? = nil
  ) {
    self.transport = transport
    self.clock = clock
    self.credentials = credentials
    self.region = region
    self.hosts = hosts
    self.permit = permit
    self.retries = retries
    self.jitter = jitter
    self.userAgent = "mooring/\(version)"
    self.observer = observer
  }

  /// Sends one call and returns AWS's answer.
  package func send<Output>(
    _ call: Call<Output>
  ) async throws(ServiceError) -> Answer<Output> {
    let permitted = try PermittedCall(call, permit)
    var attempt = 1
    while true {
      guard !Task.isCancelled else { throw .cancelled(operation: call.operation) }
      do throws(ServiceError) {
        return try await self.attempt(permitted, number: attempt)
      } catch {
        guard
          let wait = retries.wait(after: error, attempt: attempt, fraction: jitter())
        else { throw error }
        await clock.sleep(milliseconds: wait)
        // Cancelled while waiting: the failure that was waited for says more.
        guard !Task.isCancelled else { throw error }
        attempt += 1
      }
    }
  }

  /// Asks for a list and returns the items of all its pages, in AWS's order.
  package func list<Item>(
    _ listing: Listing<Item>
  ) async throws(ServiceError) -> [Item] {
    var items: [Item] = []
    for page in listing.batches {
      var seen: Set<String> = []
      var token: String?
      repeat {
        let answer = try await send(page(token))
        items += answer.value.items
        token = answer.value.next
        guard let next = token else { break }
        guard seen.insert(next).inserted, seen.count < Self.pageLimit else {
          throw .unreadable(
            operation: listing.operation,
            host: host(of: listing.operation.service).name,
            why: "its pages would never end: a token came again, or the list is beyond all measure",
            requestID: answer.requestID
          )
        }
      } while true
    }
    return items
  }

  /// The host that a service's requests go to.
  package func host(of service: Service) -> APIHost {
    hosts.host(of: service, in: region)
  }
}
