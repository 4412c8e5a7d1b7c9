@testable import AWS

// The errors.
extension ParserTable {
  static let errors = queryErrors + ec2Errors + jsonErrors + generic

  static func queryError(_ content: String, _ rest: String = "<RequestId>r-b</RequestId>") -> String
  {
    "<ErrorResponse xmlns=\"urn:elb\"><Error>\(content)</Error>\(rest)</ErrorResponse>"
  }

  static let notFound = "<Type>Sender</Type><Code>NotFound</Code><Message>No such group.</Message>"

  static let queryErrors = [
    Case(
      "whole",
      .describeTargetHealth,
      status: 400,
      queryError(notFound),
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "within lines",
      .describeTargetHealth,
      status: 400,
      """
      <?xml version="1.0"?>
      <ErrorResponse>
        <Error>
          <Code>NotFound</Code>
          <Message>
            No such group.
          </Message>
        </Error>
        <RequestId>r-b</RequestId>
      </ErrorResponse>
      """,
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "id in header",
      .describeTargetHealth,
      status: 400,
      headers: [("x-amzn-requestid", "r-h")],
      queryError(notFound),
      .fault("NotFound", "No such group.", id: "r-h")
    ),
    Case(
      "id in metadata",
      .describeTargetHealth,
      status: 400,
      queryError(notFound, metadata),
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "no id",
      .describeTargetHealth,
      status: 400,
      queryError(notFound, ""),
      .fault("NotFound", "No such group.")
    ),
    Case(
      "no message",
      .describeTargetHealth,
      status: 400,
      queryError("<Code>NotFound</Code>"),
      .fault("NotFound", id: "r-b")
    ),
    Case(
      "no code",
      .describeTargetHealth,
      status: 400,
      queryError("<Message>Oh.</Message>"),
      .fault("400", "Oh.", id: "r-b")
    ),
    Case(
      "an empty code",
      .describeTargetHealth,
      status: 400,
      queryError("<Code/><Message/>"),
      .fault("400", id: "r-b")
    ),
    Case(
      "more members",
      .describeTargetHealth,
      status: 400,
      queryError(notFound + "<Detail/><Nested><Code>x</Code></Nested>"),
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "a status of its own",
      .describeTargetHealth,
      status: 402,
      queryError(notFound),
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "a failure",
      .describeTargetHealth,
      status: 500,
      queryError(notFound),
      .fault("NotFound", "No such group.", id: "r-b")
    ),
    Case(
      "errors under the operation's root",
      .describeTargetHealth,
      status: 500,
      """
      <DescribeTargetHealthResponse><Errors><Error><Code>1</Code><Message>m</Message></Error></Errors>\
      <RequestId>r-b</RequestId></DescribeTargetHealthResponse>
      """,
      .fault("1", "m", id: "r-b")
    ),
    Case(
      "STS",
      .getCallerIdentity,
      status: 403,
      queryError("<Code>AccessDenied</Code><Message>MFA failed.</Message>"),
      .fault("AccessDenied", "MFA failed.", id: "r-b")
    ),
    Case(
      "a cut-off body",
      .describeTargetHealth,
      status: 400,
      "<ErrorResponse><Error><Code>NotFound</Code>",
      .fault("400")
    ),
  ]

