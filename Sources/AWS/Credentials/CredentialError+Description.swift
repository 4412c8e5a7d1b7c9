extension CredentialError {
  /// Whether the caller was cancelled, rather than refused.
  var isCancelled: Bool {
    if case .roleNotAssumed(_, _, let isCancelled) = self { isCancelled } else { false }
  }
}

extension CredentialError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .misconfigured(let source, let why):
      "The credentials of the \(source) can't be used: \(why)."
    case .unsupported(let source, let profile, let remedy):
      """
      The profile "\(profile)" gets its credentials from \(source), which this version of mooring \
      can't do yet. \(remedy)
      """
    case .noneFound(let tried):
      """
      There are no AWS credentials. Tried: \
      \(tried.map { "\($0.source): \($0.why)" }.joined(separator: "; ")). \
      Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or choose a profile with --profile.
      """
    case .roleNotAssumed(let role, let why, _):
      "The role \(role) could not be assumed. \(why)"
    }
  }
}
