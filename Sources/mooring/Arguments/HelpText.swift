/// The help of the program and of each command, made from the tables of commands and flags.
enum HelpText {
  static func text(of command: CommandName?) -> String {
    command.map(page) ?? overview
  }

  private static var overview: String {
    let commands = CommandName.allCases.map { ($0.rawValue, $0.summary) }
    let codes = ExitCode.allCases.map { (String($0.rawValue), $0.meaning) }
    return """
      mooring keeps an Application Load Balancer's target group moored to the private
      addresses behind an interface VPC endpoint, such as the web server of an Amazon
      MWAA environment.

      usage: mooring COMMAND [SPEC...] [FLAG...]

      commands:
      \(aligned(commands))

      `mooring help COMMAND` explains a command and its flags.

      exit codes:
      \(aligned(codes))

      """
  }

  private static func page(_ command: CommandName) -> String {
    let usages = command.operands.map { operands in
      ["mooring", command.rawValue, operands, "[FLAG...]"].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    var text = """
      mooring \(command.rawValue): \(command.summary)

      usage: \(usages.joined(separator: "\n       "))

      """
    if command.takesSpec {
      text += """

        A SPEC is a file, a directory (every *.yaml, *.yml and *.json directly in it) or
        -, standard input. Without one: mooring.yaml in the working directory.

        """
    }
    text += "\nflags:\n\(aligned(Flag.all(of: command).map { ($0.usage, $0.help) }))\n"
    if !command.exitCodes.isEmpty {
      let codes = command.exitCodes.map { (String($0.rawValue), $0.meaning(of: command)) }
      text += "\nexit codes:\n\(aligned(codes))\n"
    }
    return text
  }

  private static func aligned(_ rows: [(name: String, meaning: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { row in
      let gap = String(repeating: " ", count: width - row.name.count)
      return "  \(row.name)\(gap)  \(row.meaning)"
    }.joined(separator: "\n")
  }
}
