import TestSupport
import Testing

@testable import Core

@Suite struct AccessNeedsTests {
  private static let writes = [
    "elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:ModifyTargetGroup",
    "elasticloadbalancing:RegisterTargets",
  ]
  private static let endpoint = [
    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DescribeVpcEndpoints",
  ]
  private static let firewall = [
    "ec2:DescribeSecurityGroups", "ec2:GetManagedPrefixListEntries",
  ]
  private static let group = [
    "elasticloadbalancing:DescribeTargetGroupAttributes",
    "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
  ]
  private static let front = [
    "elasticloadbalancing:DescribeListenerCertificates", "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules",
  ]

  private func needs(
    _ bindings: Binding...,
    for purpose: AccessNeeds.Purpose = .apply
  ) -> AccessNeeds {
    AccessNeeds(of: bindings, region: "eu-west-1", partition: { _ in "aws" }, for: purpose)
  }

  private func harbour(_ change: (inout Binding) -> Void = { _ in }) -> Binding {
    var binding = Harbour().binding
    change(&binding)
    return binding
  }

  private func role(_ name: String, _ account: String = "210987654321") -> AssumeRole {
    AssumeRole(arn: arn("arn:aws:iam::\(account):role/\(name)"))
  }

  @Test func `a plan is allowed to look, and no more`() {
    #expect(
      needs(harbour(), for: .plan).caller.statements == [
        .init(actions: ["acm:DescribeCertificate"], resources: [Harbour.certificate.description]),
        .init(
          actions: ["airflow:GetEnvironment"],
          resources: ["arn:aws:airflow:us-west-2:*:environment/airflow"]
        ),
        .init(
          actions: (Self.endpoint + Self.firewall + Self.group + Self.front).sorted(),
          resources: ["*"]
        ),
      ]
    )
  }

  @Test func `an apply may write to what the spec names`() {
    let listeners = "arn:aws:elasticloadbalancing:us-west-2:*"
    let statements = needs(harbour()).caller.statements
    #expect(Set(statements).isSuperset(of: needs(harbour(), for: .plan).caller.statements))
    #expect(
      Set(statements).subtracting(needs(harbour(), for: .plan).caller.statements) == [
        .init(actions: Self.writes, resources: ["\(listeners):targetgroup/airflow-web/*"]),
        .init(
          actions: ["elasticloadbalancing:CreateListener"],
          resources: ["\(listeners):loadbalancer/app/airflow/*"]
        ),
        .init(
          actions: [
            "elasticloadbalancing:AddListenerCertificates", "elasticloadbalancing:ModifyListener",
          ],
          resources: ["\(listeners):listener/app/airflow/*/*"]
        ),
      ]
    )
  }

  @Test func `ARNs of the spec are taken as they are`() {
    let binding = harbour {
      $0.targetGroup.reference = .arn(Harbour.group)
      $0.listener?.loadBalancer = .arn(Harbour.balancer)
    }
    let resources = Set(needs(binding).caller.statements.flatMap(\.resources))
    #expect(resources.contains(Harbour.group.description))
    #expect(resources.contains(Harbour.balancer.description))
    #expect(
      resources.contains(
        "arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/airflow/50dc6c495c0c9188/*"
      )
    )
  }

  @Test func `account, Region and partition narrow the ARNs where they are known`() {
    let binding = harbour {
      $0.region = nil
      $0.account = .test
    }
    let needs = AccessNeeds(
      of: [binding],
      region: "cn-north-1",
      partition: { $0 == "cn-north-1" ? "aws-cn" : "aws" },
      for: .plan
    )
    #expect(
      needs.caller.statements.contains(
        .init(
          actions: ["airflow:GetEnvironment"],
          resources: ["arn:aws-cn:airflow:cn-north-1:123456789012:environment/airflow"]
        )
      )
    )
  }

  private func actions(_ change: (inout Binding) -> Void) -> [String] {
    needs(harbour(change)).caller.statements.flatMap(\.actions)
      .map { String($0.split(separator: ":")[1]) }.sorted()
  }

  @Test func `what the spec doesn't ask for isn't allowed`() {
    let bare = [
      "DeregisterTargets", "DescribeNetworkInterfaces", "DescribeSubnets",
      "DescribeTargetGroupAttributes", "DescribeTargetGroups", "DescribeTargetHealth",
      "ModifyTargetGroup", "RegisterTargets",
    ]
    #expect(
      actions {
        $0.listener = nil
        $0.endpoint.source = .hostname("airflow.internal")
      } == bare
    )
    func owned(_ ownership: Ownership) -> [String] {
      actions {
        $0.listener = nil
        $0.endpoint.source = .addresses([ip("10.0.1.5")])
        $0.targetGroup.ownership = ownership
      }
    }
    #expect(owned(.addOnly) == bare.filter { $0 != "DeregisterTargets" })
    #expect(
      actions {
        $0.listener = nil
        $0.endpoint.source = .addresses([ip("10.0.1.5")])
        $0.safeguards.maximumDeregistrations = 0
      } == bare.filter { $0 != "DeregisterTargets" }
    )
    #expect(owned(.recorded) == (bare + ["AddTags", "DescribeTags", "RemoveTags"]).sorted())
    #expect(
      actions {
        $0.listener = nil
        $0.endpoint.source = .vpcEndpoint(id: "vpce-1")
      } == (bare + ["DescribeVpcEndpoints"]).sorted()
    )
  }

  @Test func `a rule is made and repaired on the load balancer's listeners only`() {
    let ruled = harbour { $0.listener?.rule = RuleSpec(hosts: ["a.example"], priority: 1) }
    let statements = needs(ruled).caller.statements
    let arns = "arn:aws:elasticloadbalancing:us-west-2:*"
    #expect(
      statements.contains(
        .init(
          actions: [
            "elasticloadbalancing:ModifyRule", "elasticloadbalancing:SetRulePriorities",
          ],
          resources: ["\(arns):listener-rule/app/airflow/*/*/*"]
        )
      )
    )
    #expect(
      statements.contains(
        .init(
          actions: [
            "elasticloadbalancing:AddListenerCertificates", "elasticloadbalancing:CreateRule",
            "elasticloadbalancing:ModifyListener",
          ],
          resources: ["\(arns):listener/app/airflow/*/*"]
        )
      )
    )
    let reads = ["DescribeRules", "DescribeListenerCertificates"]
    #expect(
      Set(statements.flatMap(\.actions)).isSuperset(of: reads.map { "elasticloadbalancing:\($0)" })
    )
    #expect(Set(actions { _ in }).isDisjoint(with: ["CreateRule", "ModifyRule"]))
  }

  @Test func `a listener without certificate and policy has nothing to modify`() {
    let found = actions {
      $0.listener = ListenerSpec(loadBalancer: .name("airflow"), port: 80, protocol: .http)
    }
    #expect(found.contains("CreateListener"))
    #expect(!found.contains("ModifyListener"))
    #expect(!found.contains("DescribeCertificate"))
  }

  @Test func `a rule on a listener without a certificate needs none beside the others'`() {
    let found = actions {
      $0.listener = ListenerSpec(
        loadBalancer: .name("airflow"),
        port: 80,
        protocol: .http,
        rule: RuleSpec(hosts: ["a.example"], priority: 1)
      )
    }
    #expect(found.contains("CreateRule"))
    #expect(found.contains("DescribeRules"))
    #expect(!found.contains("AddListenerCertificates"))
    #expect(!found.contains("DescribeListenerCertificates"))
  }

  @Test func `each role needs what its own credentials do`() {
    let (own, far, airflow) = (role("own"), role("far", "345678901234"), role("airflow"))
    let found = needs(
      harbour {
        $0.assumeRole = own
        $0.endpoint.assumeRole = far
        $0.endpoint.environmentAssumeRole = airflow
        $0.listener = nil
      },
      for: .plan
    )
    func assuming(_ roles: AssumeRole...) -> AccessPolicy.Statement {
      .init(actions: ["sts:AssumeRole"], resources: roles.map(\.arn.description).sorted())
    }
    #expect(found.caller.statements == [assuming(own)])
    #expect(Set(found.roles.keys) == [own.arn, far.arn, airflow.arn])
    #expect(
      found.roles[own.arn]?.statements == [
        .init(actions: ["ec2:DescribeNetworkInterfaces"] + Self.group, resources: ["*"]),
        assuming(far, airflow),
      ]
    )
    #expect(
      found.roles[far.arn]?.statements == [.init(actions: Self.endpoint, resources: ["*"])]
    )
    #expect(
      found.roles[airflow.arn]?.statements == [
        .init(
          actions: ["airflow:GetEnvironment"],
          resources: ["arn:aws:airflow:us-west-2:210987654321:environment/airflow"]
        )
      ]
    )
  }

  @Test func `a role that no call needs is not taken on`() {
    let found = needs(
      harbour {
        $0.endpoint.source = .hostname("airflow.internal")
        $0.endpoint.assumeRole = role("far")
      }
    )
    #expect(found.roles.isEmpty)
    #expect(!found.caller.statements.flatMap(\.actions).contains("sts:AssumeRole"))
  }

  @Test func `bindings share a policy, whatever their order`() {
    let first = harbour()
    let second = harbour {
      $0.region = "us-east-1"
      $0.targetGroup.reference = .name("other")
    }
    let found = needs(first, second)
    #expect(found == needs(second, first))
    #expect(
      found.caller.statements.contains(
        .init(
          actions: Self.writes,
          resources: [
            "arn:aws:elasticloadbalancing:us-east-1:*:targetgroup/other/*",
            "arn:aws:elasticloadbalancing:us-west-2:*:targetgroup/airflow-web/*",
          ]
        )
      )
    )
  }
}
