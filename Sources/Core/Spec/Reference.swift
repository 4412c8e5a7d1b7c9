/// A target group or load balancer, by the name it has in its account and Region or by its ARN.
package enum Reference: Hashable, Sendable, CustomStringConvertible {
  case name(String)
  case arn(ARN)

  /// Whether it is the reference of a resource with this name and ARN.
  func fits(name: String, arn: ARN) -> Bool {
    switch self {
    case .name(let wanted): wanted == name
    case .arn(let wanted): wanted == arn
    }
  }

  package var description: String {
    switch self {
    case .name(let name): name
    case .arn(let arn): arn.description
    }
  }
}
