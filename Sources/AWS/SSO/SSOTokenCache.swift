import Crypto

/// The file in which the AWS CLI keeps the token of one sign-in.
///
/// It is `~/.aws/sso/cache/DIGEST.json`, with the SHA-1 digest of the session's name, or of the start URL
/// where the profile names no session.
struct SSOTokenCache: Sendable {
  /// Why the file is of no use.
  struct Failure: Error, Hashable, Sendable {
    var why: String
  }

  let path: String
  private let outside: Outside

  init(
    name: String,
    environment: ProcessEnvironment,
    outside: Outside
  ) throws(Failure) {
    guard let home = environment["HOME"] else {
      throw Failure(why: "HOME is not set, below which the AWS CLI keeps its tokens")
    }
    do throws(CryptoError) {
      let digest = Hex.encode(try SHA1.digest(of: Array(name.utf8)))
      path = "\(home)/.aws/sso/cache/\(digest).json"
    } catch {
      throw Failure(why: "\(error)")
    }
    self.outside = outside
  }

  /// Reads the token anew, as the CLI may have written another since.
  func read() throws(Failure) -> SSOToken {
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try outside.files.read(path)
    } catch {
      throw Failure(why: "\(path) can't be used: \(error.why)")
    }
    guard let bytes else { throw Failure(why: "there is no \(path)") }
    do throws(ReadingError) {
      return try SSOToken(parsing: bytes)
    } catch {
      throw Failure(why: "\(path) holds no token: \(error.words)")
    }
  }

  /// Writes a renewed token, for whoever else uses the same sign-in.
  func write(_ token: SSOToken) throws(Failure) {
    do throws(FileError) {
      try outside.writer.write(token.bytes, path)
    } catch {
      throw Failure(why: "\(path) can't be written: \(error.why)")
    }
  }
}
