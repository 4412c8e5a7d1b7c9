import Testing

@testable import AWS

/// The shapes of answers and errors that botocore's tests of its parsers know, as far as they apply
/// to the protocols here, through the client; names and bodies are our own.
///
/// Its tests are `tests/unit/test_parsers.py`, `response_parsing/` and `protocols/output/` (version
/// 1.44). What does not apply:
///
/// | cases | why |
/// | --- | --- |
/// | `rest-xml`, S3's `<Error>` root and `HostId`, CBOR | none of our services speaks them |
/// | event streams, checksums, blobs, payloads and members in headers | no operation here has them |
/// | maps, flattened lists and maps, recursive shapes, unions, documents | nor these |
/// | NaN and infinite numbers, times as HTTP dates or in another form than the model's | nor these |
/// | `x-amzn-query-error` | a service that once spoke `query` sends it; ACM never did |
/// | an empty body as the answer of an operation without output | each of ours answers something |
/// | modelled members of errors | codes are matched, not shapes |
/// | the parser's class by protocol, its replaceable parts, the headers as a dictionary | Python's own |
///
/// What is otherwise here, on purpose:
///
/// | botocore | here |
/// | --- | --- |
/// | a body in the wrong form with an error's status fails to parse | the status is the code |
/// | the status's standard phrase is the message of a bare error | no message: the status says it |
/// | an error in XML to a JSON call is the message as a whole | its code and message are read |
/// | `null` in a list is an element | the answer is not used: one of its elements is unknown |
/// | an absent list is an empty one | a list that AWS always sends is missed, by name |
/// | the header `x-amzn-ErrorType` is not looked at in `json` | it goes before the body |
@Suite struct ParserTableTests {
  @Test(
    arguments: ParserTable.answers + ParserTable.errors
  )
  func `an answer is read as the protocol of its operation has it`(
    example: ParserTable.Case
  ) async throws {
    let response = HTTPResponse(
      status: example.status,
      headers: example.headers,
      body: Array(example.body.utf8)
    )
    let transport = ScriptedTransport(Array(repeating: .success(response), count: 3))
    let client = try Client.scripted(transport, permit: WritePermit())
    let outcome: ParserTable.Outcome
    do throws(ServiceError) {
      let answer = try await ParserTable.answer(example.ask, client)
      outcome = .value(answer.value, id: answer.requestID)
    } catch {
      switch error {
      case .service(let fault):
        #expect(fault.status == example.status)
        outcome = .fault(fault.code, fault.message, id: fault.requestID)
      case .missingMember(_, let member, _): outcome = .missing(member)
      case .unreadable: outcome = .unreadable
      default: throw error
      }
    }
    #expect(outcome == example.outcome)
  }

  @Test func `each operation has an answer in the table`() {
    let read = ParserTable.answers.filter { example in
      if case .value = example.outcome { true } else { false }
    }
    #expect(Set(read.map(\.ask)) == Set(APIOperation.allCases))
  }
}
