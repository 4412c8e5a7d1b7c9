import AWS
import Core
import Documents
import Engine

/// `mooring iam-policy`: the least that IAM has to allow; no network.
struct IAMPolicyCommand {
  let arguments: IAMPolicyArguments
  let session: Session

  func run() throws(CommandFailure) -> ExitCode {
    let bindings = try SpecFiles.bindings(arguments.spec)
    let needs = AccessNeeds(
      of: bindings,
      region: try region(for: bindings),
      partition: { RegionName($0)?.partition.rawValue ?? "aws" },
      for: arguments.purpose
    )
    let policy = try policy(of: needs)
    let text = try CommandFiles.document { () throws(DocumentError) in
      try policy.json.documentBytes()
    }
    session.console.result(text)
    try tellSize(of: policy)
    if arguments.role == nil { tellRoles(of: needs) }
    return .done
  }

  private func policy(of needs: AccessNeeds) throws(CommandFailure) -> AccessPolicy {
    guard let role = arguments.role else { return needs.caller }
    guard let policy = needs.roles[role] else {
      let error = UsageError.unknownRole(role, roles: needs.roles.keys.sorted())
      throw CommandFailure(.wrongUsage, error.description)
    }
    return policy
  }

  /// The Region for bindings that name none: as a run would find it, and asked for only then.
  private func region(for bindings: [Binding]) throws(CommandFailure) -> String {
    guard bindings.contains(where: { $0.ownRegion == nil }) else { return "" }
    let region: RegionName?
    do throws(ConfigurationError) {
      region = try ClientSettings(
        flags: arguments.connection,
        environment: .current(),
        files: .disk
      ).region
    } catch {
      throw CommandFailure(.failed, "\(error)")
    }
    guard let region else { throw CommandFailure(.failed, "\(ObserveError.regionMissing)") }
    return region.text
  }

  private func tellSize(of policy: AccessPolicy) throws(CommandFailure) {
    let count = try CommandFiles.document { () throws(DocumentError) in
      try policy.characterCount()
    }
    guard count > AccessPolicy.managedLimit else { return }
    session.log.warning(
      "The policy has \(count) characters, and IAM takes \(AccessPolicy.managedLimit) in a managed "
        + "policy: make several of it with --only, or an inline policy of a role, which takes 10240."
    )
  }

  /// The calls of a role are allowed by its own policy, not by the one that was printed.
  private func tellRoles(of needs: AccessNeeds) {
    for role in needs.roles.keys.sorted() {
      session.log.warning(
        "The run takes on \(role), which needs a policy of its own: "
          + "`\(arguments.command(for: role))` prints it."
      )
    }
  }
}
