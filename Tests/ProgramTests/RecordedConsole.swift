import AWS
import Core
import Documents
import Engine
import Foundation
import Testing

@testable import mooring

/// A console whose two streams are files of a test.
struct RecordedConsole {
  let folder: TemporaryFolder
  let console: Console
  private let handles: [FileHandle]

  init(redraws: Bool = false) throws {
    folder = try TemporaryFolder()
    var handles: [FileHandle] = []
    for name in ["out", "err"] {
      try folder.write("", to: name)
      handles.append(try FileHandle(forWritingTo: URL(filePath: folder.file(name))))
    }
    self.handles = handles
    console = Console(
      output: handles[0].fileDescriptor,
      error: handles[1].fileDescriptor,
      redraws: redraws
    )
  }

  var output: String { get throws { try folder.text("out") } }
  var error: String { get throws { try folder.text("err") } }
}
