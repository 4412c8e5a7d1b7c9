import CCurl

// All that is unsafe about libcurl is in this file, those of `CurlTransfer`, and `CurlProbe`. The
// objects live on the thread of `CurlLoop`, but for the bell, and a probe, which has a thread for
// itself.

enum CurlLibrary {
  /// Whether libcurl could be made ready, once for the process.
  static let isReady = mooring_prepare() == CURLE_OK
}

/// Interrupts the waiting of a ``CurlMulti``; the one thing that other threads may do to it.
///
/// It must not be rung after its multi handle was released.
struct CurlBell: @unchecked Sendable {
  fileprivate let multi: UnsafeMutableRawPointer

  func ring() {
    curl_multi_wakeup(multi)
  }
}

enum CurlThread {
  /// Runs a body on a thread of its own; false when there is no thread to be had.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let box = Unmanaged.passRetained(Box(body: body))
    let result = mooring_start_thread(
      { argument in
        if let argument {
          Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      },
      box.toOpaque()
    )
    if result != 0 { box.release() }
    return result == 0
  }

  private final class Box {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}

/// Transfers that share connections.
final class CurlMulti {
  /// A transfer that ended, and how.
  struct Finished {
    let handle: UnsafeMutableRawPointer?
    let code: CURLcode
  }

  private let multi: UnsafeMutableRawPointer

  init?(connectionsPerHost: Int) {
    guard CurlLibrary.isReady, let multi = curl_multi_init() else { return nil }
    self.multi = multi
    mooring_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
    mooring_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, 4 * connectionsPerHost)
  }

  deinit {
    curl_multi_cleanup(multi)
  }

  var bell: CurlBell { CurlBell(multi: multi) }

  func add(_ transfer: CurlTransfer) -> Bool {
    curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
  }

  func remove(_ transfer: CurlTransfer) {
    curl_multi_remove_handle(multi, transfer.easy)
  }

  /// Does what can be done without waiting, and returns what ended.
  func advance() -> [Finished] {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var finished: [Finished] = []
    var queued: Int32 = 0
    while let message = curl_multi_info_read(multi, &queued) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      finished.append(
        Finished(
          handle: mooring_message_handle(message),
          code: mooring_message_result(message)
        )
      )
    }
    return finished
  }

  /// Waits until something can be done, or the bell rings.
  func wait(milliseconds: Int32) {
    curl_multi_poll(multi, nil, 0, milliseconds, nil)
  }
}
