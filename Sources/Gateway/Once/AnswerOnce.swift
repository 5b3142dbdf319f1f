import BusinessTime

/// A work under a key: carried out at the first request, with its answer noted in the same transaction; every later
/// one within a day is given that answer and changes nothing.
package struct AnswerOnce<Work: TableWork>: TableWork {
  package typealias Write = @Sendable (_ result: Work.Result?, _ tables: any ReadTables) throws -> WrittenAnswer

  package enum Outcome: Sendable {
    case answered(WrittenAnswer)
    /// The key was used for another request.
    case reused
    /// The token has `KeptAnswer.mostPerToken` of them.
    case tooMany
  }

  private let work: Work
  private let key: AnswerKey
  private let write: Write

  /// `write` makes the answer inside the transaction; nil in place of the result: it was carried out before, and is to
  /// be shown as it is now. What it throws rolls the work back.
  package init(_ work: Work, key: AnswerKey, write: @escaping Write) {
    self.work = work
    self.key = key
    self.write = write
  }

  package var weight: Int { work.weight }

  package func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Outcome {
    if let kept = try tables.keptAnswer(token: key.token, key: key.key),
      turn.now < kept.at.adding(seconds: KeptAnswer.keptSeconds)
    {
      guard kept.key.request == key.request else { return .reused }
      guard let body = kept.body else {
        var answer = try write(nil, tables)
        answer.status = kept.status
        return .answered(answer)
      }
      return .answered(WrittenAnswer(status: kept.status, type: kept.type, body: body))
    }
    guard try tables.keptAnswerCount(of: key.token, most: KeptAnswer.mostPerToken) < KeptAnswer.mostPerToken else {
      return .tooMany
    }
    let result = try work.run(&tables, &turn)
    let answer = try write(result, tables)
    try tables.keep(
      KeptAnswer(
        key: key, at: turn.now, status: answer.status, type: answer.type,
        body: answer.body.count > KeptAnswer.mostBytes ? nil : answer.body))
    return .answered(answer)
  }
}
