import Core

/// What a listener or rule does, with the details that ELBv2 echoes and an observation leaves out.
struct Action: Hashable {
  struct Weighted: Hashable {
    var group: String
    var weight: Int
  }

  /// A member of an action's own configuration, such as `StatusCode` of `FixedResponseConfig`.
  struct Detail: Hashable {
    var name: String
    var value: String
  }

  var type: String

  /// The target groups of a `forward` action.
  var groups: [Weighted] = []

  /// The configuration of any other type, by the names of ELBv2.
  var details: [Detail] = []

  /// The action of an observation, with ELBv2's own defaults for what it doesn't say.
  init(_ action: ListenerAction) {
    switch action {
    case .forward(let groups):
      type = "forward"
      self.groups = groups.map { Weighted(group: $0.description, weight: 1) }
    case .other(let type):
      self.type = type
      details = Self.assumedDetails(of: type)
    }
  }

  init(type: String, groups: [Weighted] = [], details: [Detail] = []) {
    self.type = type
    self.groups = groups
    self.details = details
  }

  /// The action as an observation shows it.
  var observed: ListenerAction {
    type == "forward" ? .forward(groups.compactMap { ARN($0.group) }.sorted()) : .other(type)
  }

  /// The member that holds the details, such as `FixedResponseConfig`; nil for an unknown type.
  var configuration: String? { Self.configurations[type] }

  static let configurations = [
    "fixed-response": "FixedResponseConfig",
    "redirect": "RedirectConfig",
    "authenticate-oidc": "AuthenticateOidcConfig",
    "authenticate-cognito": "AuthenticateCognitoConfig",
  ]

  private static func assumedDetails(of type: String) -> [Detail] {
    switch type {
    case "fixed-response":
      [
        Detail(name: "StatusCode", value: "404"), Detail(name: "ContentType", value: "text/plain"),
      ]
    case "redirect":
      [
        Detail(name: "Protocol", value: "HTTPS"), Detail(name: "Port", value: "443"),
        Detail(name: "Host", value: "#{host}"), Detail(name: "Path", value: "/#{path}"),
        Detail(name: "Query", value: "#{query}"), Detail(name: "StatusCode", value: "HTTP_301"),
      ]
    default: []
    }
  }
}
