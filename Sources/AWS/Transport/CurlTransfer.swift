import CCurl

/// One request on its way, with what came back of the answer.
final class CurlTransfer {
  let waiter: TransferWaiter
  private(set) var times: TransferTimes

  /// libcurl's handle, for the files that set it up and run it.
  let easy: UnsafeMutableRawPointer

  let request: HTTPRequest
  let proxy: Proxy?
  let options: CurlTransport.Options

  private var lines: UnsafeMutablePointer<curl_slist>?

  /// Where libcurl writes what went wrong.
  let message: UnsafeMutablePointer<CChar>

  private var unsent: ArraySlice<UInt8>
  private var headers: [HTTPHeader] = []
  private var headerSize = 0

  /// Whether the empty line after the answer's headers was there.
  private var hasAllHeaders = false

  private var body: [UInt8] = []
  private var isOverBodyLimit = false

  /// Whether anything of the answer came; an interim one counts.
  private var hasBegun = false

  private static let headerLimit = 256 * 1024

  init?(
    _ request: HTTPRequest,
    by proxy: Proxy?,
    options: CurlTransport.Options,
    times: TransferTimes,
    waiter: TransferWaiter
  ) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.request = request
    self.proxy = proxy
    self.options = options
    self.times = times
    self.waiter = waiter
    unsent = request.body[...]
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setLimits()
    setTrust()
    setProxy()
    setCallbacks()
    setRequest()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(lines)
    message.deallocate()
  }

  func matches(_ finished: CurlMulti.Finished) -> Bool { finished.handle == easy }

  func outcome(_ finished: CurlMulti.Finished) -> TransferWaiter.Outcome {
    let status = mooring_info_long(easy, CURLINFO_RESPONSE_CODE)
    // Without TLS a proxy's own refusal comes as if it were the answer.
    let isRefused = proxy != nil && request.origin.scheme == .http && status == 407
    // A connection that ends between two headers is no failure to libcurl.
    guard finished.code == CURLE_OK, hasAllHeaders, !isRefused else {
      let said = String(cString: message)
      let failure = CurlFailure(
        code: finished.code,
        detail: said.isEmpty ? Self.words(for: finished.code) : said.trimmedSentence,
        verification: mooring_info_long(easy, CURLINFO_SSL_VERIFYRESULT),
        isUnsent: isUnsent,
        proxy: proxy,
        isTunnelled: request.origin.scheme == .https && proxy?.isHTTP == true,
        proxyStatus: isRefused ? status : mooring_info_long(easy, CURLINFO_HTTP_CONNECTCODE),
        isOverBodyLimit: isOverBodyLimit,
        options: options
      )
      return .failure(failure.error)
    }
    return .success(HTTPResponse(status: status, headers: headers, body: body))
  }

  /// The time that is up; nil while there is some left.
  func overdue(at now: TransferTimes.Instant) -> TransportError? {
    times.note(stage, at: now)
    return times.failure(at: now)
  }

  private var stage: TransferTimes.Stage {
    if hasBegun { return .answering }
    if isUnsent { return .unsent }
    let isSent = mooring_info_size(easy, CURLINFO_PRETRANSFER_TIME_T) != 0 && unsent.isEmpty
    return isSent ? .waiting : .sending
  }

  /// Whether not a byte of the request went out.
  private var isUnsent: Bool {
    guard mooring_info_size(easy, CURLINFO_PRETRANSFER_TIME_T) == 0 else { return false }
    guard mooring_info_long(easy, CURLINFO_REQUEST_SIZE) != 0 else { return true }
    // What a proxy is asked with counts as request to libcurl; with TLS nothing of the request itself
    // goes out before the end of a new connection's handshake.
    return request.origin.scheme == .https
      && mooring_info_long(easy, CURLINFO_NUM_CONNECTS) > 0
      && mooring_info_size(easy, CURLINFO_APPCONNECT_TIME_T) == 0
  }

  private static func words(for code: CURLcode) -> String {
    code == CURLE_OK
      ? "the answer ended within its headers" : String(cString: curl_easy_strerror(code))
  }

  /// Takes in a header line to send.
  func add(_ line: String) {
    if let longer = curl_slist_append(lines, line) { lines = longer }
  }

  func sendHeaders() {
    mooring_setopt_pointer(easy, CURLOPT_HTTPHEADER, lines)
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
    hasBegun = true
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
    guard body.count + count <= options.bodyLimit else {
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

extension String {
  /// libcurl's words without what they end with, blanks among it.
  var trimmedSentence: String {
    guard let last = lastIndex(where: { !$0.isWhitespace && $0 != "." }) else { return self }
    return String(self[...last])
  }
}
