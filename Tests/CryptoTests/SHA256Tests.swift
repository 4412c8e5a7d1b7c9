import Crypto
import Testing

@Suite struct SHA256Tests {
  // The examples of FIPS 180-2, appendix B, and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `a message has the digest that FIPS 180 gives`(message: String, digest: String) throws {
    #expect(Hex.encode(try SHA256.digest(of: Array(message.utf8))) == digest)
  }

  @Test func `a million times the letter a has the digest that FIPS 180 gives`() throws {
    let digest = try SHA256.digest(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(
      Hex.encode(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
    #expect(digest.count == SHA256.byteCount)
  }
}
