import Core
import Foundation
import Testing

@testable import mooring

@Suite struct FileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
  }

  @Test func `a file is its owner's alone and replaces the old one whole`() throws {
    try folder.write("old and longer", to: "plan.json")
    try FileSystem.write(Array("new".utf8), to: folder.file("plan.json"))
    #expect(try folder.text("plan.json") == "new")
    #expect(try mode("plan.json") == 0o600)
    #expect(try folder.names == ["plan.json"])
  }

  @Test func `a link keeps leading to the file that is written`() throws {
    try folder.write("old", to: "real.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.json"),
      withDestinationPath: folder.file("real.json")
    )
    try FileSystem.write(Array("new".utf8), to: folder.file("link.json"))
    #expect(try folder.text("real.json") == "new")
    #expect(try folder.names == ["link.json", "real.json"])
  }

  @Test func `a device is written to, never replaced`() throws {
    try FileSystem.checkWritable("/dev/null")
    try FileSystem.write([1, 2, 3], to: "/dev/null")
    #expect(try FileSystem.kind(of: "/dev/null") == .stream)
  }

  @Test func `a full device is an error`() {
    let error = #expect(throws: FileError.self) { try FileSystem.write([1], to: "/dev/full") }
    #expect(error?.description == "/dev/full: could not be written: No space left on device")
  }

  @Test(arguments: ["", "missing/plan.json", "."])
  func `what can't be written is known before and said then`(name: String) throws {
    let path = folder.file(name)
    #expect(throws: FileError.self) { try FileSystem.checkWritable(path) }
    #expect(throws: FileError.self) { try FileSystem.write([], to: path) }
    #expect(try folder.names == [])
  }

  @Test func `a missing file is named`() {
    let path = folder.file("none.yaml")
    let error = #expect(throws: FileError.self) { try FileSystem.contents(of: path, limit: 10) }
    #expect(error?.description == "\(path): could not be read: No such file or directory")
  }

  @Test func `a file over the limit is refused, also one without an end`() throws {
    try folder.write("12345", to: "five")
    #expect(try FileSystem.contents(of: folder.file("five"), limit: 5).count == 5)
    let error = #expect(throws: FileError.self) {
      try FileSystem.contents(of: folder.file("five"), limit: 4)
    }
    #expect(error?.problem == .tooLarge(limit: 4))
    #expect(throws: FileError(path: "/dev/zero", problem: .tooLarge(limit: 100_000))) {
      try FileSystem.contents(of: "/dev/zero", limit: 100_000)
    }
  }
}
