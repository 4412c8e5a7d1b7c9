import Testing

@testable import AWS

/// The cases of ``ParserTableTests``: what is asked, what comes back, and what becomes of it.
enum ParserTable {
  enum Outcome: Equatable, Sendable {
    case value(String, id: String? = nil)
    case fault(String, String = "", id: String? = nil)
    case missing(String)
    case unreadable
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let ask: APIOperation
    let status: Int
    let headers: [HTTPHeader]
    let body: String
    let outcome: Outcome

    init(
      _ description: String,
      _ ask: APIOperation,
      status: Int = 200,
      headers: [(String, String)] = [],
      _ body: String,
      _ outcome: Outcome
    ) {
      testDescription = description
      self.ask = ask
      self.status = status
      self.headers = headers.map { HTTPHeader($0.0, $0.1) }
      self.body = body
      self.outcome = outcome
    }
  }
}
