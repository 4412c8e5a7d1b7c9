import Glibc
import SigV4
import Testing

@testable import AWS

/// Programs are started for real: `/bin/sh` with a script.
@Suite struct ProcessCredentialsTests {
  static let keys = #""Version": 1, "AccessKeyId": "AKIA", "SecretAccessKey": "secret-key""#

  static func provider(
    command: String,
    _ variables: [String: String] = [:],
    account: String? = nil,
    limitMilliseconds: Int = 60_000
  ) -> ProcessCredentials {
    var config = ["credential_process": SharedFile.Property(value: command)]
    config["aws_account_id"] = account.map { SharedFile.Property(value: $0) }
    return ProcessCredentials(
      profile: Profile(name: "team", config: config, credentials: [:]),
      environment: ProcessEnvironment(variables),
      limitMilliseconds: limitMilliseconds
    )
  }

  static func script(_ script: String, limitMilliseconds: Int = 60_000) -> ProcessCredentials {
    provider(command: "/bin/sh -c '\(script)'", limitMilliseconds: limitMilliseconds)
  }

  /// A program that writes just this.
  static func writing(_ text: String, account: String? = nil) -> ProcessCredentials {
    provider(command: "/bin/echo '\(text)'", account: account)
  }

  static func found(_ provider: ProcessCredentials) async throws -> ExpiringCredentials {
    guard case .found(let found) = try await provider.find() else { throw Absent() }
    return found
  }

  struct Absent: Error {}

  static func sentence(_ provider: ProcessCredentials) async throws -> String {
    let error = await failure { () async throws(CredentialError) in try await provider.find() }
    let text = "\(try #require(error))"
    #expect(!text.contains("secret-key"))
    #expect(!text.contains("\n"))
    return text
  }

  @Test func `what a program writes is read`() async throws {
    let found = try await Self.found(
      Self.writing(
        """
        {\(Self.keys), "SessionToken": "t", "Expiration": "2026-01-02T03:04:05+00:00",
        "AccountId": "123456789012"}
        """,
        account: "210987654321"
      )
    )
    #expect(found.expiration == 1_767_323_045)
    #expect(found.keys.accessKeyID == "AKIA")
    #expect(found.keys.secretAccessKey.exposed == "secret-key")
    #expect(found.keys.sessionToken?.exposed == "t")
    #expect(found.keys.accountID == "123456789012")
  }

  @Test func `what may be left out is none, and the account the profile's`() async throws {
    let found = try await Self.found(Self.writing("{\(Self.keys)}", account: "210987654321"))
    #expect(found.expiration == nil)
    #expect(found.keys.sessionToken == nil)
    #expect(found.keys.accountID == "210987654321")
  }

  @Test func `a program gets the variables, its words, and nothing to read`() async throws {
    let provider = Self.provider(
      command: """
        /bin/sh -c 'cat; printf "{\\"Version\\":1,\\"AccessKeyId\\":\\"%s-%s\\",\
        \\"SecretAccessKey\\":\\"s\\"}" "$KEY" "$1"' name "a*b"
        """,
      ["KEY": "FROM-ENV"]
    )
    #expect(try await Self.found(provider).keys.accessKeyID == "FROM-ENV-a*b")
  }

  @Test func `a program is found as a shell finds it`() async throws {
    let provider = Self.provider(command: "sh -c 'echo \"$0\"' '{\(Self.keys)}'")
    #expect(try await Self.found(provider).keys.accessKeyID == "AKIA")
  }