  static func ec2Error(_ id: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Response><Errors><Error><Code>InvalidSubnetID.NotFound</Code><Message>"s" is none</Message>\
    </Error></Errors>\(id)</Response>
    """
  }

  static let ec2Errors = [
    Case(
      "whole",
      .describeSubnets,
      status: 400,
      ec2Error("<RequestID>r-b</RequestID>"),
      .fault("InvalidSubnetID.NotFound", "\"s\" is none", id: "r-b")
    ),
    Case(
      "id as in query",
      .describeSubnets,
      status: 400,
      ec2Error("<RequestId>r-b</RequestId>"),
      .fault("InvalidSubnetID.NotFound", "\"s\" is none", id: "r-b")
    ),
    Case(
      "no id",
      .describeSubnets,
      status: 400,
      ec2Error(""),
      .fault("InvalidSubnetID.NotFound", "\"s\" is none")
    ),
    Case(
      "id in header",
      .describeSubnets,
      status: 400,
      headers: [("x-amzn-requestid", "r-h")],
      ec2Error(""),
      .fault("InvalidSubnetID.NotFound", "\"s\" is none", id: "r-h")
    ),
    Case(
      "no errors",
      .describeSubnets,
      status: 400,
      "<Response><Errors/><RequestID>r-b</RequestID></Response>",
      .fault("400", id: "r-b")
    ),
    Case(
      "another order of members",
      .describeSubnets,
      status: 503,
      """
      <Response><RequestID>r-b</RequestID><Errors><Error><Message>m</Message>\
      <Code>RequestLimitExceeded</Code></Error></Errors></Response>
      """,
      .fault("RequestLimitExceeded", "m", id: "r-b")
    ),
  ]

  static let url = "http://internal.amazon.com/coral/com.amazon.coral.validate/"

  /// The forms of a code, wherever it stands.
  static let codes = [
    "Foo", "com.amazonaws.acm#Foo", "Foo:\(url)", "com.amazonaws.acm#Foo:\(url)", "#Foo",
  ]

  static let jsonErrors =
    [
      APIOperation.describeCertificate, .getEnvironment, .getRoleCredentials, .createToken,
    ].flatMap { ask in
      codes.flatMap { code in
        [
          Case(
            "\(ask), __type \(code)",
            ask,
            status: 400,
            "{\"__type\": \"\(code)\", \"message\": \"m\"}",
            .fault("Foo", "m")
          ),
          Case("\(ask), code \(code)", ask, status: 500, "{\"code\": \"\(code)\"}", .fault("Foo")),
          Case(
            "\(ask), header \(code)",
            ask,
            status: 500,
            headers: [("X-Amzn-Errortype", code)],
            "",
            .fault("Foo")
          ),
        ]
      } + [
        Case(
          "\(ask), id in header",
          ask,
          status: 400,
          headers: [("x-amzn-requestid", "r-h")],
          "{\"__type\": \"Foo\", \"message\": \"m\"}",
          .fault("Foo", "m", id: "r-h")
        ),
        Case(
          "\(ask), a capital message",
          ask,
          status: 400,
          headers: [("x-amzn-errortype", "Foo:http://url/")],
          "{\"Message\": \"m\", \"Type\": \"User\"}",
          .fault("Foo", "m")
        ),
        Case(
          "\(ask), a capital code",
          ask,
          status: 400,
          "{\"Code\": \"Foo\", \"type\": \"Client\", \"Message\": \"m\"}",
          .fault("Foo", "m")
        ),
        Case("\(ask), no message", ask, status: 403, "{\"__type\": \"Foo\"}", .fault("Foo")),
        Case(
          "\(ask), more members",
          ask,
          status: 403,
          headers: [("X-Amzn-Errortype", "Foo")],
          "{\"TopLevel\": \"a\", \"Nested\": {\"message\": \"b\", \"__type\": \"c\"}}",
          .fault("Foo")
        ),
        Case(
          "\(ask), among others",
          ask,
          status: 400,
          """
          {"status": "error", "errors": [{"message": "b"}], "adds": 0, "__type": "#Foo", \
          "message": "m", "deletes": 0}
          """,
          .fault("Foo", "m")
        ),
        Case(
          "\(ask), header before body",
          ask,
          status: 400,
          headers: [("x-amzn-errortype", "Foo")],
          "{\"code\": \"Bar\", \"__type\": \"Baz\"}",
          .fault("Foo")
        ),
        Case(
          "\(ask), code before type",
          ask,
          status: 400,
          "{\"code\": \"Foo\", \"__type\": \"Baz\"}",
          .fault("Foo")
        ),
        Case("\(ask), nothing within", ask, status: 400, "{}", .fault("400")),
        Case(
          "\(ask), null within",
          ask,
          status: 400,
          "{\"__type\": null, \"message\": null}",
          .fault("400")
        ),
        Case(
          "\(ask), an empty code",
          ask,
          status: 400,
          "{\"__type\": \"\", \"message\": \"m\"}",
          .fault("400", "m")
        ),
        Case("\(ask), no object", ask, status: 400, "[{\"message\": \"m\"}]", .fault("400")),
        Case(
          "\(ask), a sentence",
          ask,
          status: 413,
          "HTTP content length exceeded 1049600 bytes.",
          .fault("413", "HTTP content length exceeded 1049600 bytes.")
        ),
        Case(
          "\(ask), XML named for its code",
          ask,
          status: 403,
          "<AccessDeniedException>\n <Message>Unknown operation</Message></AccessDeniedException>",
          .fault("AccessDeniedException", "Unknown operation")
        ),
        Case(
          "\(ask), XML of query",
          ask,
          status: 403,
          queryError(notFound),
          .fault("NotFound", "No such group.", id: "r-b")
        ),
      ]
    }

  /// What anything on the way may answer in AWS's place, to any call.
  static let generic = APIOperation.allCases
    .flatMap { ask in
      [
        Case(
          "\(ask), an HTML page",
          ask,
          status: 503,
          "<html><body><b>Http/1.1 Service Unavailable</b></body></html>",
          .fault("503")
        ),
        Case(
          "\(ask), an HTML page after blanks",
          ask,
          status: 502,
          "\n\n<HTML><body>Bad</body></HTML>",
          .fault("502")
        ),
        Case(
          "\(ask), an HTML page of today",
          ask,
          status: 403,
          "<!DOCTYPE html><html><br>No</html>",
          .fault("403")
        ),
        Case("\(ask), nothing", ask, status: 503, "", .fault("503")),
        Case(
          "\(ask), nothing, with an id",
          ask,
          status: 504,
          headers: [("x-amzn-requestid", "r-h")],
          "",
          .fault("504", id: "r-h")
        ),
        Case("\(ask), blanks", ask, status: 500, " \r\n", .fault("500")),
        Case(
          "\(ask), a redirect",
          ask,
          status: 301,
          headers: [("Location", "http://elsewhere/")],
          "",
          .fault("301")
        ),
        Case("\(ask), not modified", ask, status: 304, "", .fault("304")),
        Case(
          "\(ask), a sentence",
          ask,
          status: 502,
          "upstream connect error\nreset",
          .fault(
            "502",
            "upstream connect error"
          )
        ),
        Case(
          "\(ask), control characters",
          ask,
          status: 400,
          "\u{1B}[2Jgone\u{7}",
          .fault("400", "[2Jgone")
        ),
      ]
    }
}
