import CCurl

// All that is unsafe about libcurl is in this file. Its objects live on the thread of `CurlLoop`,
// but for the bell.

/// Interrupts the waiting of a ``CurlMulti``; the one thing that other threads may do to it.
///
/// It must not be rung after its multi handle was released.
struct CurlBell: @unchecked Sendable {
  fileprivate let multi: UnsafeMutableRawPointer

  func ring() {
    curl_multi_wakeup(multi)
  }
}

enum CurlThread {
  /// Runs a body on a thread of its own; false when there is no thread to be had.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let box = Unmanaged.passRetained(Box(body: body))
    let result = mooring_start_thread(
      { argument in
        if let argument {
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      },
      box.toOpaque()
    )
    if result != 0 { box.release() }
    return result == 0
  }

  private final class Box {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}

/// Transfers that share connections.
final class CurlMulti {
  /// A transfer that ended, and how.
  struct Finished {
    fileprivate let handle: UnsafeMutableRawPointer?
    fileprivate let code: CURLcode
  }

  private static let isReady = mooring_prepare() == CURLE_OK

  private let multi: UnsafeMutableRawPointer

  init?(connectionsPerHost: Int) {
    guard Self.isReady, let multi = curl_multi_init() else { return nil }
    self.multi = multi
    mooring_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    mooring_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, 4 * connectionsPerHost)
  }

  deinit {
    curl_multi_cleanup(multi)
  }

  var bell: CurlBell { CurlBell(multi: multi) }

  func add(_ transfer: CurlTransfer) -> Bool {
    curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
  }

  func remove(_ transfer: CurlTransfer) {
    curl_multi_remove_handle(multi, transfer.easy)
  }

  /// Does what can be done without waiting, and returns what ended.
  func advance() -> [Finished] {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var finished: [Finished] = []
    var queued: Int32 = 0
    while let message = curl_multi_info_read(multi, &queued) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      finished.append(
        Finished(
          handle: mooring_message_handle(message),
          code: mooring_message_result(message)
        )
      )
    }
    return finished
  }

  /// Waits until something can be done, or the bell rings.
  func wait(milliseconds: Int32) {
    curl_multi_poll(multi, nil, 0, milliseconds, nil)
  }
}

/// One request on its way, with what came back of the answer.
final class CurlTransfer {
  let waiter: TransferWaiter
  fileprivate let easy: UnsafeMutableRawPointer
  private var lines: UnsafeMutablePointer<curl_slist>?
  private let message: UnsafeMutablePointer<CChar>
  private var unsent: ArraySlice<UInt8>
  private var headers: [HTTPHeader] = []
  private var headerSize = 0

  /// Whether the empty line after the answer's headers was there.
  private var hasAllHeaders = false

  private var body: [UInt8] = []
  private let bodyLimit: Int
  private var isOverBodyLimit = false

  private static let headerLimit = 256 * 1024