  @Test(
    arguments: [
      ("{", "not JSON"), ("[]", "can't be read"), ("", "can't be read"),
      ("{\"Version\": 2, \"secret-key\": 1}", "Version in its output is 2, but must be 1"),
      ("{\"AccessKeyId\": \"A\"}", "Version in its output is missing"),
      ("{\"Version\": \"1\"}", "Version is not a Int"),
      ("{\"Version\": 1, \"AccessKeyId\": \"A\"}", "lacks SecretAccessKey"),
      ("{\"Version\": 1, \"SecretAccessKey\": \"secret-key\"}", "lacks AccessKeyId"),
      ("{\(keys), \"Expiration\": \"secret-key\"}", "Expiration in its output is no time"),
      ("{\(keys), \"SessionToken\": \"a b\"}", "session token holds a blank"),
    ]
  )
  func `an output that is none is said, and never shown`(
    output: String,
    words: String
  ) async throws {
    let text = try await Self.sentence(Self.writing(output))
    #expect(text.contains(words), "\(text)")
    #expect(text.contains("process of the profile \"team\" (credential_process)"))
  }

  @Test(
    arguments: [
      (
        "echo secret-key; echo log in first >&2; exit 3",
        "ended with status 3 and said: log in first"
      ),
      ("exit 1", "ended with status 1 and said nothing"),
      ("kill -9 $$", "was ended by signal 9"),
      (#"printf "a\033[31m\nb\tc\a" >&2; exit 1"#, "said: a [31m b c"),
    ]
  )
  func `a failure is told with the program's complaint`(
    script: String,
    words: String
  ) async throws {
    let text = try await Self.sentence(Self.script(script))
    #expect(text.contains(words), "\(text)")
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 })
  }

  @Test func `a long complaint is told by its end`() async throws {
    let text = try await Self.sentence(
      Self.script("i=0; while [ $i -lt 9000 ]; do echo line $i; i=$((i+1)); done >&2; exit 1")
    )
    #expect(text.hasSuffix("line 8999"))
    #expect(text.count < 600)
  }

  @Test func `too long an output is none`() async throws {
    let text = try await Self.sentence(Self.script("while :; do echo secret-key; done"))
    #expect(text.contains("wrote more than 64 KiB"))
  }

  @Test(
    arguments: [
      ("/nowhere/tool --x", "\"/nowhere/tool\" could not be started: No such file or directory"),
      ("''", "\"\" could not be started"),
      ("'tool", "a quotation mark is not closed"),
    ]
  )
  func `a program that isn't there is named`(command: String, words: String) async throws {
    #expect(try await Self.sentence(Self.provider(command: command)).contains(words))
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: ["exec sleep 1000", "exec sleep 1000 >&- 2>&-", "exec yes >&2"]
  )
  func `a program that doesn't end is stopped`(script: String) async throws {
    let text = try await Self.sentence(Self.script(script, limitMilliseconds: 100))
    #expect(text.contains("did not end within 100 ms"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `what a program leaves running is not waited for`() async throws {
    let provider = Self.provider(
      command: "/bin/sh -c 'sleep 20 & echo \"$0\"' '{\(Self.keys)}'",
      limitMilliseconds: 10_000
    )
    #expect(try await Self.found(provider).keys.accessKeyID == "AKIA")
  }

  @Test(.timeLimit(.minutes(5)), arguments: [false, true])
  func `a program whose caller is cancelled is stopped`(hasBegun: Bool) async throws {
    let path = "/tmp/mooring-\(UInt64.random(in: 0 ... .max))"
    defer { unlink(path) }
    let provider = Self.script("echo $$ > \(path).new; mv \(path).new \(path); exec sleep 1000")
    let task = Task {
      await failure { () async throws(CredentialError) in try await provider.find() }
    }
    if hasBegun { await RenewedCredentialsTests.until { access(path, F_OK) == 0 } }
    task.cancel()
    #expect(await task.value?.isCancelled == true)
    guard hasBegun, let bytes = try FileReader.disk.read(path) else { return }
    let pid = try #require(pid_t(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }))
    #expect(kill(pid, 0) == -1)
  }

  @Test func `a profile without a program is absent`() async throws {
    let profile = Profile(name: "team", config: [:], credentials: [:])
    let provider = ProcessCredentials(profile: profile, environment: ProcessEnvironment())
    #expect(try await provider.find() == .absent(why: "credential_process is not there"))
  }
}
