import SigV4

/// Managed Workflows for Apache Airflow.
///
/// <https://docs.aws.amazon.com/mwaa/latest/API/>
package enum MWAA {
  /// Asks for an environment; one that doesn't exist is a `ResourceNotFoundException`.
  package static func environment(named name: String) -> Call<Environment> {
    let path = "/environments/\(PercentEncoding.encode(name))"
    return Call(.getEnvironment, about: "environment/\(name)", sending: .get(path: path)) {
      body throws(ReadingError) in
      try JSONReading.decode(EnvironmentAnswer.self, from: body).environment
    }
  }

  /// Asks for the names of all environments of the account and Region.
  package static func listEnvironments() -> Listing<String> {
    Listing(.listEnvironments) { token in
      // The most that a page may have.
      var query = "MaxResults=25"
      if let token { query += "&NextToken=\(PercentEncoding.encode(token))" }
      let message = WireMessage.get(path: "/environments", query: query)
      return Call(.listEnvironments, about: "environment/*", sending: message) {
        body throws(ReadingError) in
        let answer = try JSONReading.decode(ListAnswer.self, from: body)
        return Page(items: answer.names, next: answer.next)
      }
    }
  }

  private struct ListAnswer: Decodable {
    var names: [String]
    var next: String?

    private enum CodingKeys: String, CodingKey {
      case names = "Environments"
      case next = "NextToken"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      names = try members.decode([String].self, forKey: .names)
      next = try members.text(.next)
    }
  }

  private struct EnvironmentAnswer: Decodable {
    var environment: Environment

    private enum CodingKeys: String, CodingKey {
      case environment = "Environment"
    }
  }
}
