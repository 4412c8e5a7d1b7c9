import FoundationEssentials

/// The way to the files that configuration names; tests have files of their own.
package struct FileReader: Sendable {
  /// Returns a file's bytes, or nil when there is no such file.
  package let read: @Sendable (_ path: String) throws(FileError) -> [UInt8]?

  package init(_ read: @escaping @Sendable (_ path: String) throws(FileError) -> [UInt8]?) {
    self.read = read
  }

  /// The files of this machine.
  package static let disk = FileReader { path throws(FileError) in
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError {
      if error.code == .fileReadNoSuchFile { return nil }
      throw FileError(path: path, why: why(error))
    } catch {
      throw FileError(path: path, why: "\(error)")
    }
  }

  private static func why(_ error: CocoaError) -> String {
    switch error.code {
    case .fileReadNoPermission: "this user may not read it"
    default: "it can't be read (is it a file?)"
    }
  }
}

/// Why a file that is there can't be read.
package struct FileError: Error, Hashable, Sendable {
  package var path: String
  package var why: String

  package init(path: String, why: String) {
    self.path = path
    self.why = why
  }
}
