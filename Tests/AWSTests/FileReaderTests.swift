import Foundation
import Testing

@testable import AWS

@Suite struct FileReaderTests {
  /// A folder with a file `to%20ken` of two bytes.
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try Data([1, 2]).write(to: folder.appending(path: "to%20ken"))
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test func `a file is read by its path as it is written`() throws {
    defer { remove() }
    #expect(try FileReader.disk.read("\(folder.path)/to%20ken") == [1, 2])
    #expect(try FileReader.disk.read("/dev/null") == [])
  }

  @Test(arguments: ["gone", "to ken", "to%20ken/below"])
  func `what isn't there is no file, and no error`(name: String) throws {
    defer { remove() }
    #expect(try FileReader.disk.read("\(folder.path)/\(name)") == nil)
  }

  @Test func `what can't be read says why`() throws {
    defer { remove() }
    let loop = "\(folder.path)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let expected = [
      (folder.path, "it is a directory"),
      (loop, "the system says: Too many levels of symbolic links"),
      ("/dev/zero", "it is longer than 16 MiB"),
    ]
    for (path, why) in expected {
      #expect(throws: FileError(path: path, why: why)) { try FileReader.disk.read(path) }
    }
  }
}
