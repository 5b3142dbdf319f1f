/// `gateway:`, `meta:` and `mail:` of the rules file: how the process stands in the world.
package struct GatewaySettings: Sendable, Equatable {
  /// Where HTTP is served.
  package var listenHost: String
  /// 0 lets the system choose.
  package var listenPort: Int
  /// The SQLite file; absolute, or relative to the working directory when the rules file is named so.
  package var databasePath: String
  /// How the world reaches us, without a slash at its end.
  package var publicURL: String?
  /// Without a slash at its end.
  package var graphURL: String
  /// `v26.0`.
  package var graphVersion: String
  package var mail: MailSettings?
  package var retention: RetentionSettings

  package init(
    listenHost: String, listenPort: Int, databasePath: String, publicURL: String? = nil, graphURL: String,
    graphVersion: String, mail: MailSettings? = nil, retention: RetentionSettings = RetentionSettings()
  ) {
    self.listenHost = listenHost
    self.listenPort = listenPort
    self.databasePath = databasePath
    self.publicURL = publicURL
    self.graphURL = graphURL
    self.graphVersion = graphVersion
    self.mail = mail
    self.retention = retention
  }
}

/// `retention:` of the rules file, in seconds: at least a day each. What is nil is kept for good.
package struct RetentionSettings: Sendable, Equatable {
  /// Texts of messages, received and sent.
  package var messagesSeconds: Int64?
  /// Raw bodies and the journal of inputs.
  package var rawSeconds: Int64?
  /// The record of why things happened.
  package var timelineSeconds: Int64?

  package init(messagesSeconds: Int64? = nil, rawSeconds: Int64? = nil, timelineSeconds: Int64? = nil) {
    self.messagesSeconds = messagesSeconds
    self.rawSeconds = rawSeconds
    self.timelineSeconds = timelineSeconds
  }
}

/// `mail:` of the rules file. The password comes from the environment.
package struct MailSettings: Sendable, Equatable {
  /// `smtp://host:587` or `smtps://host:465`.
  package var smtpURL: String
  package var from: String

  package init(smtpURL: String, from: String) {
    self.smtpURL = smtpURL
    self.from = from
  }
}
