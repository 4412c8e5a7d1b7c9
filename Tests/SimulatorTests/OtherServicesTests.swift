import Core
import SigV4
import Simulator
import Testing

/// MWAA, ACM and STS.
@Suite struct OtherServicesTests {
  @Test func `an environment is shown with its endpoint services and network`() async throws {
    let reply = try await Bench().environment("airflow-prod")
    #expect(reply.status == 200)
    #expect(reply.header("Content-Type") == "application/json")
    #expect(
      reply.body == """
        {"Environment":{"Name":"airflow-prod",\
        "Arn":"arn:aws:airflow:us-west-2:123456789012:environment/airflow-prod",\
        "Status":"AVAILABLE","WebserverAccessMode":"PRIVATE_ONLY",\
        "WebserverUrl":"\(SampleWorld.host)",\
        "WebserverVpcEndpointService":"\(SampleWorld.serviceName)",\
        "DatabaseVpcEndpointService":"com.amazonaws.vpce.us-west-2.vpce-svc-00000000000000db0",\
        "NetworkConfiguration":{"SubnetIds":["subnet-a","subnet-b"],"SecurityGroupIds":["sg-1"]}}}
        """
    )
  }

  @Test(arguments: [
    ("none", 404, "ResourceNotFoundException"), ("9lives", 400, "ValidationException"),
    ("a%20b", 400, "ValidationException"), ("%22", 400, "ValidationException"),
    ("a/b", 404, "UnknownOperationException"),
    (String(repeating: "a", count: 81), 400, "ValidationException"),
  ])
  func `an environment that isn't there is refused`(
    name: String,
    status: Int,
    code: String
  ) async throws {
    let reply = try await Bench().environment(name)
    #expect(reply.status == status)
    #expect(reply.header("x-amzn-ErrorType") == code)
  }

  @Test func `a certificate is shown with its names and who uses it`() async throws {
    let reply = try await Bench().certificate(
      "{\"CertificateArn\": \"\(SampleWorld.certificateARN)\"}"
    )
    #expect(reply.status == 200)
    #expect(reply.body.contains("\"SubjectAlternativeNames\":[\"airflow.example.com\",\"www."))
    #expect(reply.body.contains("\"NotAfter\":1798761600"))
    #expect(reply.body.contains("\"InUseBy\":[\"\(SampleWorld.loadBalancerARN)\"]"))
  }

  @Test(arguments: [
    (
      "{\"CertificateArn\":\"arn:aws:acm:eu-west-1:123456789012:certificate/1\"}",
      "ResourceNotFoundException"
    ),
    ("{\"CertificateArn\":\"x\"}", "ValidationException"), ("{}", "ValidationException"),
    ("", "ValidationException"), ("{\"CertificateArn\":null}", "ValidationException"),
    ("{", "SerializationException"), ("[]", "SerializationException"),
    ("{\"a\":1}x", "SerializationException"), ("{\"a\":01x}", "SerializationException"),
    ("{\"a\":\"\\q\"}", "SerializationException"), ("{\"a\":\"\u{1}\"}", "SerializationException"),
    (String(repeating: "{\"a\":", count: 100_000), "SerializationException"),
    ("{\"a\":[1,true,{\"b\":\"\\u0041\\n\"}],\"c\":-1.5e3}", "ValidationException"),
  ])
  func `a certificate that isn't there is refused`(body: String, code: String) async throws {
    let reply = try await Bench().certificate(body)
    #expect(reply.status == 400)
    #expect(reply.member("__type") == code)
  }

  @Test func `a caller is who its key says`() async throws {
    let reply = try await Bench().query("sts", "GetCallerIdentity")
    #expect(reply.first("Account") == "123456789012")
    #expect(reply.first("Arn") == "arn:aws:iam::123456789012:user/mooring")
  }

  @Test func `a role of another account gives credentials for it, for a while`() async throws {
    let bench = try Bench { world in
      world.places[try SampleWorld.place(SampleWorld.otherAccount)] = Resources()
    }
    let assumed = try await bench.assumeRole("arn:aws:iam::210987654321:role/path/mooring")
    #expect(assumed.first("Expiration") == "2026-01-02T03:15:00Z")
    let session = Session(assumed)
    let identity = try await bench.identity(session)
    #expect(identity.first("Account") == "210987654321")
    #expect(
      identity.first("Arn") == "arn:aws:sts::210987654321:assumed-role/mooring/session-1"
    )

    bench.clock.advance(seconds: 899)
    #expect(try await bench.identity(session).status == 200)
    bench.clock.advance(seconds: 1)
    let expired = try await bench.identity(session)
    #expect(expired.status == 403)
    #expect(expired.first("Code") == "ExpiredToken")
  }

  @Test func `a session without its token, or with another, is nobody's`() async throws {
    let bench = try Bench()
    var session = Session(try await bench.assumeRole("arn:aws:iam::123456789012:role/mooring"))
    session.token = "another"
    #expect(try await bench.identity(session).first("Code") == "InvalidClientTokenId")
    session.token = nil
    #expect(try await bench.identity(session).first("Code") == "InvalidClientTokenId")
  }

  @Test(arguments: [
    ("RoleArn", "arn:aws:iam::999999999999:role/mooring", 403, "AccessDenied"),
    ("RoleArn", "arn:aws:iam::123456789012:user/mooring", 400, "ValidationError"),
    ("RoleArn", "", 400, "ValidationError"), ("RoleSessionName", "a b", 400, "ValidationError"),
    ("RoleSessionName", "a", 400, "ValidationError"),
    ("DurationSeconds", "899", 400, "ValidationError"),
    ("DurationSeconds", "43201", 400, "ValidationError"),
  ])
  func `a role that can't be assumed is refused`(
    name: String,
    value: String,
    status: Int,
    code: String
  ) async throws {
    let reply = try await Bench().query(
      "sts",
      "AssumeRole",
      [
        ("RoleArn", "arn:aws:iam::123456789012:role/mooring"), ("RoleSessionName", "session-1"),
        (name, value),
      ]
    )
    #expect(reply.status == status)
    #expect(reply.first("Code") == code)
  }
}

/// The credentials that AssumeRole answered.
private struct Session {
  var id: String
  var secret: String
  var token: String?

  init(_ reply: Bench.Reply) {
    id = reply.first("AccessKeyId") ?? ""
    secret = reply.first("SecretAccessKey") ?? ""
    token = reply.first("SessionToken")
  }
}

extension Bench {
  fileprivate func assumeRole(_ arn: String) async throws -> Reply {
    try await query(
      "sts",
      "AssumeRole",
      [("RoleArn", arn), ("RoleSessionName", "session-1"), ("DurationSeconds", "900")]
    )
  }

  fileprivate func identity(_ session: Session) async throws -> Reply {
    try await send(
      "sts",
      method: "POST",
      headers: [("Content-Type", "application/x-www-form-urlencoded")],
      body: "Action=GetCallerIdentity&Version=2011-06-15",
      credentials: Credentials(
        accessKeyID: session.id,
        secretAccessKey: session.secret,
        sessionToken: session.token
      )
    )
  }
}
