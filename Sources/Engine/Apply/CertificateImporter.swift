import AWS
import Core
import Crypto

/// Imports a certificate from files into ACM, and marks it so that it is found again.
///
/// A new one gets its tags with the import, in one call. One that is imported again gets them after
/// it, as ACM wants: what ends between the two is found as not imported yet, and imported once more.
struct CertificateImporter: Sendable {
  let client: Client
  let binding: String

  func make(_ new: CertificateImport) async -> Writer.Reply {
    let what: ACM.Import
    do throws(CertificateFiles.Trouble) {
      what = try read(new)
    } catch {
      return .undone("\(error.path) can't be imported: \(error.what). \(error.remedy)")
    }
    let tags = ImportTags(binding: binding, digest: new.digest).tags.map {
      ACM.Tag(key: $0.key, value: $0.value)
    }
    guard let known = new.into else {
      return await client.reply(to: ACM.importCertificate(what, tags: tags)) { $0 }
    }
    let arn = known.description
    let reply = await client.reply(to: ACM.importCertificate(what, into: arn)) { $0 }
    guard reply.isDone else { return reply }
    switch await client.reply(to: ACM.addTags(tags, to: arn)) {
    case .done: return reply
    case .lost(let error): return .lost(error)
    case .refused(let error):
      // An interrupted run ends with what it has made; the next one imports it once more.
      if error.isCancelled { return reply }
      return .undone("It was imported, and its tags could not be written: \(error)")
    case .undone(let why): return .undone(why)
    }
  }

  /// Reads all files anew; they have to hold what was planned.
  private func read(_ new: CertificateImport) throws(CertificateFiles.Trouble) -> ACM.Import {
    let path = new.paths.certificate
    switch PEMCertificates.read(new.paths) {
    case .failure(let found):
      throw found.all.first ?? CertificateFiles.Trouble(path, "it can't be read", remedy: "")
    case .success(let read):
      if let trouble = read.troubles.first { throw trouble }
      guard read.content.digest == new.digest else {
        throw CertificateFiles.Trouble(
          path,
          "certificate or chain is another one than was planned",
          remedy: "Plan again."
        )
      }
      return ACM.Import(
        certificate: read.leaf.pem,
        chain: read.chain.flatMap(\.pem),
        privateKey: try read.privateKey()
      )
    }
  }
}
