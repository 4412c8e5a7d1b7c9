/// A place that surely has none, and is listed with the reason.
struct AbsentCredentials: CredentialProvider {
  let name: String
  let why: String

  func find() async throws(CredentialError) -> CredentialFinding { .absent(why: why) }
}