  init?(_ request: HTTPRequest, options: CurlTransport.Options, waiter: TransferWaiter) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.waiter = waiter
    bodyLimit = options.bodyLimit
    unsent = request.body[...]
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setLimits(options)
    setCallbacks()
    set(request)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(lines)
    message.deallocate()
  }

  func matches(_ finished: CurlMulti.Finished) -> Bool { finished.handle == easy }

  func outcome(_ finished: CurlMulti.Finished) -> TransferWaiter.Outcome {
    let status = mooring_info_long(easy, CURLINFO_RESPONSE_CODE)
    // A connection that ends between two headers is no failure to libcurl.
    guard finished.code == CURLE_OK, hasAllHeaders else {
      let said = String(cString: message)
      let failure = CurlFailure(
        code: finished.code,
        detail: said.isEmpty ? Self.words(for: finished.code) : said,
        isUnsent: mooring_info_size(easy, CURLINFO_PRETRANSFER_TIME_T) == 0
          && mooring_info_long(easy, CURLINFO_REQUEST_SIZE) == 0,
        proxyStatus: mooring_info_long(easy, CURLINFO_HTTP_CONNECTCODE),
        isOverBodyLimit: isOverBodyLimit
      )
      return .failure(failure.error)
    }
    return .success(HTTPResponse(status: status, headers: headers, body: body))
  }

  private static func words(for code: CURLcode) -> String {
    code == CURLE_OK
      ? "the answer ended within its headers" : String(cString: curl_easy_strerror(code))
  }

  private func setLimits(_ options: CurlTransport.Options) {
    mooring_allow_http_only(easy)
    mooring_drop_quickly(easy)
    mooring_setopt_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    mooring_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    mooring_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
    mooring_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    mooring_setopt_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    mooring_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, options.connectMilliseconds)
    mooring_setopt_long(easy, CURLOPT_TIMEOUT_MS, options.totalMilliseconds)
    mooring_setopt_pointer(easy, CURLOPT_ERRORBUFFER, message)
    if let caBundle = options.caBundle {
      mooring_setopt_text(easy, CURLOPT_CAINFO, caBundle)
    }
  }

  private func set(_ request: HTTPRequest) {
    let origin = request.origin
    let port = origin.port.map { ":\($0)" } ?? ""
    let query = request.query.isEmpty ? "" : "?\(request.query)"
    let url = "\(origin.scheme.rawValue)://\(origin.host)\(port)\(request.path)\(query)"
    mooring_setopt_text(easy, CURLOPT_URL, url)
    mooring_setopt_long(easy, CURLOPT_PATH_AS_IS, 1)

    if request.method == "GET", request.body.isEmpty {
      mooring_setopt_long(easy, CURLOPT_HTTPGET, 1)
    } else {
      mooring_setopt_long(easy, CURLOPT_POST, 1)
      mooring_setopt_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
      mooring_setopt_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
    }
    for header in request.headers {
      // libcurl takes a name with a colon and no value as "leave it out".
      add(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    // A body is sent at once, and only what was signed or is needed goes with it.
    for name in ["Expect", "Accept"] where !request.headers.contains(where: { $0.name == name }) {
      add("\(name):")
    }
    mooring_setopt_pointer(easy, CURLOPT_HTTPHEADER, lines)
  }

  private func add(_ line: String) {
    if let longer = curl_slist_append(lines, line) { lines = longer }
  }

  private func setCallbacks() {
    let myself = Unmanaged.passUnretained(self).toOpaque()
    mooring_setopt_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    mooring_setopt_pointer(easy, CURLOPT_HEADERDATA, myself)
    mooring_setopt_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, pointer in
      CurlTransfer.at(pointer)?.receive(line: bytes, size * count) ?? 0
    }
    mooring_setopt_pointer(easy, CURLOPT_WRITEDATA, myself)
    mooring_setopt_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, pointer in
      CurlTransfer.at(pointer)?.receive(body: bytes, size * count) ?? 0
    }
    // The body is handed over piece by piece, and libcurl isn't told how to go back to its start:
    // it could otherwise repeat a request by itself when a kept connection breaks.
    mooring_setopt_pointer(easy, CURLOPT_READDATA, myself)
    mooring_setopt_callback(easy, CURLOPT_READFUNCTION) { space, size, count, pointer in
      CurlTransfer.at(pointer)?.send(into: space, size * count) ?? 0
    }
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
    pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Takes in a header line; a status line begins a new answer, as after `100 Continue`.
  private func receive(line bytes: UnsafePointer<CChar>?, _ count: Int) -> Int {
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    headerSize += count
    guard headerSize <= Self.headerLimit else { return 0 }
    if line.hasPrefix("HTTP/") {
      headers = []
      hasAllHeaders = false
    } else if line.allSatisfy(\.isNewline) {
      hasAllHeaders = true
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...]
      headers.append(HTTPHeader(String(line[..<colon]), Self.trimmed(value)))
    }
    return count
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  private func receive(body bytes: UnsafePointer<CChar>?, _ count: Int) -> Int {
    guard body.count + count <= bodyLimit else {
      isOverBodyLimit = true
      return 0
    }
    body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func send(into space: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
    let piece = unsent.prefix(room)
    UnsafeMutableRawBufferPointer(start: space, count: room).copyBytes(from: piece)
    unsent = unsent.dropFirst(piece.count)
    return piece.count
  }
}
