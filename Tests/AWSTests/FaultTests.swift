import Testing

@testable import AWS

@Suite struct FaultTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let operation: APIOperation
    let status: Int
    var headers: [HTTPHeader] = []
    let body: String
    let code: String
    let message: String
    let requestID: String?
  }

  static let xml = [
    Case(
      testDescription: "query",
      operation: .describeTargetGroups,
      status: 400,
      body: """
        <ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error>
        <Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>One or more &lt;groups&gt;</Message>
        </Error><RequestId>r-1</RequestId></ErrorResponse>
        """,
      code: "TargetGroupNotFound",
      message: "One or more <groups>",
      requestID: "r-1"
    ),
    Case(
      testDescription: "ec2",
      operation: .describeVPCEndpoints,
      status: 403,
      body: """
        <?xml version="1.0" encoding="UTF-8"?>
        <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>No.</Message></Error>
        </Errors><RequestID>r-2</RequestID></Response>
        """,
      code: "UnauthorizedOperation",
      message: "No.",
      requestID: "r-2"
    ),
    Case(
      testDescription: "a header's request id goes first",
      operation: .getCallerIdentity,
      status: 403,
      headers: [.init("X-Amzn-RequestId", "r-h")],
      body: """
        <ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error><RequestId>r</RequestId>\
        </ErrorResponse>
        """,
      code: "InvalidClientTokenId",
      message: "",
      requestID: "r-h"
    ),
    Case(
      testDescription: "HTML of a proxy",
      operation: .describeSubnets,
      status: 502,
      body: "<html><body>Bad gateway</body></html>",
      code: "502",
      message: "",
      requestID: nil
    ),
    Case(
      testDescription: "nothing",
      operation: .describeSubnets,
      status: 503,
      body: "",
      code: "503",
      message: "",
      requestID: nil
    ),
  ]

  static let json = [
    Case(
      testDescription: "rest-json, by header with a URL behind the colon",
      operation: .getEnvironment,
      status: 404,
      headers: [
        .init("x-amzn-ErrorType", "ResourceNotFoundException:http://internal.amazon.com/"),
        .init("x-amzn-RequestId", "r-3"),
      ],
      body: "{\"message\": \"No environment\"}",
      code: "ResourceNotFoundException",
      message: "No environment",
      requestID: "r-3"
    ),
    Case(
      testDescription: "rest-json, capital Message",
      operation: .getEnvironment,
      status: 403,
      headers: [.init("X-AMZN-ERRORTYPE", "AccessDeniedException")],
      body: "{\"Message\": \"User is not authorized\"}",
      code: "AccessDeniedException",
      message: "User is not authorized",
      requestID: nil
    ),
    Case(
      testDescription: "rest-json, by code",
      operation: .getEnvironment,
      status: 400,
      body: "{\"code\": \"ValidationException\", \"__type\": \"other\"}",
      code: "ValidationException",
      message: "",
      requestID: nil
    ),
    Case(
      testDescription: "json, with namespace",
      operation: .describeCertificate,
      status: 400,
      body: "{\"__type\": \"com.amazonaws.acm#InvalidArnException:x\", \"message\": \"bad\"}",
      code: "InvalidArnException",
      message: "bad",
      requestID: nil
    ),
    Case(
      testDescription: "json of other types",
      operation: .describeCertificate,
      status: 500,
      body: "{\"__type\": 5, \"message\": []}",
      code: "500",
      message: "",
      requestID: nil
    ),
    Case(
      testDescription: "a redirect is not followed",
      operation: .describeCertificate,
      status: 301,
      body: "",
      code: "301",
      message: "",
      requestID: nil
    ),
  ]

  @Test(arguments: xml + json)
  func `an error is read from where its protocol puts it`(example: Case) async throws {
    let response = HTTPResponse(
      status: example.status,
      headers: example.headers,
      body: Array(example.body.utf8)
    )
    let answer = WireAnswer(response, to: example.operation)
    #expect(
      answer.fault
        == ServiceFault(
          operation: example.operation,
          status: example.status,
          code: example.code,
          message: example.message,
          requestID: example.requestID
        )
    )
  }

  @Test func `an ambiguous failure of a write says so`() {
    let lost = TransportError(.cutOff, detail: "gone")
    let write = ServiceError.transport(operation: .registerTargets, host: "h", lost)
    let read = ServiceError.transport(operation: .describeRules, host: "h", lost)
    #expect("\(write)".contains("look before repeating"))
    #expect(!"\(read)".contains("look before repeating"))
  }

  @Test func `the request log is told of every attempt, and of nothing secret`() async throws {
    let log = Log()
    let transport = ScriptedTransport([
      .failed(.cutOff), .answer(429),
      .answer(403, RetryTests.error("AccessDenied"), [.init("x-amzn-RequestId", "r-1")]),
    ])
    let client = try Client.scripted(transport, observer: { log.add($0) })
    _ = await failure { () async throws(ServiceError) in try await client.send(STS.callerIdentity())
    }
    let host = "sts.eu-west-1.amazonaws.com"
    func record(
      _ attempt: Int,
      _ status: Int?,
      _ code: String? = nil,
      failure: TransportError.Kind? = nil,
      _ requestID: String? = nil
    ) -> RequestRecord {
      RequestRecord(
        operation: .getCallerIdentity,
        host: host,
        attempt: attempt,
        maximumAttempts: 3,
        status: status,
        code: code,
        failure: failure,
        milliseconds: 0,
        requestID: requestID
      )
    }
    #expect(
      log.records == [
        record(1, nil, failure: .cutOff), record(2, 429), record(3, 403, "AccessDenied", "r-1"),
      ]
    )
  }
}
