import Dispatch
import Glibc

/// A DNS server on a loopback port that the system picks; it ends with its last reference.
final class TinyDNSServer {
  /// The reply to a question; `nil` is silence.
  typealias Play = @Sendable (AskedQuestion) -> [UInt8]?

  let address: String
  private let source: any DispatchSourceRead

  init(_ play: @escaping Play) throws {
    let (socket, port) = try loopbackSocket()
    address = "127.0.0.1:\(port)"
    source = DispatchSource.makeReadSource(fileDescriptor: socket)
    source.setEventHandler { Self.answerOne(on: socket, play) }
    source.setCancelHandler { close(socket) }
    source.activate()
  }

  deinit {
    source.cancel()
  }

  private static func answerOne(on socket: Int32, _ play: Play) {
    var client = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bytes = [UInt8](repeating: 0, count: 1_500)
    let count = withSocketAddress(&client) { recvfrom(socket, &bytes, bytes.count, 0, $0, &size) }
    guard count > 0, let question = AskedQuestion(Array(bytes[..<count])) else { return }
    guard let reply = play(question) else { return }
    _ = withSocketAddress(&client) { sendto(socket, reply, reply.count, 0, $0, size) }
  }
}

/// A loopback port where every datagram is refused, as on a machine without a DNS server.
final class ClosedPort {
  let address: String
  private let socket: Int32

  init() throws {
    let (socket, port) = try loopbackSocket()
    // A connected socket hears its peer only, and the system refuses everyone else's datagrams.
    var peer = sockaddr_in()
    peer.sin_family = sa_family_t(AF_INET)
    peer.sin_port = in_port_t(9).bigEndian
    peer.sin_addr.s_addr = in_addr_t(0x7F00_0002).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard withSocketAddress(&peer, { connect(socket, $0, size) }) == 0 else {
      close(socket)
      throw SocketError(code: errno)
    }
    self.socket = socket
    address = "127.0.0.1:\(port)"
  }

  deinit {
    close(socket)
  }
}

struct SocketError: Error {
  var code: Int32
}

private func loopbackSocket() throws -> (socket: Int32, port: UInt16) {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  guard socket >= 0 else { throw SocketError(code: errno) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  guard withSocketAddress(&address, { bind(socket, $0, size) }) == 0,
    withSocketAddress(&address, { getsockname(socket, $0, &size) }) == 0
  else {
    close(socket)
    throw SocketError(code: errno)
  }
  return (socket, UInt16(bigEndian: address.sin_port))
}

private func withSocketAddress<Value>(
  _ address: inout sockaddr_in,
  _ body: (UnsafeMutablePointer<sockaddr>) -> Value
) -> Value {
  withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
  }
}
