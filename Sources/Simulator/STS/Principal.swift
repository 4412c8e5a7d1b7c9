import Core

/// Whose access key signed a request.
struct Principal: Hashable {
  var account: AccountID

  /// `arn:aws:iam::…:user/mooring`, or that of an assumed role.
  var arn: String

  var userId: String
}
