import AWS
import Simulator
import Testing

/// Who is let in, and how each protocol says no.
@Suite struct FrontDoorTests {
  /// One call of each protocol, and the form in which its service answers an error.
  enum Door: CaseIterable {
    case elbv2
    case sts
    case ec2
    case acm
    case mwaa

    func call(
      _ bench: Bench,
      tamper: (inout HTTPRequest) -> Void = { _ in }
    ) async throws -> (status: Int, code: String?) {
      let form = [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
      let json = [
        ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", "CertificateManager.DescribeCertificate"),
      ]
      let certificate = "{\"CertificateArn\": \"\(SampleWorld.certificateARN)\"}"
      let (service, method, path, headers, body) =
        switch self {
        case .elbv2:
          (
            "elasticloadbalancing", "POST", "/", form,
            "Action=DescribeLoadBalancers&Version=2015-12-01"
          )
        case .sts: ("sts", "POST", "/", form, "Action=GetCallerIdentity&Version=2011-06-15")
        case .ec2: ("ec2", "POST", "/", form, "Action=DescribeSubnets&Version=2016-11-15")
        case .acm: ("acm", "POST", "/", json, certificate)
        case .mwaa: ("airflow", "GET", "/environments/airflow-prod", [], "")
        }
      let reply = try await bench.send(
        service,
        method: method,
        path: path,
        headers: headers,
        body: body,
        tamper: tamper
      )
      let code =
        reply.first("Code") ?? reply.header("x-amzn-ErrorType") ?? reply.member("__type")
      return (reply.status, reply.status == 200 ? nil : code)
    }
  }

  /// What the services answer, in the order of `Door.allCases`.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var answers: [String]
    var skew = 0
    var account = SampleWorld.account
    var secret: String?
    var tamper: @Sendable (inout HTTPRequest) -> Void = { _ in }
  }

  static let cases = [
    Case(testDescription: "a good signature", answers: Array(repeating: "200", count: 5)),
    Case(
      testDescription: "another secret",
      answers: [
        "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "401 AuthFailure",
        "400 InvalidSignatureException", "403 InvalidSignatureException",
      ],
      secret: "wrong"
    ),
    Case(
      testDescription: "a key of nobody",
      answers: [
        "403 InvalidClientTokenId", "403 InvalidClientTokenId", "401 AuthFailure",
        "400 UnrecognizedClientException", "403 UnrecognizedClientException",
      ],
      account: "000000000001"
    ),
    Case(
      testDescription: "16 minutes late",
      answers: [
        "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "400 RequestExpired",
        "400 InvalidSignatureException", "403 InvalidSignatureException",
      ],
      skew: -960
    ),
    Case(
      testDescription: "16 minutes early",
      answers: [
        "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "400 RequestExpired",
        "400 InvalidSignatureException", "403 InvalidSignatureException",
      ],
      skew: 960
    ),
    Case(
      testDescription: "14 minutes late",
      answers: Array(repeating: "200", count: 5),
      skew: -840
    ),
    Case(
      testDescription: "no signature",
      answers: [
        "403 MissingAuthenticationToken", "403 MissingAuthenticationToken",
        "403 MissingAuthenticationToken", "400 MissingAuthenticationTokenException",
        "403 MissingAuthenticationTokenException",
      ],
      tamper: { $0.headers.removeAll { $0.name == "Authorization" } }
    ),
    Case(
      testDescription: "another path",
      answers: [
        "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "401 AuthFailure",
        "400 InvalidSignatureException", "403 InvalidSignatureException",
      ],
      tamper: { $0.path += "x" }
    ),
    Case(
      testDescription: "an unsigned x-amz header",
      answers: [
        "403 SignatureDoesNotMatch", "403 SignatureDoesNotMatch", "401 AuthFailure",
        "400 InvalidSignatureException", "403 InvalidSignatureException",
      ],
      tamper: { $0.headers.append(HTTPHeader("X-Amz-Meta", "1")) }
    ),
    Case(
      testDescription: "no date",
      answers: [
        "403 IncompleteSignature", "403 IncompleteSignature", "401 AuthFailure",
        "400 IncompleteSignatureException", "403 IncompleteSignatureException",
      ],
      tamper: { $0.headers.removeAll { $0.name == "X-Amz-Date" } }
    ),
  ]

  @Test(arguments: cases)
  func `each service says no in its own words`(_ example: Case) async throws {
    var bench = try Bench()
    bench.skew = example.skew
    bench.account = example.account
    var answers: [String] = []
    for door in Door.allCases {
      let answer = try await door.call(bench) { request in
        example.tamper(&request)
        if let secret = example.secret { bench.resign(&request, secret: secret) }
      }
      answers.append([String(answer.status), answer.code].compactMap { $0 }.joined(separator: " "))
    }
    #expect(answers == example.answers)
  }

