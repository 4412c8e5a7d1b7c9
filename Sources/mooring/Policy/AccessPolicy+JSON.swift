import Core
import Documents

extension AccessPolicy {
  /// The policy as IAM reads it.
  var json: JSON {
    .object([
      "Version": .string("2012-10-17"),
      "Statement": .array(
        statements.map { statement in
          .object([
            "Effect": .string("Allow"),
            "Action": .array(statement.actions.map(JSON.string)),
            "Resource": .array(statement.resources.map(JSON.string)),
          ])
        }
      ),
    ])
  }

  /// The most characters that IAM takes in a managed policy, white space not counted.
  ///
  /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
  static let managedLimit = 6144

  /// How many of them it has.
  func characterCount() throws(DocumentError) -> Int {
    // No name that IAM takes has white space in it.
    try json.compactBytes().count
  }
}
