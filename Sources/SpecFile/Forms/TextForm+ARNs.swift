import Core

extension TextForm where Value == ARN {
  static var targetGroupARN: TextForm {
    TextForm(
      noun:
        "a target group's ARN (arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID)",
      parse: { text in
        let arn = ARN(text)
        return arn?.elbPath(of: "targetgroup")?.count == 2 ? arn : nil
      },
      remark: { text in
        if ARN(text)?.elbPath(of: "loadbalancer") != nil { return "it is a load balancer's" }
        return text.isELBName ? "write a name under `name`" : nil
      }
    )
  }

  static var certificateARN: TextForm {
    TextForm(
      noun: "an ACM certificate's ARN (arn:aws:acm:REGION:ACCOUNT:certificate/ID)",
      parse: { text in
        guard let arn = ARN(text), arn.service == "acm", !arn.region.isEmpty, !arn.account.isEmpty,
          arn.resource.hasPrefix("certificate/"), arn.resource.utf8.count > 12
        else { return nil }
        return arn
      },
      remark: { text in
        if let arn = ARN(text), arn.service == "iam", arn.resource.hasPrefix("server-certificate/")
        {
          return
            "it is an IAM server certificate, whose state mooring can't see: import it into ACM"
        }
        return HostName.isValid(text) ? "to choose by domain write {domain: \(text)}" : nil
      }
    )
  }

  /// What STS takes on.
  ///
  /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  static var role: TextForm {
    TextForm(
      noun: "a role's ARN (arn:aws:iam::ACCOUNT:role/NAME)",
      parse: { text in
        guard let arn = ARN(text), arn.service == "iam", arn.region.isEmpty, !arn.account.isEmpty,
          arn.resource.hasPrefix("role/"), !arn.resource.hasSuffix("/"), text.utf8.count <= 2048
        else { return nil }
        return arn
      },
      remark: { text in
        guard let arn = ARN(text), arn.service == "sts" else { return nil }
        return "it is a session's; write the ARN of the role itself"
      }
    )
  }
}

extension TextForm where Value == Reference {
  /// A name or an ARN under one key.
  ///
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
  static var loadBalancer: TextForm {
    TextForm(
      noun: "an Application Load Balancer's name (1 to 32 letters, digits and `-`, "
        + "no `-` at either end, no `internal-` in front) or ARN (…:loadbalancer/app/NAME/ID)",
      parse: { text in
        guard text.hasPrefix("arn:") else {
          return text.isELBName && !text.hasPrefix("internal-") ? .name(text) : nil
        }
        guard let arn = ARN(text), let path = arn.elbPath(of: "loadbalancer"), path.count == 3,
          path[0] == "app"
        else { return nil }
        return .arn(arn)
      },
      remark: { text in
        guard let path = ARN(text)?.elbPath(of: "loadbalancer") else {
          return text.contains(".elb.") ? "it is a DNS name; the name alone is wanted" : nil
        }
        switch path.first {
        case "net":
          return
            "it is a Network Load Balancer's, whose listeners speak neither HTTP nor host rules"
        case "gwy": return "it is a Gateway Load Balancer's"
        case _ where path.count == 1: return "it is a Classic Load Balancer's"
        default: return nil
        }
      }
    )
  }
}

extension ARN {
  /// What stands after `targetgroup/` or `loadbalancer/`, at its slashes; nil for any other ARN.
  func elbPath(of type: String) -> [Substring]? {
    let parts = resource.split(separator: "/", omittingEmptySubsequences: false)
    guard service == "elasticloadbalancing", !region.isEmpty, !account.isEmpty, parts.count >= 2,
      parts[0] == type, parts.allSatisfy({ !$0.isEmpty })
    else { return nil }
    return Array(parts.dropFirst())
  }
}
