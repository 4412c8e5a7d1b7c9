import AWS
import Foundation
import SigV4

/// Says what this process's environment and files come to: credentials, Region, API hosts with the
/// Regions that they are signed for, and the other settings.
///
/// It is one JSON object. An argument stands for the flag `--profile`.
enum Resolving {
  static func run(_ arguments: [String]) async {
    var said: [String: Any] = [:]
    do throws(ConfigurationError) {
      let settings = try ClientSettings(
        flags: .init(profile: arguments.first),
        environment: .current(),
        files: .disk
      )
      said["region"] = settings.region?.text
      said["hosts"] = hosts(settings)
      said["signingRegions"] = signingRegions(settings)
      said["maximumAttempts"] = settings.maximumAttempts
      said["applicationID"] = settings.applicationID
      said["caBundle"] = settings.caBundle
      said["notices"] = settings.notices.map(\.text)
      said["credentials"] = await credentials(settings)
    } catch {
      said["error"] = "\(error)"
    }
    let bytes = try? JSONSerialization.data(withJSONObject: said, options: [.sortedKeys])
    FileHandle.standardOutput.write((bytes ?? Data()) + Data("\n".utf8))
  }

  private static func hosts(_ settings: ClientSettings) -> [String: String] {
    guard let region = settings.region else { return [:] }
    return Service.allCases.reduce(into: [:]) { hosts, service in
      let host = settings.hosts.host(of: service, in: region)
      hosts[service.rawValue] = "\(host.origin.scheme)://\(host.name)\(host.pathPrefix)"
    }
  }

  private static func signingRegions(_ settings: ClientSettings) -> [String: String] {
    guard let region = settings.region else { return [:] }
    return Service.allCases.reduce(into: [:]) { regions, service in
      let host = settings.hosts.host(of: service, in: region)
      regions[service.rawValue] = (host.signingRegion ?? region).text
    }
  }

  private static func credentials(_ settings: ClientSettings) async -> [String: Any] {
    guard let region = settings.region ?? RegionName("us-east-1") else { return [:] }
    let client = Client(
      transport: CurlTransport(
        .init(caBundle: settings.caBundle, proxies: Proxies(.current()))
      ),
      clock: SystemClock(),
      credentials: NoCredentials(),
      region: region,
      hosts: settings.hosts,
      random: { 1 << 63 },
      version: "0"
    )
    let outside = Outside(client: client, files: .disk)
    do throws(CredentialError) {
      let found = try await settings.credentials(from: outside).credentials()
      return [
        "accessKeyId": found.accessKeyID,
        "secretAccessKey": found.secretAccessKey.exposed,
        "sessionToken": found.sessionToken?.exposed ?? NSNull(),
        "accountId": found.accountID ?? NSNull(),
      ]
    } catch {
      return ["error": "\(error)"]
    }
  }
}
