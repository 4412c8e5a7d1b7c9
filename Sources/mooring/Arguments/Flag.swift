/// One row of the table that parsing, help and suggestions come from.
struct Flag: Hashable, Sendable {
  let name: FlagName

  /// What help calls the value; nil for a switch, which takes none.
  let placeholder: String?

  let help: String
  let commands: Set<CommandName>

  init(
    _ name: FlagName,
    _ placeholder: String? = nil,
    of commands: Set<CommandName>,
    _ help: String
  ) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
    self.commands = commands
  }

  /// Whether each use adds a value; any other flag may be given once.
  var isRepeatable: Bool { name == .only }

  /// The flag and its value as help shows them.
  var usage: String { placeholder.map { "\(name.typed) \($0)" } ?? name.typed }
}

extension Flag {
  private static let writing: Set<CommandName> = [.apply, .rollback]
  private static let observing = writing.union([.plan, .check, .discover, .snapshot])
  private static let choosing: Set<CommandName> = observing.union([.iamPolicy])
  private static let running: Set<CommandName> = observing.union([.validate])
  private static let telling: Set<CommandName> = running.union([.iamPolicy, .initialize])

  /// Every flag, in the order in which help lists them.
  static let table: [Flag] = [
    Flag(
      .format,
      "text|json",
      of: writing.union([.plan, .discover]),
      "the result's form; default text"
    ),
    Flag(.format, "text|json|markdown", of: [.check], "the result's form; default text"),
    Flag(.out, "FILE", of: [.plan, .snapshot], "save it in FILE, readable by its owner only"),
    Flag(
      .out,
      "FILE",
      of: [.initialize],
      "where the spec is written, - for standard output; default mooring.yaml"
    ),
    Flag(.environment, "NAME", of: [.initialize], "the MWAA environment to moor to"),
    Flag(
      .vpcEndpoint,
      "ID",
      of: [.initialize],
      "or the VPC endpoint, such as vpce-0123456789abcdef0"
    ),
    Flag(
      .targetGroup,
      "NAME|ARN",
      of: [.initialize],
      "the target group; a name that none has is created by the first apply"
    ),
    Flag(.loadBalancer, "NAME", of: [.initialize], "the load balancer of the listener"),
    Flag(.certificate, "ARN", of: [.initialize], "the listener's certificate"),
    Flag(.domain, "NAME", of: [.initialize], "or the domain that a certificate is issued for"),
    Flag(
      .host,
      "NAME",
      of: [.initialize],
      "the rule's host name where others use the listener; default --domain"
    ),
    Flag(.bindingName, "NAME", of: [.initialize], "the binding's name; default the environment's"),
    Flag(
      .detailedExitcode,
      of: [.plan],
      "exit 2 when changes are pending, 3 when one is held"
    ),
    Flag(
      .snapshot,
      "FILE",
      of: [.plan, .check, .discover],
      "replay a recording instead of asking AWS"
    ),
    Flag(
      .probe,
      of: [.check],
      "also ask each address, as the health check and as a browser would"
    ),
    Flag(.plan, "FILE", of: [.apply], "apply a saved plan, if it still holds"),
    Flag(.autoApprove, of: writing, "don't ask before the first write"),
    Flag(.report, "FILE", of: writing, "save the report as JSON in FILE"),
    Flag(.lock, "FILE", of: writing, "refuse to run beside another run with this lock file"),
    Flag(
      .purpose,
      "plan|apply",
      of: [.iamPolicy],
      "the run that it allows; plan is any that reads"
    ),
    Flag(.role, "ARN", of: [.iamPolicy], "print it for this role of the spec, not for the caller"),
    Flag(
      .only,
      "NAME",
      of: choosing,
      "only bindings of this name (* is any text); repeatable"
    ),
    Flag(.parallelism, "N", of: observing, "requests at a time; default 16"),
    Flag(
      .profile,
      "NAME",
      of: choosing.union([.initialize]),
      "the profile of the shared AWS configuration"
    ),
    Flag(
      .region,
      "NAME",
      of: choosing.subtracting([.rollback]).union([.initialize]),
      "the Region where the spec names none"
    ),
    Flag(.endpointURL, "URL", of: observing.union([.initialize]), "the API host of every service"),
    Flag(
      .logLevel,
      "LEVEL",
      of: telling,
      "debug, info, warning or error; default warning"
    ),
    Flag(.logFormat, "text|json", of: telling, "the form of log lines; default text"),
    Flag(.color, "WHEN", of: running, "auto, always or never; auto honours NO_COLOR"),
    Flag(.quiet, of: running.subtracting([.discover]), "no output when nothing is to do or amiss"),
    Flag(.help, of: Set(CommandName.allCases), "explain the command; also -h"),
    Flag(.version, of: Set(CommandName.allCases), "print the version"),
  ]

  /// A flag's row for a command, as it may take other values there; for none given, its first.
  static func row(of name: FlagName, in command: CommandName? = nil) -> Flag? {
    let rows = table.filter { $0.name == name }
    guard let command else { return rows.first }
    return rows.first { $0.commands.contains(command) }
  }

  /// The flags that a command takes, in the order of the table.
  static func all(of command: CommandName) -> [Flag] {
    table.filter { $0.commands.contains(command) }
  }
}
