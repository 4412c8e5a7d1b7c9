import Foundation
import Synchronization

/// A server on a loopback port that does with each request what a test says.
final class LoopbackServer: Sendable {
  /// What becomes of a request.
  enum Reaction: Sendable {
    case answer(String)
    /// Sends what is given and closes the connection.
    case answerAndClose(String)
    /// Sends what is given, and nothing more until the server stops.
    case answerAndWait(String)
    /// Sends nothing until the server stops.
    case silence
  }

  /// A request as it came in.
  struct Request: Sendable {
    /// Which connection it came over, from 0.
    let connection: Int
    let text: String
  }

  private struct State {
    var requests: [Request] = []
    var connections: [Int32] = []
    var isStopped = false
  }

  let port: Int
  private let listener: Int32
  private let state = Mutex(State())
  private let react: @Sendable (_ number: Int, _ request: Request) -> Reaction
  private let onClose: @Sendable () -> Void

  struct Failure: Error {}

  /// Starts a server; the reaction is told each request with its number, from 0.
  ///
  /// `onClose` is called whenever the other end closes a connection.
  init(
    _ react: @escaping @Sendable (_ number: Int, _ request: Request) -> Reaction,
    onClose: @escaping @Sendable () -> Void = {}
  ) throws {
    self.react = react
    self.onClose = onClose
    (listener, port) = try Self.boundSocket()
    guard listen(listener, 64) == 0 else { throw Failure() }
    Thread.detachNewThread { [self] in accept() }
  }

  /// A port that is taken, but where nobody listens; and the socket that takes it.
  static func boundSocket() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard isBound else { throw Failure() }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  var requests: [Request] { state.withLock { $0.requests } }
  var connectionCount: Int { state.withLock { $0.connections.count } }

  /// Closes everything; whoever still waits for an answer sees the connection end.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { break }
      let number: Int? = state.withLock { state in
        guard !state.isStopped else { return nil }
        state.connections.append(connection)
        return state.connections.count - 1
      }
      guard let number else {
        close(connection)
        break
      }
      Thread.detachNewThread { [self] in serve(connection, number) }
    }
    close(listener)
  }

  private func serve(_ connection: Int32, _ number: Int) {
    var pending: [UInt8] = []
    while let text = Self.request(from: connection, &pending) {
      let request = Request(connection: number, text: text)
      let index = state.withLock { state in
        state.requests.append(request)
        return state.requests.count - 1
      }
      switch react(index, request) {
      case .answer(let answer):
        Self.send(answer, to: connection)
      case .answerAndClose(let answer):
        Self.send(answer, to: connection)
        shutdown(connection, Int32(SHUT_RDWR))
        return
      case .answerAndWait(let beginning):
        Self.send(beginning, to: connection)
        return waitForEnd(of: connection)
      case .silence:
        return waitForEnd(of: connection)
      }
    }
    onClose()
  }

  private func waitForEnd(of connection: Int32) {
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) > 0 {}
    onClose()
  }

  /// One whole request with its body; nil when the connection ends before.
  private static func request(from connection: Int32, _ pending: inout [UInt8]) -> String? {
    while true {
      let text = String(decoding: pending, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.upperBound]
        let length =
          head.lowercased().components(separatedBy: "content-length: ").dropFirst().first
          .flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        if pending.count >= head.utf8.count + length {
          defer { pending.removeFirst(head.utf8.count + length) }
          return String(decoding: pending.prefix(head.utf8.count + length), as: UTF8.self)
        }
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      pending += buffer.prefix(count)
    }
  }

  private static func send(_ text: String, to connection: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
