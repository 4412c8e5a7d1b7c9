import AWS
import SigV4

/// A request as it came in, with what the front door needs to know of it.
struct ReceivedRequest {
  let signed: SigningRequest

  /// The access key and scope that the request claims, before anything is verified.
  let authorization: Authorization?

  /// The fields of query and body; of equal names the body's count.
  private let form: Parameters

  init(_ request: HTTPRequest) {
    var headers = request.headers.map { SigningRequest.Header($0.name, $0.value) }
    // A transport without sockets may leave the host to the origin.
    if !headers.contains(where: { $0.isNamed("host") }) {
      let port = request.origin.port.map { ":\($0)" } ?? ""
      headers.append(SigningRequest.Header("Host", request.origin.host + port))
    }
    signed = SigningRequest(
      method: request.method,
      path: request.path,
      query: request.query,
      headers: headers,
      body: request.body
    )
    authorization = signed.values(of: "Authorization").first.flatMap {
      try? Authorization(parsing: $0)
    }
    form = Self.form(of: signed)
  }

  private static func form(of request: SigningRequest) -> Parameters {
    var form = Parameters()
    form.add(form: Array(request.query.utf8))
    let type = request.values(of: "Content-Type").first?.lowercased() ?? ""
    if type.hasPrefix("application/x-www-form-urlencoded") { form.add(form: request.body) }
    return form
  }

  var region: String? { authorization?.scope.region }

  /// The Region in an AWS host's name; nil for a host that is not AWS's, or of no Region.
  var hostRegion: String? {
    let host = (signed.values(of: "Host").first ?? "").lowercased()
    let name = Array(host.utf8.prefix { $0 != UInt8(ascii: ":") })
    guard Self.suffixes.contains(where: { name.suffix($0.count).elementsEqual($0) }) else {
      return nil
    }
    // A Region ends with a hyphen and its number, which no other label of these hosts does.
    let hyphen = UInt8(ascii: "-")
    return name.split(separator: UInt8(ascii: "."))
      .first { label in
        guard let last = label.lastIndex(of: hyphen) else { return false }
        return label[..<last].contains(hyphen)
          && Int(String(decoding: label[(last + 1)...], as: UTF8.self)) != nil
      }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static let suffixes = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"]
    .map { Array($0.utf8) }

  /// The service that the request is for: what it is signed for or, unsigned, what it looks like.
  var service: SimulatedService? {
    if let authorization { return SimulatedService(rawValue: authorization.scope.service) }
    if signed.path.hasPrefix("/environments") { return .mwaa }
    if target?.hasPrefix("CertificateManager.") == true { return .acm }
    let version = form.text("Version")
    return [SimulatedService.elbv2, .ec2, .sts].first { $0.version == version }
  }

  /// The operation by AWS's name, known here or not; nil where the request names none.
  func operationName(of service: SimulatedService) -> String? {
    switch service.wireProtocol {
    case .query, .ec2: form.text("Action")
    case .json: target.flatMap { $0.split(separator: ".").last.map(String.init) }
    case .restJSON:
      isListingEnvironments
        ? Operation.listEnvironments.rawValue
        : environmentName.map { _ in Operation.getEnvironment.rawValue }
    }
  }

  /// The parameters of the call; nil where its body can't be read.
  func parameters(of service: SimulatedService) -> Parameters? {
    switch service.wireProtocol {
    case .query, .ec2: form
    case .json: JSONReader.parameters(signed.body.isEmpty ? Array("{}".utf8) : signed.body)
    case .restJSON:
      isListingEnvironments
        ? form : Parameters(members: ["Name": Parameters(text: environmentName)])
    }
  }

  private var target: String? { signed.values(of: "X-Amz-Target").first }

  private var isListingEnvironments: Bool {
    signed.method == "GET" && signed.path == "/environments"
  }

  private var environmentName: String? {
    let prefix = "/environments/"
    guard signed.method == "GET", signed.path.hasPrefix(prefix) else { return nil }
    let name = signed.path.utf8.dropFirst(prefix.utf8.count)
    guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else { return nil }
    return String(decoding: PercentEncoding.decode(name), as: UTF8.self)
  }
}
