import Core

/// What all operations of Elastic Load Balancing share: ARNs, pages, selections.
enum ELBv2 {
  /// The kinds of resources, by the part of an ARN that says so.
  enum Kind: String {
    case targetGroup = "targetgroup"
    case loadBalancer = "loadbalancer"
    case listener = "listener"
    case rule = "listener-rule"

    /// The kind as error messages name it.
    var noun: String {
      switch self {
      case .targetGroup: "target group"
      case .loadBalancer: "load balancer"
      case .listener: "listener"
      case .rule: "listener rule"
      }
    }

    init?(_ arn: ARN) {
      guard arn.service == "elasticloadbalancing",
        let slash = arn.resource.firstIndex(of: "/"),
        let kind = Kind(rawValue: String(arn.resource[..<slash]))
      else { return nil }
      self = kind
    }
  }

  /// Checks that a text is an ARN of a kind in the caller's Region.
  static func check(_ text: String, _ kind: Kind, _ inquiry: Inquiry) throws(ServiceError) {
    guard let arn = ARN(text), Kind(arn) == kind, arn.region == inquiry.region else {
      throw .validation("'\(text)' is not a valid \(kind.noun) ARN")
    }
  }

  /// Checks that not more than one way of selecting was used.
  static func atMostOne(
    _ given: [Bool],
    message: () -> String
  ) throws(ServiceError) {
    if given.count(where: { $0 }) > 1 { throw .validation(message()) }
  }

  /// Cuts the page that `Marker` and `PageSize` ask for out of a listing.
  static func page<Row>(
    of table: Table<Row>,
    _ inquiry: Inquiry,
    where isWanted: (Row) -> Bool = { _ in true }
  ) throws(ServiceError) -> Page<Row> {
    let size = try inquiry.number("PageSize") ?? 400
    guard (1...400).contains(size) else {
      throw .validation(
        "1 validation error detected: Value '\(size)' at 'pageSize' failed to satisfy constraint: "
          + "Member must have value between 1 and 400"
      )
    }
    var key: String?
    if let marker = inquiry.parameters.text("Marker") {
      guard let read = PageToken.key(in: marker) else {
        throw .validation("Marker '\(marker)' is not valid")
      }
      key = read
    }
    return table.page(after: key, limit: size, where: isWanted)
  }
}

extension ServiceError {
  static let targetGroupsNotFound = ServiceError(
    "TargetGroupNotFound",
    "One or more target groups not found"
  )

  static func loadBalancerNotFound(_ name: String) -> ServiceError {
    ServiceError("LoadBalancerNotFound", "Load balancers '[\(name)]' not found")
  }

  static let listenersNotFound = ServiceError(
    "ListenerNotFound",
    "One or more listeners not found"
  )

  static let rulesNotFound = ServiceError("RuleNotFound", "One or more rules not found")
}
