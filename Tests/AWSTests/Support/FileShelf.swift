import Synchronization

@testable import AWS

/// Files in memory, by path.
final class FileShelf: Sendable {
  private let files: Mutex<[String: String]>

  init(_ files: [String: String] = [:]) {
    self.files = Mutex(files)
  }

  subscript(path: String) -> String? {
    get { files.withLock { $0[path] } }
    set { files.withLock { $0[path] = newValue } }
  }

  var reader: FileReader { FileReader { path in self[path].map { Array($0.utf8) } } }

  var writer: FileWriter {
    FileWriter { bytes, path in self[path] = String(decoding: bytes, as: UTF8.self) }
  }

  /// A world with these files and a script of answers.
  func outside(
    _ transport: any Transport,
    clock: VirtualClock = VirtualClock(),
    observer: RequestObserver? = nil
  ) throws -> Outside {
    Outside(
      client: try .scripted(
        transport,
        clock: clock,
        credentials: NoCredentials(),
        observer: observer
      ),
      files: reader,
      writer: writer
    )
  }
}
