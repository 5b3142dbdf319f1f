import Helpdesk

/// What the body of one of Graph's answers says, as far as anything is decided by it.
struct GraphAnswer {
  var wamid: Wamid?
  var returnedPhone: String?
  var userID: UserID?
  var error: GraphError?

  /// A body that cannot be read says nothing.
  init(_ body: [UInt8]) {
    let read = body.withUnsafeBytes { bytes in JSONParser.read(bytes) { Self($0) } }
    if case .success(let answer) = read { self = answer }
  }

  private init(_ root: JSONValue) {
    wamid = root["messages"]?.oneOrMany.first { _ in true }?["id"]?.wamid
    let contact = root["contacts"]?.oneOrMany.first { _ in true }
    returnedPhone = contact?["wa_id"]?.phone
    userID = contact?["user_id"]?.userID
    error = root["error"].flatMap(GraphError.init)
  }
}

/// Graph's `error` object: numbers to decide by; of the prose only whether it speaks of the closed window.
struct GraphError {
  var code: Int
  var subcode: Int?
  var isTransient: Bool
  var speaksOfClosedWindow: Bool

  /// nil without a code.
  init?(_ error: JSONValue) {
    guard let code = Self.integer(error["code"]) else { return nil }
    self.code = code
    subcode = Self.integer(error["error_subcode"])
    isTransient = error["is_transient"]?.isTrue == true
    let prose = [error.text("message"), error["error_data"]?.text("details"), error.text("error_user_msg")]
    speaksOfClosedWindow = prose.contains { $0.map(Self.speaksOfClosedWindow) ?? false }
  }

  private static func integer(_ value: JSONValue?) -> Int? {
    guard let value else { return nil }
    return value.integer.map(Int.init) ?? value.string.flatMap { Int($0) }
  }

  /// Meta has refused for the closed window under other codes than 131047, with these words.
  private static func speaksOfClosedWindow(_ prose: String) -> Bool {
    let prose = prose.lowercased()
    let signs = ["24-hour window", "24 hour window", "24 hours have passed", "re-engagement message"]
    return signs.contains { prose.contains($0) }
  }
}
