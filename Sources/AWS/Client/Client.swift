/// Asks AWS: one account's credentials, in one Region.
///
/// A call goes through these steps:
///
/// 1. A call that changes something is refused without a ``WritePermit``.
/// 2. The credentials are fetched.
/// 3. Where AWS refused requests to this account and Region lately, it waits for its turn.
/// 4. The request is signed with the time of now, as AWS's clock has it.
/// 5. The request is sent, and the answer is read into values.
/// 6. After a failure that passes, from step 2 again, as ``RetryPolicy`` allows.
///
/// Copies share what was learnt: the pace and the quota of retries of each account and Region, how
/// wrong this machine's clock is, and the signing keys.
package struct Client: Sendable {
  package var transport: any Transport
  package var clock: any WallClock
  package var credentials: any CredentialSource
  package var region: RegionName
  package var hosts: APIHosts

  /// Nil for a client that only reads.
  package var permit: WritePermit?

  package var retries: RetryPolicy

  /// The time for one attempt where it is not the transport's own; AWS is told when it is up.
  package var totalMilliseconds: Int?

  /// 64 random bits: they decide where in its range each wait lands, and what a call is called.
  package var random: @Sendable () -> UInt64

  package var observer: RequestObserver?

  let userAgent: UserAgent
  let signingKeys = SigningKeys()
  let lanes = Lanes()
  let clockSkew = ClockSkew()

  /// How many pages a list may have; at EC2's and ELBv2's page sizes that is millions of items.
  private static let pageLimit = 10_000

  /// Makes a client.
  ///
  /// `version` is the program's own and `applicationID` the operator's name for what runs it, both
  /// for the header `User-Agent`.
  package init(
    transport: any Transport,
    clock: any WallClock,
    credentials: any CredentialSource,
    region: RegionName,
    hosts: APIHosts = APIHosts(),
    permit: WritePermit? = nil,
    retries: RetryPolicy = RetryPolicy(),
    totalMilliseconds: Int? = nil,
    random: @escaping @Sendable () -> UInt64,
    version: String,
    applicationID: String? = nil,
    observer: RequestObserver? = nil
  ) {
    self.transport = transport
    self.clock = clock
    self.credentials = credentials
    self.region = region
    self.hosts = hosts
    self.permit = permit
    self.retries = retries
    self.totalMilliseconds = totalMilliseconds
    self.random = random
    self.userAgent = UserAgent(version: version, applicationID: applicationID)
    self.observer = observer
  }

  /// Seconds since 1970 by AWS's clock, as far as it is known here; else by this machine's.
  ///
  /// What AWS says of its own times, such as when credentials end, is compared with this.
  package func seconds() -> Int { clock.seconds() + clockSkew.seconds }

  /// Draws a number from 0 up to 1.
  func fraction() -> Double { Double(random() >> 11) * 0x1p-53 }

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
