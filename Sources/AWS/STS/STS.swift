/// Security Token Service: whose credentials these are, and the credentials of a role.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/>
package enum STS {
  static let version = "2011-06-15"

  /// Who signs the requests.
  package struct CallerIdentity: Hashable, Sendable {
    /// The account's twelve digits.
    package var account: String
  }

  /// Asks whose credentials the client signs with; any valid ones may ask it.
  package static func callerIdentity() -> Call<CallerIdentity> {
    let operation = APIOperation.getCallerIdentity
    return Call(operation, QueryForm(operation, version: version), result: operation.resultName) {
      result throws(ReadingError) in
      CallerIdentity(account: try result.text("Account"))
    }
  }
}
