import CCurl
import SigV4

// What libcurl is told of a transfer before it begins.

extension CurlTransfer {
  func setLimits() {
    mooring_allow_http_only(easy)
    mooring_drop_quickly(easy)
    mooring_setopt_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    mooring_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
    mooring_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    mooring_setopt_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    mooring_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, options.connectMilliseconds)
    mooring_setopt_pointer(easy, CURLOPT_ERRORBUFFER, message)
  }

  func setTrust() {
    for option in [CURLOPT_SSLVERSION, CURLOPT_PROXY_SSLVERSION] {
      mooring_setopt_long(easy, option, Int(CURL_SSLVERSION_TLSv1_2))
    }
    guard let caBundle = options.caBundle else { return }
    for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] {
      mooring_setopt_text(easy, option, caBundle)
    }
    // The system's certificates would otherwise go on to count.
    for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] {
      mooring_setopt_text(easy, option, nil)
    }
  }

  func setProxy() {
    // Empty texts keep libcurl from reading the environment by rules of its own.
    mooring_setopt_text(easy, CURLOPT_NOPROXY, "")
    mooring_setopt_text(easy, CURLOPT_PROXY, proxy?.url ?? "")
    // Apart from the URL, which libcurl may quote.
    mooring_setopt_text(easy, CURLOPT_PROXYUSERNAME, proxy?.user?.exposed)
    mooring_setopt_text(easy, CURLOPT_PROXYPASSWORD, proxy?.password?.exposed)
  }

  func setRequest() {
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
    // A body is sent at once, and nothing goes with it that the request doesn't say.
    let given = Set(request.headers.map { $0.name.lowercased() })
    for name in ["Expect", "Accept", "Content-Type"] where !given.contains(name.lowercased()) {
      add("\(name):")
    }
    sendHeaders()
  }
}
