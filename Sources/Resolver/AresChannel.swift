import CAres
import Glibc

/// One c-ares channel and its sockets: the only place where c-ares is called.
///
/// A channel belongs to the thread that made it. Its questions end when it does.
final class AresChannel {
  private let channel: ares_channel

  /// Opens a channel to one server, or to those of `/etc/resolv.conf`.
  init(server: ServerAddress?, timeoutMilliseconds: Int) throws(AresError) {
    // c-ares 1.18 asks the next server where one fails, and where all have failed it says that it
    // couldn't contact them. So where there is no next one it is to pass the failure on instead.
    if server == nil {
      let system = try Self.open(timeoutMilliseconds, flags: 0)
      guard Self.hasOneServer(system) else {
        channel = system
        return
      }
      ares_destroy(system)
    }
    channel = try Self.open(timeoutMilliseconds, flags: ARES_FLAG_NOCHECKRESP)
    if let server {
      try AresError.check(ares_set_servers_ports_csv(channel, server.listEntry))
    }
  }

  deinit {
    ares_destroy(channel)
  }

  /// c-ares doubles the time-out with each round of tries: a quarter of the whole leaves room for a
  /// second round, or for a look at up to four servers.
  private static func open(
    _ timeoutMilliseconds: Int,
    flags: Int32
  ) throws(AresError) -> ares_channel {
    try AresError.check(libraryStatus)
    var options = ares_options()
    options.flags = flags
    options.timeout = Int32(clamping: max(timeoutMilliseconds / 4, 1))
    options.tries = 3
    var channel: ares_channel?
    let given = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES
    try AresError.check(ares_init_options(&channel, &options, given))
    guard let channel else { throw AresError(code: ARES_ENOMEM) }
    return channel
  }

  private static func hasOneServer(_ channel: ares_channel) -> Bool {
    var first: UnsafeMutablePointer<ares_addr_port_node>?
    guard ares_get_servers_ports(channel, &first) == ARES_SUCCESS, let first else { return false }
    defer { ares_free_data(first) }
    return first.pointee.next == nil
  }

  private static let libraryStatus = ares_library_init(ARES_LIB_INIT_ALL)

  /// Asks for the addresses of one family; the question hears the answer while `poll` runs.
  func ask(_ question: Question, for family: AddressFamily) {
    let internet: Int32 = 1
    let asked = Unmanaged.passRetained(Asked(question: question, family: family))
    // `ares_query` asks DNS only, and the name as it stands. It calls back exactly once.
    ares_query(
      channel,
      question.name.text,
      internet,
      family.recordType,
      { argument, status, _, bytes, count in
        guard let argument else { return }
        let asked = Unmanaged<Asked>.fromOpaque(argument).takeRetainedValue()
        asked.end(status, Array(UnsafeBufferPointer(start: bytes, count: Int(count))))
      },
      asked.toOpaque()
    )
  }

  /// Waits for an answer, for one of c-ares's time-outs, for a descriptor or for an instant.
  func poll(alsoReading descriptor: Int32, until deadline: ContinuousClock.Instant) {
    let readable = Int16(POLLIN)
    let writable = Int16(POLLOUT)
    let none = ares_socket_t(-1)
    var sockets = [ares_socket_t](repeating: none, count: Int(ARES_GETSOCK_MAXNUM))
    let bits = UInt32(
      bitPattern: ares_getsock(channel, &sockets, Int32(ARES_GETSOCK_MAXNUM))
    )
    var polled = [pollfd(fd: descriptor, events: readable, revents: 0)]
    for (index, socket) in sockets.enumerated() {
      let reads = bits & (1 << index) != 0
      let writes = bits & (1 << (index + sockets.count)) != 0
      guard reads || writes else { continue }
      let events = (reads ? readable : 0) | (writes ? writable : 0)
      polled.append(pollfd(fd: socket, events: events, revents: 0))
    }
    let ready = Glibc.poll(&polled, nfds_t(polled.count), milliseconds(until: deadline))
    ares_process_fd(channel, none, none)
    guard ready > 0 else { return }
    for socket in polled.dropFirst() where socket.revents != 0 {
      // An error is heard by reading or writing, whichever c-ares waits for.
      let failed = socket.revents & ~(readable | writable) != 0
      let reads = socket.revents & readable != 0 || failed && socket.events & readable != 0
      let writes = socket.revents & writable != 0 || failed && socket.events & writable != 0
      ares_process_fd(channel, reads ? socket.fd : none, writes ? socket.fd : none)
    }
  }

  private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    var next = timeval()
    var wait = deadline - .now
    if ares_timeout(channel, nil, &next) != nil {
      wait = min(wait, .seconds(next.tv_sec) + .microseconds(next.tv_usec))
    }
    // Rounded up: a wait that ends early would be repeated many times for the same instant.
    return Int32(clamping: max(Int(wait / .milliseconds(1)) + 1, 0))
  }
}

/// A question at one address family, held by c-ares until it calls back.
private final class Asked {
  let question: Question
  let family: AddressFamily

  init(question: Question, family: AddressFamily) {
    self.question = question
    self.family = family
  }

  /// Tells the question what c-ares made of it.
  func end(_ status: Int32, _ bytes: [UInt8]) {
    let name = question.name.text
    switch status {
    case ARES_SUCCESS, ARES_ENODATA, ARES_ENOTFOUND:
      // "No such name" is an answer too, and may still carry the aliases on the way to it.
      if let message = DNSMessage(bytes) {
        question.receive(message, for: family)
      } else {
        question.finish(.failure(.failed(name: name, reason: AresError(code: ARES_EBADRESP).words)))
      }
    case ARES_ETIMEOUT:
      question.finish(.failure(.timedOut(name: name)))
    default:
      question.finish(.failure(.failed(name: name, reason: AresError(code: status).words)))
    }
  }
}

/// A status code of c-ares that isn't success.
struct AresError: Error {
  let code: Int32

  static let misformattedName = AresError(code: ARES_EBADNAME)
  static let cancelled = AresError(code: ARES_ECANCELLED)

  /// c-ares's own words for the code.
  var words: String {
    String(cString: ares_strerror(code))
  }

  static func check(_ status: Int32) throws(AresError) {
    if status != ARES_SUCCESS { throw AresError(code: status) }
  }
}

/// The canonical text of an IPv4 or IPv6 address given as text; `nil` for any other text.
func canonicalAddress(_ text: String) -> String? {
  // C reads up to a NUL, so what follows one would go unseen.
  guard !text.utf8.contains(0) else { return nil }
  for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
    var bytes = [UInt8](repeating: 0, count: size)
    if inet_pton(family, text, &bytes) == 1 { return canonicalAddress(of: bytes) }
  }
  return nil
}

/// The canonical text of an address of 4 or 16 bytes; `nil` for any other count.
func canonicalAddress(of bytes: [UInt8]) -> String? {
  guard bytes.count == 4 || bytes.count == 16 else { return nil }
  var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
  let family = bytes.count == 4 ? AF_INET : AF_INET6
  let isWritten = text.withUnsafeMutableBytes { text in
    let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    return inet_ntop(family, bytes, start, socklen_t(text.count)) != nil
  }
  return isWritten ? String(decoding: text.prefix { $0 != 0 }, as: UTF8.self) : nil
}
