/// The ARNs of resources that a spec names, as far as it tells them: the rest is `*`.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html>
struct ResourceNames {
  let region: String
  let partition: String

  /// All certificates that ACM keeps in the Region.
  func certificates(account: String?) -> String { arn("acm", account, "certificate/*") }

  func environment(_ name: String, account: String?) -> String {
    arn("airflow", account, "environment/\(name)")
  }

  func targetGroup(_ group: Reference, account: String?) -> String {
    switch group {
    case .name(let name): arn("elasticloadbalancing", account, "targetgroup/\(name)/*")
    case .arn(let arn): arn.description
    }
  }

  /// An Application Load Balancer, as no other has listeners of the kinds that are made.
  func loadBalancer(_ balancer: Reference, account: String?) -> String {
    switch balancer {
    case .name(let name): arn("elasticloadbalancing", account, "loadbalancer/app/\(name)/*")
    case .arn(let arn): arn.description
    }
  }

  /// All listeners of a load balancer: a listener's ARN is its load balancer's and an id more.
  func listeners(of balancer: Reference, account: String?) -> String {
    below(balancer, account, kind: "listener", "*")
  }

  /// All rules of a load balancer's listeners: a rule's ARN is its listener's and an id more.
  func rules(of balancer: Reference, account: String?) -> String {
    below(balancer, account, kind: "listener-rule", "*/*")
  }

  private func below(
    _ balancer: Reference,
    _ account: String?,
    kind: String,
    _ ids: String
  ) -> String {
    switch balancer {
    case .name(let name):
      return arn("elasticloadbalancing", account, "\(kind)/app/\(name)/*/\(ids)")
    case .arn(let arn):
      let path = arn.resource.split(separator: "/").dropFirst().joined(separator: "/")
      return
        "arn:\(arn.partition):\(arn.service):\(arn.region):\(arn.account):\(kind)/\(path)/\(ids)"
    }
  }

  private func arn(_ service: String, _ account: String?, _ resource: String) -> String {
    "arn:\(partition):\(service):\(region):\(account ?? "*"):\(resource)"
  }
}
