import Glibc
import Simulator

/// The DNS door of the sandbox: a UDP socket on 127.0.0.1 and a thread that answers on it.
final class DNSDoor: Sendable {
  private let socket: Int32
  private let sandbox: Sandbox
  let port: Int

  /// Opens a port that the system picks; nil where that can't be done.
  init?(_ sandbox: Sandbox) {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(socket, generic, length) == 0 && getsockname(socket, generic, &length) == 0
      }
    }
    guard isOpen else {
      close(socket)
      return nil
    }
    self.socket = socket
    self.sandbox = sandbox
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// Answers from now on, until the process ends.
  func serve() {
    var thread = pthread_t()
    pthread_create(
      &thread,
      nil,
      { door in
        if let door { Unmanaged<DNSDoor>.fromOpaque(door).takeRetainedValue().answerForever() }
        return nil
      },
      Unmanaged.passRetained(self).toOpaque()
    )
    pthread_detach(thread)
  }

  private func answerForever() {
    var buffer = [UInt8](repeating: 0, count: 1232)
    while true {
      var sender = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let count = withUnsafeMutablePointer(to: &sender) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(socket, &buffer, buffer.count, 0, $0, &length)
        }
      }
      guard count >= 0 else { continue }
      guard let answer = sandbox.answer(dnsQuery: Array(buffer[..<count])) else { continue }
      _ = withUnsafePointer(to: &sender) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(socket, answer, answer.count, 0, $0, length)
        }
      }
    }
  }
}
