import SigV4

/// Managed Workflows for Apache Airflow.
///
/// <https://docs.aws.amazon.com/mwaa/latest/API/>
package enum MWAA {
  /// Asks for an environment; one that doesn't exist is a `ResourceNotFoundException`.
  package static func environment(named name: String) -> Call<Environment> {
    let path = "/environments/\(PercentEncoding.encode(name.utf8))"
    return Call(.getEnvironment, about: "environment/\(name)", sending: .get(path: path)) {
      body throws(ReadingError) in
      try JSONReading.decode(EnvironmentAnswer.self, from: body).environment
    }
  }

  private struct EnvironmentAnswer: Decodable {
    var environment: Environment

    private enum CodingKeys: String, CodingKey {
      case environment = "Environment"
    }
  }
}
