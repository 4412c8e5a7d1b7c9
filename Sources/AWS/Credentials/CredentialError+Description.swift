extension CredentialError {
  /// Whether the caller was cancelled, rather than refused.
  var isCancelled: Bool {
    switch self {
    case .roleNotAssumed(_, _, let isCancelled), .notFetched(_, _, let isCancelled): isCancelled
    case .misconfigured, .unsupported, .noneFound, .sourceEmpty: false
    }
  }

  /// The error of a caller that was cancelled while others fetched.
  static func cancelled(_ source: String) -> CredentialError {
    .notFetched(source: source, why: "The run was interrupted.", isCancelled: true)
  }
}

extension CredentialError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .misconfigured(let source, let why):
      "The credentials of the \(source) can't be used: \(why)\(why.hasSuffix(".") ? "" : ".")"
    case .unsupported(let source, let profile, let remedy):
      """
      The profile "\(profile)" gets its credentials from \(source), which this version of mooring \
      can't do yet. \(remedy)
      """
    case .noneFound(let tried):
      """
      There are no AWS credentials. Choose a profile that has some with --profile, or set \
      AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY without it. \(Self.list(tried))
      """
    case .sourceEmpty(let source, let tried):
      """
      The \(source) has no credentials to take the role on with. Give it some, or name another. \
      \(Self.list(tried))
      """
    case .roleNotAssumed(let role, let why, _):
      "The role \(role) could not be assumed. \(why)"
    case .notFetched(let source, let why, _):
      "There are no credentials from the \(source). \(why)"
    }
  }

  /// What was tried, numbered, as it is long and on one line.
  private static func list(_ tried: [Attempt]) -> String {
    guard !tried.isEmpty else { return "No place was looked at." }
    let places = tried.enumerated().map { "(\($0 + 1)) \($1.source): \($1.why)" }
    return "Tried: \(places.joined(separator: "; "))."
  }
}
