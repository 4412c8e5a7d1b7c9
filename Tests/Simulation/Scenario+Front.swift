import Core
import Simulator
import TestSupport

// What else a spec may ask for, and what others have before the group: drawn by dice of its own,
// after all else.
extension Scenario {
  /// A target group of another application's, which the world doesn't show.
  static let intranet = arn(
    "arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/intranet/fedcba9876543210"
  )

  /// The default certificate of those who share a listener with the binding.
  static let theirs = Certificate(
    arn: arn("arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-4000-8000-000000000001"),
    domainName: "wiki.example.com",
    status: "ISSUED",
    notAfter: Harbour.now + 100 * 86_400
  )

  static let host = "airflow.example.com"

  mutating func drawFrontAndCreation() {
    var dice = SeededGenerator(seed: seed ^ 0x6d6f_6f72_696e_6721)
    drawRule(&dice)
    drawCertificates(&dice)
    drawCreation(&dice)
    harbour.here.settleGroups()
    drawFrontEvents(&dice)
  }

  /// What the spec asks for that not every spec does, for counts.
  var wants: [String] {
    let spec = harbour.binding.listener
    var wants: [String] = []
    if harbour.binding.targetGroup.create != nil { wants.append("creation") }
    if spec?.rule != nil { wants.append("rule") }
    if spec?.rule != nil, isShared { wants.append("shared listener") }
    switch spec?.certificate {
    case .domain: wants.append("domain")
    case .files: wants.append("import")
    case .arn, nil: break
    }
    return wants
  }

  private var isShared: Bool {
    harbour.here.listeners.first?.defaultActions == [.forward([Self.intranet])]
  }

  private mutating func drawRule(_ dice: inout SeededGenerator) {
    guard harbour.binding.listener != nil, dice.isIn(40) else { return }
    let hosts = dice.one(of: [[Self.host], [Self.host, "flows.example.com"]])
    let spec = RuleSpec(hosts: hosts, priority: 10)
    harbour.binding.listener?.rule = spec
    guard !harbour.here.listeners.isEmpty else { return }
    switch Int.random(in: 0..<10, using: &dice) {
    case 0..<6:
      harbour.here.listeners[0].defaultActions = [.forward([Self.intranet])]
      if dice.isIn(80) { takeDefaultCertificate() }
      if dice.isIn(25) { harbour.here.listeners[0].furtherCertificates = [Harbour.certificate] }
    case 6..<8:
      harbour.here.listeners[0].defaultActions = [.other("fixed-response")]
      if dice.isIn(30) { takeDefaultCertificate() }
    default: break
    }
    if dice.isIn(60) { addOwnRule(spec, &dice) }
    addForeignRules(&dice)
  }

  private mutating func takeDefaultCertificate() {
    harbour.here.certificates.append(Self.theirs)
    harbour.here.listeners[0].certificate = Self.theirs.arn
  }

  /// A rule as an earlier run may have left it, or as somebody has changed it since.
  private mutating func addOwnRule(_ spec: RuleSpec, _ dice: inout SeededGenerator) {
    let hosts = dice.one(of: [
      spec.hosts, spec.hosts, [Self.host, "old.example.com"], ["old.example.com"],
    ])
    let priority = dice.one(of: [10, 10, 10, 30])
    harbour.here.addRule(priority, for: hosts, to: [Harbour.group])
  }

  /// Rules that mooring has to leave alone, some of them in its way or much like its own.
  private mutating func addForeignRules(_ dice: inout SeededGenerator) {
    if dice.isIn(8) { harbour.here.addRule(5, for: ["*.example.com"], to: [Self.intranet]) }
    if dice.isIn(8) { harbour.here.addRule(10, for: [Self.host], to: [Self.intranet]) }
    if dice.isIn(25) { harbour.here.addRule(20, for: ["wiki.example.com"], to: [Self.intranet]) }
    if dice.isIn(10) {
      harbour.here.addRule(21, for: [Self.host], to: [Harbour.group], hasOtherConditions: true)
    }
    if dice.isIn(10) {
      harbour.here.addRule(22, for: [Self.host], to: [Harbour.group, Self.intranet])
    }
  }

  private mutating func drawCertificates(_ dice: inout SeededGenerator) {
    guard harbour.binding.listener?.certificate != nil else { return }
    switch Int.random(in: 0..<10, using: &dice) {
    case 0..<2:
      harbour.binding.listener?.certificate = .domain(Self.host)
      if dice.isIn(30) { addCertificate(2, for: Self.host, days: 300) }
      if dice.isIn(30) { addCertificate(3, for: "*.example.com", days: 400) }
      // As good as the one that is there: only one in use is taken then.
      if dice.isIn(10) { addCertificate(4, for: Self.host, days: 200) }
      if dice.isIn(20) { addCertificate(5, for: Self.host, days: 500, "PENDING_VALIDATION") }
    case 2:
      guard let paths = ImportedFiles.paths else { return }
      harbour.binding.listener?.certificate =
        .files(certificate: paths.certificate, chain: nil, privateKey: paths.privateKey)
      if dice.isIn(50) { addImport(&dice) }
    default: break
    }
  }

  /// What an earlier run has imported: the same files, others, or some with another kind of key.
  private mutating func addImport(_ dice: inout SeededGenerator) {
    let key = dice.one(of: ["EC_prime256v1", "EC_prime256v1", "RSA_2048"])
    let isSame = key == "EC_prime256v1" && dice.isIn(50)
    addCertificate(6, for: Self.host, days: 60)
    let last = harbour.here.certificates.count - 1
    harbour.here.certificates[last].keyAlgorithm = key
    harbour.here.certificates[last].imported = ImportTags(
      binding: harbour.binding.name,
      digest: isSame ? ImportedFiles.content?.digest : "sha256:\(String(repeating: "0", count: 64))"
    )
    if isSame { harbour.here.certificates[last].notAfter = ImportedFiles.content?.notAfter }
  }

  private mutating func addCertificate(
    _ number: Int,
    for domain: String,
    days: Int,
    _ status: String = "ISSUED"
  ) {
    let id = "00000000-0000-4000-8000-00000000000\(number)"
    harbour.here.certificates.append(
      Certificate(
        arn: arn("arn:aws:acm:us-west-2:123456789012:certificate/\(id)"),
        domainName: domain,
        status: status,
        notAfter: Harbour.now + days * 86_400
      )
    )
  }

  private mutating func drawCreation(_ dice: inout SeededGenerator) {
    guard dice.isIn(20) else { return }
    harbour.binding.targetGroup.create = TargetGroupCreation(
      vpcId: "vpc-0a",
      tags: dice.isIn(50) ? ["team": "data"] : [:]
    )
    if dice.isIn(70) { harbour.here.deleteGroup() }
  }
}
