import Core
import Simulator
import TestSupport
import Testing

@testable import Engine

@Suite struct EndpointPolicyTests {
  @Test func `EC2's default policy is read`() {
    let text = """
      {"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}
      """
    #expect(EndpointPolicy(text) == .statements([PolicyStatement(.allow)]))
  }

  @Test func `one value is a list of one, and elements may be inverted`() {
    let text = """
      {"Version": "2012-10-17", "Id": "x", "Statement": {"Sid": "1", "Effect": "Deny",
      "Principal": {"AWS": "*", "Service": ["ec2.amazonaws.com"]},
      "NotAction": "s3:GetObject", "NotResource": ["a", "b"],
      "Condition": {"StringEquals": {"aws:a": "1", "aws:b": ["2"]}, "Bool": {"aws:c": true}}}}
      """
    #expect(
      EndpointPolicy(text)
        == .statements([
          PolicyStatement(
            .deny,
            principals: PolicyElement(["*", "Service:ec2.amazonaws.com"]),
            actions: PolicyElement(["s3:GetObject"], isInverted: true),
            resources: PolicyElement(["a", "b"], isInverted: true),
            conditions: ["Bool aws:c", "StringEquals aws:a", "StringEquals aws:b"]
          )
        ])
    )
  }

  @Test(
    arguments: [
      "", "{", "[]", "{}", #"{"Statement": "x"}"#, #"{"Statement": [], "Else": 1}"#,
      #"{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*"}]}"#,
      #"{"Statement": [{"Effect": "allow", "Principal": "*", "Action": "*", "Resource": "*"}]}"#,
      #"{"Statement": [{"Effect": "Allow", "Principal": "x", "Action": "*", "Resource": "*"}]}"#,
      #"{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": 1, "Resource": "*"}]}"#,
      #"{"Statement": [{"Effect":"Allow","Principal":"*","Action":"*","NotAction":"a","Resource":"*"}]}"#,
      #"{"Statement": [{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Until":1}]}"#,
      #"{"Statement": [{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":[]}]}"#,
      #"{"Statement": [], "Statement": [{}]}"#,
    ]
  )
  func `what isn't understood makes all of it unreadable`(text: String) {
    guard case .unreadable(let reason) = EndpointPolicy(text) else {
      Issue.record("it was read")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `policy, base_url and management come with a plan's own requests`() async throws {
    var harbour = Harbour()
    let policy = EndpointPolicy.statements([
      PolicyStatement(.allow),
      PolicyStatement(
        .deny,
        principals: PolicyElement(["arn:aws:iam::123456789012:root"]),
        conditions: ["StringEquals aws:PrincipalOrgID"]
      ),
    ])
    harbour.here.environments[0].baseURL = "https://airflow.example.com/home"
    harbour.here.environments[0].endpointManagement = "CUSTOMER"
    harbour.here.vpcEndpoints[0].policy = policy
    let observation = try await Stage(harbour).plan().1
    #expect(observation[.test].environments == harbour.here.environments)
    #expect(observation[.test].vpcEndpoints[0].policy == policy)
  }

  @Test func `no user, password or query of base_url is kept`() async throws {
    for url in [
      "https://me:secret@airflow.example.com/?token=secret", "me@airflow.example.com#secret",
    ] {
      var harbour = Harbour()
      harbour.here.environments[0].baseURL = url
      let seen = try await Stage(harbour).plan().1[.test].environments[0].baseURL
      #expect(seen?.contains("secret") == false)
      #expect(seen?.contains("airflow.example.com") == true)
      #expect(seen?.contains("@") == false)
    }
  }

  @Test func `only a check asks where the listener's hosts lead`() async throws {
    var harbour = Harbour()
    harbour.binding.listener?.rule = RuleSpec(
      hosts: ["*.example.com", "airflow.example.com"],
      priority: 10
    )
    let balancer = Harbour.loadBalancer.dnsName
    harbour.observation.names += [
      NameSighting(
        name: "airflow.example.com",
        canonicalNames: [balancer],
        addresses: [ip("10.0.1.20")]
      ),
      NameSighting(name: balancer, addresses: [ip("10.0.1.20")]),
    ]
    let stage = try Stage(harbour)
    let (plan, planned) = try await stage.plan()
    let requests = stage.cloud.journal.count
    #expect(!planned.names.map(\.name).contains("airflow.example.com"))

    var observer = stage.observer
    observer.depth = .check
    let seen = try await observer.observe([stage.binding])[0].get()
    #expect(stage.cloud.journal.count == requests * 2)
    #expect(
      Set(seen.names.map(\.name)).subtracting(planned.names.map(\.name)) == [
        "airflow.example.com", balancer,
      ]
    )
    let again = BindingPlan(for: stage.binding, region: "us-west-2", in: seen)
    #expect(again == plan)
    #expect(Check(of: again, in: seen)[.domainDNS]?.verdict == .pass)
    #expect(Check(of: plan, in: planned)[.domainDNS]?.verdict == .notLookedAt)
  }
}
