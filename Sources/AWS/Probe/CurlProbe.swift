import CCurl

// All that is unsafe about the handle of a probe is in this file.

/// One probe on its way, on the thread that waits for it.
final class CurlProbe {
  private let request: ProbeRequest
  private let caBundle: String?
  private let easy: UnsafeMutableRawPointer

  /// Where libcurl writes what went wrong.
  private let message: UnsafeMutablePointer<CChar>

  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private var tlsVersion: String?
  private let start = ContinuousClock.now

  /// When the first byte of a TLS handshake went out, from the beginning.
  private var handshakeBegan: Duration?

  init?(_ request: ProbeRequest, caBundle: String?) {
    guard CurlLibrary.isReady, let easy = curl_easy_init() else { return nil }
    self.request = request
    self.caBundle = caBundle
    self.easy = easy
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    setLimits()
    setTarget()
    setTrust()
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(easy)
    for list in lists { curl_slist_free_all(list) }
    message.deallocate()
  }

  /// Sends the probe and waits for what comes of it.
  func answer() -> ProbeAnswer {
    let code = curl_easy_perform(easy)
    let times = ProbeAnswer.Times(
      // libcurl may note a connection only after its handshake.
      connected: microseconds(CURLINFO_CONNECT_TIME_T)
        ?? handshakeBegan.map { Int($0 / .microseconds(1)) },
      secured: microseconds(CURLINFO_APPCONNECT_TIME_T),
      answered: microseconds(CURLINFO_STARTTRANSFER_TIME_T)
    )
    let status = mooring_info_long(easy, CURLINFO_RESPONSE_CODE)
    // The first byte of a body ends the transfer: nothing of it is kept.
    let isAnswered = (code == CURLE_OK || code == CURLE_WRITE_ERROR) && status >= 200
    return ProbeAnswer(
      status: isAnswered ? .success(status) : .failure(failure(code, times)),
      times: times,
      tls: tls
    )
  }

  private func setLimits() {
    mooring_allow_http_only(easy)
    mooring_setopt_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    mooring_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
    mooring_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    mooring_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.totalMilliseconds)
    mooring_setopt_long(easy, CURLOPT_TIMEOUT_MS, request.totalMilliseconds)
    mooring_setopt_pointer(easy, CURLOPT_ERRORBUFFER, message)
    // Empty texts keep libcurl from reading the environment: a load balancer has no proxy.
    mooring_setopt_text(easy, CURLOPT_NOPROXY, "")
    mooring_setopt_text(easy, CURLOPT_PROXY, "")
  }

  private func setTarget() {
    let place = "\(request.bracketedAddress):\(request.port)"
    let host = request.hostName ?? request.bracketedAddress
    mooring_setopt_text(
      easy,
      CURLOPT_URL,
      "\(request.scheme.rawValue)://\(host):\(request.port)/"
    )
    // Apart from the URL, which would lose a number sign and all that follows it.
    mooring_setopt_text(easy, CURLOPT_REQUEST_TARGET, request.target)
    mooring_setopt_long(easy, CURLOPT_HTTPGET, 1)
    set(CURLOPT_CONNECT_TO, ["::\(place)"])
    switch request.view {
    case .loadBalancer:
      // As ELBv2's health checks name themselves; applications go by it.
      let lines = ["Host: \(place)", "User-Agent: ELB-HealthChecker/2.0", "Accept:"]
      set(CURLOPT_HTTPHEADER, lines + ["Accept-Encoding: gzip, compressed"])
    case .browser(let host):
      let port = request.port == request.scheme.standardPort ? "" : ":\(request.port)"
      set(CURLOPT_HTTPHEADER, ["Host: \(host)\(port)", "User-Agent: mooring", "Accept: */*"])
    }
  }

  private func setTrust() {
    mooring_setopt_long(easy, CURLOPT_CERTINFO, 1)
    switch request.view {
    case .loadBalancer:
      // A load balancer looks at no target's certificate, and speaks the TLS and the ciphers of old.
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
      mooring_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
      mooring_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
      mooring_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_0))
      mooring_setopt_text(easy, CURLOPT_SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0")
    case .browser:
      mooring_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
      guard let caBundle else { return }
      mooring_setopt_text(easy, CURLOPT_CAINFO, caBundle)
      // The system's certificates would otherwise go on to count.
      mooring_setopt_text(easy, CURLOPT_CAPATH, nil)
    }
  }

  private func setCallbacks() {
    mooring_setopt_callback(easy, CURLOPT_WRITEFUNCTION) { _, _, _, _ in 0 }
    // libcurl tells the version of TLS in words only; nothing is printed where there is a callback.
    mooring_setopt_long(easy, CURLOPT_VERBOSE, 1)
    mooring_setopt_pointer(easy, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque())
    mooring_setopt_debug(easy) { _, kind, bytes, count, pointer in
      guard let pointer else { return 0 }
      let probe = Unmanaged<CurlProbe>.fromOpaque(pointer).takeUnretainedValue()
      switch kind {
      case CURLINFO_TEXT:
        probe.note(
          String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        )
      case CURLINFO_SSL_DATA_OUT where probe.handshakeBegan == nil:
        probe.handshakeBegan = .now - probe.start
      default:
        break
      }
      return 0
    }
  }

  private func note(_ line: String) {
    let beginning = "SSL connection using "
    guard tlsVersion == nil, line.hasPrefix(beginning) else { return }
    tlsVersion = String(line.dropFirst(beginning.count).prefix { !$0.isWhitespace })
  }

  private func set(_ option: CURLoption, _ lines: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      if let longer = curl_slist_append(list, line) { list = longer }
    }
    guard let list else { return }
    lists.append(list)
    mooring_setopt_pointer(easy, option, list)
  }

  /// A time that libcurl noted; it writes zero where it came to nothing.
  private func microseconds(_ info: CURLINFO) -> Int? {
    let time = Int(mooring_info_size(easy, info))
    return time > 0 ? time : nil
  }

  private var tls: ProbeAnswer.TLS? {
    var tls = ProbeAnswer.TLS(version: tlsVersion)
    var next = mooring_leaf_certificate(easy)
    while let line = next {
      let text = String(cString: line.pointee.data)
      if let subject = text.value(of: "Subject") { tls.subject = String(subject.prefix(200)) }
      if let date = text.value(of: "Expire date") {
        let seconds = curl_getdate(date, nil)
        if seconds >= 0 { tls.notAfter = Int(seconds) }
      }
      next = UnsafePointer(line.pointee.next)
    }
    return tls == ProbeAnswer.TLS() ? nil : tls
  }

  private func failure(_ code: CURLcode, _ times: ProbeAnswer.Times) -> ProbeFailure {
    let said = String(cString: message)
    let words = said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
    return CurlProbeFailure(
      code: code,
      times: times,
      isSecure: request.scheme == .https,
      systemCode: Int32(truncatingIfNeeded: mooring_info_long(easy, CURLINFO_OS_ERRNO)),
      verification: mooring_info_long(easy, CURLINFO_SSL_VERIFYRESULT),
      words: words,
      caBundle: caBundle
    ).failure
  }
}

extension String {
  /// What follows a name and a colon at the beginning of the text.
  fileprivate func value(of name: String) -> String? {
    hasPrefix("\(name):") ? String(dropFirst(name.count + 1)) : nil
  }
}
