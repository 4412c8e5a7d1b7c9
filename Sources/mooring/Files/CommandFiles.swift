import Documents

/// The files that commands read and write, with the exit codes of what can go wrong.
enum CommandFiles {
  /// The bytes of a plan or snapshot.
  static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
    do throws(FileError) {
      return try FileSystem.contents(of: path, limit: limit)
    } catch {
      throw CommandFailure(.invalidFile, error.description)
    }
  }

  /// Reads what a file holds, or writes it.
  static func document<Value>(
    _ body: () throws(DocumentError) -> Value
  ) throws(CommandFailure) -> Value {
    do throws(DocumentError) {
      return try body()
    } catch {
      switch error {
      case .notWritten: throw CommandFailure(.failed, error.description)
      case .tooLarge, .notJSON, .invalid, .unknownVersion, .edited:
        throw CommandFailure(.invalidFile, error.description)
      }
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do throws(FileError) {
      try FileSystem.write(bytes, to: path)
    } catch {
      throw CommandFailure(.failed, error.description)
    }
  }

  /// Finds out before the work whether its result could be written at its end.
  static func checkWritable(_ path: String?) throws(CommandFailure) {
    guard let path else { return }
    do throws(FileError) {
      try FileSystem.checkWritable(path)
    } catch {
      throw CommandFailure(.failed, error.description)
    }
  }
}
