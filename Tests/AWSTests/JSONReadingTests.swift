import Testing

@testable import AWS

@Suite struct JSONReadingTests {
  static func send<Output>(_ call: Call<Output>, _ body: String) async throws -> Output {
    let reply = ScriptedTransport.Reply.answer(200, body, [.init("x-amzn-RequestId", "r-1")])
    return try await Client.scripted(ScriptedTransport([reply])).send(call).value
  }

  static let environment = """
    {"Environment": {
      "Name": "prod", "Arn": "arn:aws:airflow:eu-west-1:123456789012:environment/prod",
      "Status": "AVAILABLE", "WebserverAccessMode": "PRIVATE_ONLY", "CreatedAt": 1.7E9,
      "WebserverUrl": "1-vpce.c10.eu-west-1.airflow.amazonaws.com",
      "WebserverVpcEndpointService": "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
      "DatabaseVpcEndpointService": "com.amazonaws.vpce.eu-west-1.vpce-svc-2",
      "EndpointManagement": "CUSTOMER", "AirflowConfigurationOptions":
      {"webserver.base_url": "airflow.example.com", "smtp.smtp_password": "a secret"}, "LastUpdate": {"Status": "SUCCESS", "Error": null},
      "NetworkConfiguration": {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]},
      "AirflowVersion": "2.10.3", "Teams": [{"of": "the future"}]
    }}
    """

  @Test func `an environment is read, what is unknown left out`() async throws {
    let environment = try await Self.send(MWAA.environment(named: "prod"), Self.environment)
    #expect(
      environment
        == MWAA.Environment(
          name: "prod",
          arn: "arn:aws:airflow:eu-west-1:123456789012:environment/prod",
          status: "AVAILABLE",
          webserverAccessMode: "PRIVATE_ONLY",
          webserverURL: "1-vpce.c10.eu-west-1.airflow.amazonaws.com",
          webserverVPCEndpointService: "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
          databaseVPCEndpointService: "com.amazonaws.vpce.eu-west-1.vpce-svc-2",
          subnetIDs: ["subnet-1", "subnet-2"],
          securityGroupIDs: ["sg-1"],
          baseURL: "airflow.example.com",
          endpointManagement: "CUSTOMER"
        )
    )
  }

  @Test func `Airflow 3 calls the web server's name otherwise`() async throws {
    let environment = try await Self.send(
      MWAA.environment(named: "prod"),
      """
      {"Environment": {"Name": "prod", "Arn": "arn", "Status": "AVAILABLE",
      "WebserverAccessMode": "PRIVATE_ONLY",
      "AirflowConfigurationOptions": {"api.base_url": "airflow.example.com"}}}
      """
    )
    #expect(environment.baseURL == "airflow.example.com")
  }

  @Test func `an environment in the making has no web server yet`() async throws {
    let environment = try await Self.send(
      MWAA.environment(named: "prod"),
      """
      {"Environment": {"Name": "prod", "Arn": "arn", "Status": "OF_THE_FUTURE",
      "WebserverAccessMode": "PUBLIC_ONLY", "WebserverUrl": null, "NetworkConfiguration": null}}
      """
    )
    #expect(environment.webserverURL == nil)
    #expect(environment.webserverVPCEndpointService == nil)
    #expect(environment.status == "OF_THE_FUTURE")
    #expect(environment.subnetIDs == [])
  }

  @Test(
    arguments: [
      ("{}", "Environment"),
      ("{\"Environment\": null}", "Environment"),
      ("{\"Environment\": {\"Name\": \"e\", \"Arn\": \"a\"}}", "Environment.Status"),
      (
        "{\"Environment\": {\"Name\": \"e\", \"Arn\": \"a\", \"Status\": null}}",
        "Environment.Status"
      ),
    ]
  )
  func `a missing member is named`(body: String, member: String) async throws {
    await #expect(
      throws: ServiceError.missingMember(
        operation: .getEnvironment,
        member: member,
        requestID: "r-1"
      )
    ) {
      try await Self.send(MWAA.environment(named: "e"), body)
    }
  }

  @Test(
    arguments: [
      "", "null", "[]", "{\"Environment\": {\"Name\": 1}}", "{\"Environment\": {\"Name\"",
      "<html>", "{\"Environment\":" + String(repeating: "[", count: 200_000),
      String(repeating: "{\"a\":", count: 200_000), "{\"Environment\": \"\u{1}\"}",
    ]
  )
  func `what is no answer is an error and never a crash`(body: String) async throws {
    let error = await #expect(throws: ServiceError.self) {
      try await Self.send(MWAA.environment(named: "e"), body)
    }
    switch error {
    case .unreadable, .missingMember: break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func `an environment's name is encoded into the path`() {
    let call = MWAA.environment(named: "a/b c?é")
    #expect(call.message.path == "/environments/a%2Fb%20c%3F%C3%A9")
  }

  @Test func `a certificate is read with its end`() async throws {
    let certificate = try await Self.send(
      ACM.describeCertificate("arn:cert"),
      """
      {"Certificate": {"CertificateArn": "arn:cert", "DomainName": "a.example",
      "SubjectAlternativeNames": ["a.example", "*.b.example"], "Status": "ISSUED",
      "Type": "AMAZON_ISSUED", "NotBefore": 1.7672256E9, "NotAfter": 1798761599.5,
      "InUseBy": ["arn:lb"], "KeyAlgorithm": "RSA_2048", "Serial": "00:01"}}
      """
    )
    #expect(
      certificate
        == ACM.Certificate(
          arn: "arn:cert",
          domainName: "a.example",
          subjectAlternativeNames: ["a.example", "*.b.example"],
          status: "ISSUED",
          notAfter: 1_798_761_599
        )
    )
  }

  @Test(arguments: ["1e300", "-1e300", "\"soon\"", "[]"])
  func `a time out of all bounds is unreadable`(time: String) async throws {
    let error = await #expect(throws: ServiceError.self) {
      try await Self.send(
        ACM.describeCertificate("arn:cert"),
        """
        {"Certificate": {"CertificateArn": "arn:cert", "DomainName": "a.example",
        "Status": "ISSUED", "Type": "IMPORTED", "NotAfter": \(time)}}
        """
      )
    }
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `text is quoted as JSON has it`() {
    #expect(JSONReading.quoted("a\"\\\n\u{1}é😀/") == "\"a\\\"\\\\\\u000a\\u0001é😀/\"")
  }
}
