import Foundation
import Testing

@testable import AWS

@Suite struct FileWriterTests {
  @Test func `a file takes another's place, for its owner's eyes`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "token.json")
    try Data("old and longer".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    let before = try FileHandle(forReadingFrom: file)

    try FileWriter.disk.write(Array("new".utf8), file.path)

    #expect(try Data(contentsOf: file) == Data("new".utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    // Who had it open still reads the whole of the old one, and nothing else was left.
    #expect(try before.readToEnd() == Data("old and longer".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token.json"])
  }

  @Test func `a place where nothing can be written is named`() {
    let path = "/nonexistent/\(UUID())/token.json"
    let error = #expect(throws: FileError.self) { try FileWriter.disk.write([1], path) }
    #expect(error?.path == path)
  }
}
