import Core
import Documents
import Simulator
import Testing

@Suite struct SandboxTests {
  private func call(
    _ sandbox: Sandbox,
    _ method: String,
    _ target: String,
    host: String = "127.0.0.1:5000"
  ) throws -> (status: Int, body: String) {
    let answer = try #require(
      sandbox.answer(method: method, target: target, headers: [("Host", host)], body: [])
    )
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }

  @Test func `the world reads back as the snapshot that it began as`() throws {
    let answer = try call(try .sample(), "GET", "/sandbox/world")
    #expect(answer.status == 200)
    let world = try SnapshotDocument.decode(Array(answer.body.utf8), file: "answer")
    #expect(world == (try SampleWorld.make()))
  }

  @Test(arguments: [
    ("POST", "/sandbox/recreate-endpoint/airflow-prod", 200),
    ("POST", "/sandbox/recreate-endpoint/\(SampleWorld.endpointId)", 200),
    ("POST", "/sandbox/recreate-endpoint/none", 404),
    ("GET", "/sandbox/recreate-endpoint/airflow-prod", 405),
    ("POST", "/sandbox/environment/airflow-prod/status/UPDATING", 200),
    ("POST", "/sandbox/environment/airflow-prod/status/updating", 400),
    ("POST", "/sandbox/environment/none/status/UPDATING", 404),
    ("POST", "/sandbox/answer/10.0.1.5/503", 200), ("POST", "/sandbox/answer/10.0.1.5/none", 200),
    ("POST", "/sandbox/answer/10.0.1.5/99", 400), ("POST", "/sandbox/answer/10.0.1/200", 400),
    ("POST", "/sandbox/answer/10.0.1.5", 404), ("DELETE", "/sandbox/world", 405),
    ("GET", "/sandbox", 404), ("GET", "/sandbox/%2e%2e/world", 404),
    ("HEAD", "/sandbox/world?x=1", 200), ("GET", "http://localhost:1/sandbox/world", 200),
    ("GET", "/sandboxes", 403), ("GET", "http://localhost", 403), ("OPTIONS", "*", 403),
  ])
  func `its own calls are answered, and others are AWS's`(
    method: String,
    target: String,
    status: Int
  ) throws {
    #expect(try call(try .sample(), method, target).status == status)
  }

  @Test(arguments: [
    ("127.0.0.1", 200), ("127.0.0.1:80", 200), ("localhost:80", 200), ("[::1]:80", 200),
    ("evil.example.com", 403), ("127.0.0.1.example.com", 403), ("", 403),
  ])
  func `its own calls are for the loopback address only`(host: String, status: Int) throws {
    #expect(try call(try .sample(), "GET", "/sandbox/world", host: host).status == status)
  }

  @Test func `a call changes the world`() throws {
    let sandbox = try Sandbox.sample()
    _ = try call(sandbox, "POST", "/sandbox/environment/airflow-prod/status/UPDATING")
    _ = try call(sandbox, "POST", "/sandbox/answer/10.0.1.5/503")
    let answer = try call(sandbox, "GET", "/sandbox/world")
    let world = try SnapshotDocument.decode(Array(answer.body.utf8), file: "answer")
    #expect(world.places[try SampleWorld.place()]?.environments.first?.status == "UPDATING")
    #expect(world.answers.map(\.status) == [503])
  }

  @Test func `a shell gets what it needs`() throws {
    #expect(
      try Sandbox.sample().shellLines(port: 4711) == [
        "export AWS_ENDPOINT_URL=http://127.0.0.1:4711",
        "export AWS_ACCESS_KEY_ID=AKIDMOORING123456789012",
        "export AWS_SECRET_ACCESS_KEY=MooringSandboxSecretNotReal/123456789012",
        "export AWS_SESSION_TOKEN=", "export AWS_REGION=us-west-2",
        "export AWS_DEFAULT_REGION=us-west-2",
        "export AWS_DISABLE_HOST_PREFIX_INJECTION=true", "export AWS_EC2_METADATA_DISABLED=true",
      ]
    )
  }

  @Test func `a file that is no snapshot is refused`() {
    #expect(throws: DocumentError.self) {
      try Sandbox(
        snapshot: Array("{}".utf8),
        file: "world.json",
        speed: 1,
        clock: VirtualClock(seconds: SampleWorld.time)
      )
    }
  }
}
