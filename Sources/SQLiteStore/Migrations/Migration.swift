internal import GRDB

/// One step of the schema. Append-only: a step that has been released is never edited.
protocol Migration: SendableMetatype {
  /// What the step brings, for the log.
  static var name: String { get }
  static var sql: String { get }
}

/// All steps in order: the n-th brings `user_version` n.
enum Migrations {
  static let all: [any Migration.Type] = [
    M0001Received.self, M0002Conversations.self, M0003Sending.self, M0004Record.self, M0005Operation.self,
    M0006Repeats.self, M0007Attempts.self, M0008Desk.self, M0009Retention.self, M0010OutboxList.self,
    M0011QuarantineRetry.self, M0012KeptAnswers.self, M0013Inbound.self, M0014Claims.self, M0015Surveys.self,
    M0016Lists.self, M0017Misfires.self, M0018Details.self,
    M0019Letters.self, M0020Forgetting.self,
  ]

  /// The schema that this program knows.
  static var newest: Int { all.count }

  /// "ACUS" in ASCII, in the file's header: tells our databases from everybody else's.
  static let applicationID = 0x4143_5553

  /// Brings the schema up to date, each step with its version in one transaction of its own, so that a crash
  /// between two leaves a database that the next start goes on with. Returns the version that it found.
  static func apply(to db: Database) throws -> Int {
    let found = try version(of: db)
    for (index, step) in all.enumerated().dropFirst(found) {
      try db.inTransaction(.immediate) {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: step.sql)
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
        return .commit
      }
    }
    return found
  }

  static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}
