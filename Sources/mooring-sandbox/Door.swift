import CMicrohttpd
import Simulator

/// The HTTP door of the sandbox: all there is of libmicrohttpd.
///
/// Requests are answered one after another on the library's own thread; an answer takes well under
/// a millisecond.
final class Door {
  /// The most that a request's body may hold; the calls of AWS that are simulated stay far below.
  private static let largestBody = 1 << 20

  private static let idleSeconds: UInt32 = 120

  private let sandbox: Sandbox
  private var daemon: OpaquePointer?

  /// The port that the system picked, or the one that was asked for.
  private(set) var port = 0

  /// Listens on a port of 127.0.0.1, 0 for any; nil where that can't be done.
  init?(_ sandbox: Sandbox, port: UInt16) {
    self.sandbox = sandbox
    daemon = mooring_listen(
      port,
      Self.idleSeconds,
      { _, target, _ in
        let exchange = Exchange(target: target.map { String(cString: $0) } ?? "/")
        return Unmanaged.passRetained(exchange).toOpaque()
      },
      { door, connection, _, method, _, bytes, count, state in
        guard let connection, let method, let count,
          let door = door.map({ Unmanaged<Door>.fromOpaque($0).takeUnretainedValue() }),
          let exchange = state?.pointee.map({
            Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue()
          })
        else { return .NO }
        guard exchange.isBegun else {
          exchange.isBegun = true
          return .YES
        }
        guard count.pointee > 0 else {
          return door.finish(exchange, String(cString: method), connection)
        }
        exchange.take(UnsafeRawBufferPointer(start: bytes, count: count.pointee))
        count.pointee = 0
        return .YES
      },
      { _, _, state, _ in
        guard let exchange = state?.pointee else { return }
        state?.pointee = nil
        Unmanaged<Exchange>.fromOpaque(exchange).release()
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
    guard let daemon else { return nil }
    self.port = Int(mooring_port(daemon))
  }

  /// Takes no more connections, and returns when those that are open have ended.
  func close() {
    if let daemon { MHD_stop_daemon(daemon) }
    daemon = nil
  }

  deinit { close() }

  /// One request while its body comes in.
  private final class Exchange {
    let target: String
    var isBegun = false
    private(set) var body: [UInt8]? = []

    init(target: String) { self.target = target }

    /// Adds to the body, which is nil from when it is too large.
    func take(_ bytes: UnsafeRawBufferPointer) {
      guard let count = body?.count else { return }
      if count + bytes.count > Door.largestBody {
        body = nil
      } else {
        body?.append(contentsOf: bytes)
      }
    }
  }

  private func finish(
    _ exchange: Exchange,
    _ method: String,
    _ connection: OpaquePointer
  ) -> MHD_Result {
    guard let body = exchange.body else {
      return send(Sandbox.Answer(status: 413, headers: [], body: []), on: connection)
    }
    let answer = sandbox.answer(
      method: method,
      target: exchange.target,
      headers: Self.headers(of: connection),
      body: body
    )
    guard let answer else { return .NO }
    return send(answer, on: connection)
  }

  private static func headers(of connection: OpaquePointer) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    withUnsafeMutablePointer(to: &headers) { list in
      _ = MHD_get_connection_values(
        connection,
        .HEADER_KIND,
        { list, _, name, value in
          let list = list?.assumingMemoryBound(to: [(name: String, value: String)].self)
          guard let list, let name else { return .NO }
          let text = value.map { String(cString: $0) } ?? ""
          list.pointee.append((String(cString: name), text))
          return .YES
        },
        list
      )
    }
    return headers
  }

  private func send(_ answer: Sandbox.Answer, on connection: OpaquePointer) -> MHD_Result {
    let response = answer.body.withUnsafeBytes { body in
      MHD_create_response_from_buffer(
        body.count,
        UnsafeMutableRawPointer(mutating: body.baseAddress),
        .RESPMEM_MUST_COPY
      )
    }
    guard let response else { return .NO }
    defer { MHD_destroy_response(response) }
    for header in answer.headers {
      _ = MHD_add_response_header(response, header.name, header.value)
    }
    return MHD_queue_response(connection, UInt32(answer.status), response)
  }
}
