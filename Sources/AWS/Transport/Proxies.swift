/// Which proxy a request goes through, as the environment says.
///
/// `https_proxy` counts for API hosts with TLS and `http_proxy` for those without, then `all_proxy`;
/// `no_proxy` lists the hosts that are reached without. Each is read in lower case first, then in
/// upper case. These are the rules of Python's `urllib`, which the AWS CLI goes by. libcurl's own
/// differ, so that it is told what was found:
///
/// - `HTTP_PROXY` counts too, except in a CGI program, where the asking client can set it.
/// - A proxy's URL without a port means port 80 or 443, not 1080.
///
/// It differs from the AWS CLI on purpose in these:
///
/// - An empty variable is as good as none, as everywhere here; it doesn't hide its upper-case form.
/// - `all_proxy` and SOCKS proxies are used, as curl does.
/// - `no_proxy` may also list address ranges (see ``ProxyBypass``).
package struct Proxies: Hashable, Sendable {
  private enum Choice: Hashable {
    case proxy(Proxy)
    case unreadable(source: String)
  }

  private var http: Choice?
  private var https: Choice?
  private var bypass: ProxyBypass

  /// No proxy for any host.
  package init() {
    bypass = ProxyBypass("")
  }

  /// The proxies that environment variables name.
  package init(_ environment: ProcessEnvironment) {
    let isCGI = environment["REQUEST_METHOD"] != nil
    let all = Self.choice(environment.first(of: ["all_proxy", "ALL_PROXY"]))
    http = Self.choice(environment.first(of: ["http_proxy"] + (isCGI ? [] : ["HTTP_PROXY"]))) ?? all
    https = Self.choice(environment.first(of: ["https_proxy", "HTTPS_PROXY"])) ?? all
    bypass = ProxyBypass(environment.first(of: ["no_proxy", "NO_PROXY"])?.value ?? "")
  }

  private static func choice(_ setting: Setting?) -> Choice? {
    setting.map { setting in
      Proxy(setting).map(Choice.proxy) ?? .unreadable(source: setting.source)
    }
  }

  /// The proxy for a host; nil for none.
  ///
  /// Throws `proxyRefused` where the variable that counts is no URL of a proxy; its text isn't
  /// repeated, as there may be a password in it.
  func proxy(for origin: HTTPOrigin) throws(TransportError) -> Proxy? {
    guard let choice = origin.scheme == .https ? https : http, !bypass.includes(origin) else {
      return nil
    }
    switch choice {
    case .proxy(let proxy):
      return proxy
    case .unreadable(let source):
      throw TransportError(
        .proxyRefused,
        detail:
          "\(source) is no URL of a proxy, which is written like http://USER:PASSWORD@HOST:PORT"
          + " with %XX for special characters"
      )
    }
  }
}
