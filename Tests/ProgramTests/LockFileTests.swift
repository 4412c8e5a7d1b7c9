import Core
import Foundation
import Testing

@testable import mooring

@Suite struct LockFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func holder(_ process: Int32) -> LockFile.Holder {
    LockFile.Holder(process: process, host: "ops-1", startedAt: "2026-01-02T03:04:05Z")
  }

  @Test func `a second run is told who holds the lock, and gets it when it is free`() throws {
    let path = folder.file("lock")
    let first = try LockFile(path: path, for: holder(11))
    let error = #expect(throws: LockError.self) { try LockFile(path: path, for: holder(12)) }
    #expect(
      error?.description
        == "\(path): another run holds the lock: process 11 on ops-1, since 2026-01-02T03:04:05Z. "
        + "Nothing was done. Wait until it ends; if it hangs, end that process: the lock is free when "
        + "its holder is gone, and removing the file frees nothing"
    )
    first.release()
    let second = try LockFile(path: path, for: holder(12))
    #expect(try folder.text("lock").contains("process 12"))
    second.release()
    #expect(try folder.text("lock") == "")
  }

  @Test func `the lock file is its owner's alone`() throws {
    try LockFile(path: folder.file("lock"), for: holder(1)).release()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("lock"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a lock that can't be made is an error of its own`() {
    let path = folder.file("missing/lock")
    let error = #expect(throws: LockError.self) { try LockFile(path: path, for: holder(1)) }
    #expect(
      error?.description
        == "\(path): could not be written: No such file or directory. The lock wants a file that may "
        + "be written, in a folder that is there"
    )
  }
}
