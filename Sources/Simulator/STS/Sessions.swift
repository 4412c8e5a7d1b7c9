import Core
import SigV4

/// The access keys that sign: one for each account of the world, one for each session of a role.
struct Sessions {
  private struct Holder {
    var principal: Principal
    var credentials: Credentials

    /// Seconds since 1970; nil for the key of a user.
    var expires: Int?
  }

  private var holders: [String: Holder] = [:]
  private var count = 0
  let accounts: Set<AccountID>

  init(accounts: Set<AccountID>, partition: String) {
    self.accounts = accounts
    for account in accounts {
      let principal = Principal(
        account: account,
        arn: "arn:\(partition):iam::\(account):user/mooring",
        userId: "AIDAMOORING\(account)"
      )
      add(AccessKey(of: account), for: principal, expires: nil)
    }
  }

  func credentials(of accessKeyID: String) -> Credentials? { holders[accessKeyID]?.credentials }

  func principal(of accessKeyID: String) -> Principal? { holders[accessKeyID]?.principal }

  func isExpired(_ accessKeyID: String, at now: Int) -> Bool {
    holders[accessKeyID]?.expires.map { now >= $0 } ?? false
  }

  /// Opens a session of a role; times are seconds since 1970.
  mutating func open(
    role: ARN,
    account: AccountID,
    name: String,
    at now: Int,
    expires: Int
  ) -> (key: AccessKey, principal: Principal) {
    count += 1
    if holders.count > Self.most {
      holders = holders.filter { _, holder in holder.expires.map { now < $0 } ?? true }
    }
    let path = role.resource.split(separator: "/").last.map(String.init) ?? ""
    let principal = Principal(
      account: account,
      arn: "arn:\(role.partition):sts::\(account):assumed-role/\(path)/\(name)",
      userId: "AROAMOORING\(account):\(name)"
    )
    let key = AccessKey(ofSession: count, in: account)
    add(key, for: principal, expires: expires)
    return (key, principal)
  }

  /// How many keys are kept before the expired ones are forgotten.
  private static let most = 1000

  private mutating func add(_ key: AccessKey, for principal: Principal, expires: Int?) {
    // The keys are made of letters, digits and slashes, so they always are credentials.
    guard let credentials = try? key.credentials() else { return }
    holders[key.id] = Holder(principal: principal, credentials: credentials, expires: expires)
  }
}
