import SigV4

/// The credentials that a program of the user's writes (`credential_process`).
///
/// The program is started without a shell, with this process's variables and nothing to read. It
/// writes one JSON object with `Version` 1; see
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html>. What it
/// writes is never shown, but for the first complaint where it fails.
struct ProcessCredentials: CredentialProvider {
  let profile: Profile
  let environment: ProcessEnvironment

  /// How long it may take.
  var limitMilliseconds = 60_000

  var name: String { "process of the profile \"\(profile.name)\" (credential_process)" }

  func find() async throws(CredentialError) -> CredentialFinding {
    guard let command = profile.value("credential_process") else {
      return .absent(why: "credential_process is not there")
    }
    let words: CommandWords
    do throws(CommandWords.Mistake) {
      words = try CommandWords(command)
    } catch {
      throw .misconfigured(source: name, why: error.rawValue)
    }
    let process = ChildProcess(
      words,
      environment: environment,
      limitMilliseconds: limitMilliseconds
    )
    let output: [UInt8]
    do throws(ChildProcess.Failure) {
      output = try await process.output()
    } catch {
      throw failure("\(error)", isCancelled: error == .cancelled)
    }
    return .found(try credentials(in: output))
  }

  private struct Answer: Decodable {
    var version: Int?
    var accessKeyID: String
    var secretAccessKey: String
    var sessionToken: String?
    var expiration: String?
    var accountID: String?

    enum CodingKeys: String, CodingKey {
      case version = "Version"
      case accessKeyID = "AccessKeyId"
      case secretAccessKey = "SecretAccessKey"
      case sessionToken = "SessionToken"
      case expiration = "Expiration"
      case accountID = "AccountId"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      version = try members.decodeIfPresent(Int.self, forKey: .version)
      // What another version means by its members is unknown.
      guard version == 1 else {
        (accessKeyID, secretAccessKey) = ("", "")
        return
      }
      accessKeyID = try members.decode(String.self, forKey: .accessKeyID)
      secretAccessKey = try members.decode(String.self, forKey: .secretAccessKey)
      sessionToken = try members.text(.sessionToken)
      expiration = try members.text(.expiration)
      accountID = try members.text(.accountID)
    }
  }

  private func credentials(in output: [UInt8]) throws(CredentialError) -> ExpiringCredentials {
    let answer: Answer
    do throws(ReadingError) {
      answer = try JSONReading.decode(Answer.self, from: output)
    } catch {
      switch error {
      case .missing(let member): throw failure("Its output lacks \(member).")
      case .unreadable(let why): throw failure("Its output can't be read: \(why).")
      }
    }
    guard answer.version == 1 else {
      let version = answer.version.map { "is \($0)" } ?? "is missing"
      throw failure("The Version in its output \(version), but must be 1.")
    }
    let keys = try Credentials.checked(
      source: name,
      accessKeyID: answer.accessKeyID,
      secretAccessKey: answer.secretAccessKey,
      sessionToken: answer.sessionToken,
      accountID: answer.accountID ?? profile.value("aws_account_id")
    )
    guard let text = answer.expiration else { return ExpiringCredentials(keys: keys) }
    guard let end = Timestamp.seconds(text) else {
      throw failure("The Expiration in its output is no time like 2026-01-02T03:04:05Z.")
    }
    return ExpiringCredentials(keys: keys, expiration: end)
  }

  private func failure(_ why: String, isCancelled: Bool = false) -> CredentialError {
    .notFetched(source: name, why: why, isCancelled: isCancelled)
  }
}
