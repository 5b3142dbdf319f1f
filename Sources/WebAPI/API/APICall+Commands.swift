import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird
import WhatsApp

/// Whatever changes something goes through here: one transaction, and one answer however often it is asked for.
extension APICall {
  /// Makes the answer from what came of a work; nil: it was carried out before, and is shown as it is now.
  typealias Write<Result> = @Sendable (_ result: Result?, _ tables: any ReadTables) throws -> WrittenAnswer

  /// Carries a command out. What the desk refuses is answered as a problem, and under a key that is kept as well.
  func carryOut(_ command: Command, body: [UInt8], _ write: @escaping Write<Answer>) async throws -> Response {
    try await perform(HandleInput(input: .command(command)), body: body) { answer, tables in
      if case .refused(let refusal)? = answer { throw Problem(refusal) }
      return try write(answer, tables)
    }
  }

  /// Performs a work; under an `Idempotency-Key` at the first request only (semantics §15).
  func perform<Work: TableWork>(
    _ work: Work, body: [UInt8], alone: Bool = false, _ write: @escaping Write<Work.Result>
  ) async throws -> Response {
    guard let key = try answerKey(for: body) else {
      let result = try await services.committer.perform(work, alone: alone)
      return try await services.read { try Self.written(result, $0, write) }.response
    }
    let once = AnswerOnce(work, key: key) { try Self.written($0, $1, write) }
    switch try await services.committer.perform(once, alone: alone) {
    case .answered(let answer): return answer.response
    case .reused:
      throw Problem(
        .unprocessableContent, type: "idempotency-key-reused",
        title: "This Idempotency-Key was used for another request within the last 24 hours.")
    case .tooMany:
      throw Problem(
        .tooManyRequests, type: "too-many-keys",
        title: "This token has used \(KeptAnswer.mostPerToken) keys within the last 24 hours.")
    }
  }

  /// A problem is an answer like another, unless it is ours: then nothing is kept, and the caller may come again.
  private static func written<Result>(
    _ result: Result?, _ tables: any ReadTables, _ write: Write<Result>
  ) throws -> WrittenAnswer {
    do {
      return try write(result, tables)
    } catch let problem as Problem where problem.statusCode < 500 {
      return try problem.written()
    }
  }

  private func answerKey(for body: [UInt8]) throws -> AnswerKey? {
    guard let key = request.headers[.idempotencyKey] else { return nil }
    guard !key.isEmpty, key.count <= AnswerKey.mostCharacters else {
      throw Problem.badRequest("Idempotency-Key takes 1 to \(AnswerKey.mostCharacters) characters.")
    }
    let head = "\(request.method.rawValue) \(request.uri.path)\n"
    return AnswerKey(token: caller.id, key: key, request: Digest.sha256(Array(head.utf8) + body))
  }
}

extension HTTPField.Name {
  static let idempotencyKey = Self("Idempotency-Key")!
}
