import Crypto
import Testing

@Suite struct SHA1Tests {
  // The examples of FIPS 180-2, appendix A, and the digest of nothing.
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func `a message has the digest that FIPS 180 gives`(message: String, digest: String) throws {
    let found = try SHA1.digest(of: Array(message.utf8))
    #expect(Hex.encode(found) == digest)
    #expect(found.count == SHA1.byteCount)
  }
}