  @Test func `a body that was changed on its way is not accepted`() async throws {
    let bench = try Bench()
    for door in Door.allCases where door != .mwaa {
      let answer = try await door.call(bench) { $0.body.append(UInt8(ascii: " ")) }
      #expect([400, 401, 403].contains(answer.status))
    }
  }

  /// Denied actions are answered before anything is looked up.
  @Test(arguments: [
    (Door.elbv2, "elasticloadbalancing:DescribeLoadBalancers", 403, "AccessDenied"),
    (.sts, "sts:GetCallerIdentity", 403, "AccessDenied"),
    (.ec2, "ec2:DescribeSubnets", 403, "UnauthorizedOperation"),
    (.acm, "acm:DescribeCertificate", 400, "AccessDeniedException"),
    (.mwaa, "airflow:GetEnvironment", 403, "AccessDeniedException"),
  ])
  func `a denied action is refused`(
    door: Door,
    action: String,
    status: Int,
    code: String
  ) async throws {
    let bench = try Bench()
    bench.cloud.deny([action])
    let answer = try await door.call(bench)
    #expect(answer.status == status)
    #expect(answer.code == code)
    bench.cloud.deny([])
    #expect(try await door.call(bench).status == 200)
  }

  @Test func `an operation that nobody knows is refused in each protocol`() async throws {
    let bench = try Bench()
    #expect(try await bench.elb("DeleteEverything").first("Code") == "InvalidAction")
    #expect(try await bench.ec2("DescribeTargetGroups").first("Code") == "InvalidAction")
    #expect(try await bench.query("sts", "GetAnything").first("Code") == "InvalidAction")
    #expect(try await bench.elb("").first("Code") == "MissingAction")
    let list = try await bench.send("airflow", method: "GET", path: "/environments/a/b")
    #expect(list.header("x-amzn-ErrorType") == "UnknownOperationException")
  }

  @Test func `the Region of a call is that of its signature`() async throws {
    var bench = try Bench()
    bench.region = "eu-west-1"
    #expect(try await bench.elb("DescribeLoadBalancers").all("LoadBalancerName") == [])
    #expect(
      try await bench.environment("airflow-prod").header("x-amzn-ErrorType")
        == "ResourceNotFoundException"
    )
    #expect(bench.cloud.journal.entries.map(\.region) == ["eu-west-1", "eu-west-1"])
  }

  @Test func `a request that is signed for another Region than its host's is refused`() async throws
  {
    let bench = try Bench()
    for host in ["eu-west-1", "us-gov-west-1"] {
      let reply = try await bench.send(
        "sts",
        method: "GET",
        query: "Action=GetCallerIdentity&Version=2011-06-15",
        host: "sts.\(host).amazonaws.com"
      )
      #expect(reply.status == 403)
      #expect(reply.first("Message")?.hasPrefix("Credential should be scoped to a valid") == true)
    }
    let global = try await bench.send(
      "sts",
      method: "GET",
      query: "Action=GetCallerIdentity&Version=2011-06-15",
      host: "sts.amazonaws.com"
    )
    #expect(global.status == 200)
  }

  @Test func `the action may stand in the query, and GET will do`() async throws {
    let bench = try Bench()
    for method in ["GET", "POST"] {
      let reply = try await bench.send(
        "elasticloadbalancing",
        method: method,
        query: "Action=DescribeTargetGroups&Version=2015-12-01&Names.member.1=spare"
      )
      #expect(reply.all("TargetGroupName") == ["spare"])
    }
  }

  @Test func `request ids are unique, and the same in every run`() async throws {
    var runs: [[String?]] = []
    for _ in 0..<2 {
      let bench = try Bench()
      var ids: [String?] = []
      for action in ["DescribeLoadBalancers", "Nothing", "DescribeTargetGroups"] {
        let reply = try await bench.elb(action)
        #expect(reply.first("RequestId") == reply.header("x-amzn-RequestId"))
        ids.append(reply.header("x-amzn-RequestId"))
      }
      #expect(Set(ids).count == 3)
      runs.append(ids)
    }
    #expect(runs[0] == runs[1])
  }

  @Test func `answers carry the cloud's time`() async throws {
    let bench = try Bench()
    bench.clock.advance(seconds: 3845)
    #expect(
      try await bench.elb("DescribeLoadBalancers").header("Date") == "Fri, 02 Jan 2026 04:04:05 GMT"
    )
  }
}
