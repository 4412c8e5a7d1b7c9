package import AWS
package import Core

/// Asks an endpoint's addresses themselves, as its load balancer and a browser would.
///
/// It has nothing to do with AWS's APIs: no credentials are sent, and no AWS client sends through it.
package struct TargetProber: Sendable {
  package typealias Sending = @Sendable (ProbeRequest) async -> ProbeAnswer

  /// Sends one probe.
  package var send: Sending

  /// How many probes are under way at the same time, at least 1.
  package var parallelism: Int

  package init(parallelism: Int, send: @escaping Sending) {
    self.parallelism = max(1, parallelism)
    self.send = send
  }

  /// What comes of each question, in the order of the questions.
  package func ask(_ questions: [ProbeQuestion]) async -> [ProbeSighting] {
    await inParallel(questions, atMost: parallelism) { question in
      ProbeSighting(question, await send(ProbeRequest(question)))
    }
  }
}

extension ProbeRequest {
  fileprivate init(_ question: ProbeQuestion) {
    self.init(
      scheme: question.protocol == .https ? .https : .http,
      address: question.place.address.description,
      port: question.place.port,
      path: question.path,
      view: View(question.view),
      totalMilliseconds: question.timeoutSeconds * 1000
    )
  }
}

extension ProbeRequest.View {
  fileprivate init(_ view: ProbeView) {
    switch view {
    case .loadBalancer: self = .loadBalancer
    case .browser(let host): self = .browser(host: host)
    }
  }
}

extension ProbeSighting {
  fileprivate init(_ question: ProbeQuestion, _ answer: ProbeAnswer) {
    switch answer.status {
    case .success(let status): self.init(question, .answered(status))
    case .failure(let failure):
      self.init(question, .failed(ProbeTrouble(failure.kind), failure.detail))
    }
    connected = answer.times.connected
    secured = answer.times.secured
    answered = answer.times.answered
    tlsVersion = answer.tls?.version
    certificateSubject = answer.tls?.subject
    certificateEnd = answer.tls?.notAfter
  }
}

extension ProbeTrouble {
  fileprivate init(_ kind: ProbeFailure.Kind) {
    self =
      switch kind {
      case .refused: .refused
      case .unreachable: .unreachable
      case .connectionTimedOut: .connectionTimedOut
      case .handshakeTimedOut: .handshakeTimedOut
      case .answerTimedOut: .answerTimedOut
      case .tlsFailed: .tlsFailed
      case .certificateOutOfDate: .certificateOutOfDate
      case .nameNotCertified: .nameNotCertified
      case .issuerUnknown: .issuerUnknown
      case .trustUnreadable: .trustUnreadable
      case .cutOff: .cutOff
      case .notHTTP: .notHTTP
      case .cancelled, .notSent: .notSent
      }
  }
}
