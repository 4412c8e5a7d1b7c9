import Core

extension TextForm where Value == Matcher {
  static var matcher: TextForm {
    TextForm(
      noun: "a matcher such as \"200,302\" or \"200-299\": codes from 200 to 499, as text",
      parse: { Matcher($0) }
    )
  }
}

extension TextForm where Value == HealthCheckPort {
  static var healthCheckPort: TextForm {
    TextForm(
      noun: "`traffic-port` or a whole number from 1 to 65535",
      parse: { HealthCheckPort($0) }
    )
  }
}

extension TextForm where Value == String {
  /// Visible ASCII, so that a blank that slipped in is not sent.
  static var healthCheckPath: TextForm {
    TextForm(
      noun: "a path of 1 to 1024 visible characters that begins with `/`",
      parse: { text in
        guard (1...1024).contains(text.utf8.count), text.hasPrefix("/"),
          text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        return text
      }
    )
  }
}
