import Glibc

/// A private key, in memory that OpenSSL cleanses when the last user lets it go.
///
/// Printing, dumping or reflecting on it shows a placeholder.
package struct PrivateKey: Sendable {
  /// In PEM, by PKCS #8 and without a pass phrase.
  private let text: CleansedBytes

  private let key: OpenSSLCertificates.Key

  /// Why a file is no private key that can be used.
  package enum Refusal: Error, Hashable, Sendable {
    /// The system's reason.
    case notRead(reason: String)
    case tooLarge(limit: Int)
    /// It wants a pass phrase.
    case encrypted
    /// No private key is in it, in OpenSSL's own words.
    case unreadable(reason: String)
  }

  /// More bytes than any private key has in PEM.
  private static let limit = 256 * 1024

  /// Reads a PEM file; what else stands in it, such as parameters of a curve, is left out.
  package init(file path: String) throws(Refusal) {
    try self.init(in: CleansedBytes(file: path, limit: Self.limit))
  }

  /// As above, of what was received; the bytes themselves are the caller's to cleanse.
  package init(pem: [UInt8]) throws(Refusal) {
    try self.init(in: pem.withUnsafeBytes { CleansedBytes(copying: $0) })
  }

  private init(in received: CleansedBytes) throws(Refusal) {
    key = try OpenSSLCertificates.privateKey(in: received)
    text = try OpenSSLCertificates.written(key)
  }

  func fits(_ certificate: OpenSSLCertificates.Certificate) -> Bool {
    OpenSSLCertificates.isKey(key, of: certificate)
  }

  /// Appends the key's PEM text in base 64, where it is sent.
  package func appendBase64(to body: inout [UInt8]) {
    body.reserveCapacity(body.count + (text.count + 2) / 3 * 4 + 64 * 1024)
    text.withBytes { Base64.append($0, to: &body) }
  }
}

extension PrivateKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bytes that nobody changes once they are there, and that are cleansed before their memory is given
/// back.
final class CleansedBytes: @unchecked Sendable {
  private let buffer: UnsafeMutableRawBufferPointer

  /// Takes a copy of what is cleansed elsewhere.
  init(copying bytes: UnsafeRawBufferPointer) {
    buffer = .allocate(byteCount: bytes.count, alignment: 1)
    buffer.copyMemory(from: bytes)
  }

  /// Reads a file straight into the buffer, without a copy on the way.
  init(file path: String, limit: Int) throws(PrivateKey.Refusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .notRead(reason: Self.lastReason()) }
    defer { close(descriptor) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: limit + 1, alignment: 1)
    defer {
      OpenSSLCertificates.cleanse(room)
      room.deallocate()
    }
    var filled = 0
    while filled < room.count {
      let count = read(descriptor, room.baseAddress?.advanced(by: filled), room.count - filled)
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw .notRead(reason: Self.lastReason())
      }
    }
    guard filled <= limit else { throw .tooLarge(limit: limit) }
    buffer = .allocate(byteCount: filled, alignment: 1)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<filled]))
  }

  deinit {
    OpenSSLCertificates.cleanse(buffer)
    buffer.deallocate()
  }

  var count: Int { buffer.count }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(buffer))
  }

  private static func lastReason() -> String { String(cString: strerror(errno)) }
}
