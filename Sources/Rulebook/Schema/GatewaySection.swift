/// `gateway:` and `meta:` and `mail:`.
enum GatewaySection {
  static func read(_ root: MapCursor, file: String, reading: Reading) -> GatewaySettings {
    var settings = GatewaySettings(
      listenHost: "127.0.0.1", listenPort: 8080, databasePath: path("acuse.db", besides: file),
      graphURL: "https://graph.facebook.com", graphVersion: GraphVersion.current)
    if let cursor = root["gateway"],
      let map = MapCursor(cursor, label: "`gateway`", keys: ["listen", "database", "public_url"])
    {
      if let (host, port) = map["listen"].flatMap(listen) { (settings.listenHost, settings.listenPort) = (host, port) }
      if let name = map["database"].flatMap(database) { settings.databasePath = path(name, besides: file) }
      settings.publicURL = map["public_url"].flatMap { address($0, example: "https://acuse.example.mx") }
    }
    if let cursor = root["meta"],
      let map = MapCursor(cursor, label: "`meta`", keys: ["graph_url", "graph_version"])
    {
      if let url = map["graph_url"].flatMap({ address($0, example: "https://graph.facebook.com") }) {
        settings.graphURL = url
      }
      if let version = map["graph_version"].flatMap({ GraphVersion.read($0, today: reading.context.today) }) {
        settings.graphVersion = version
      }
    }
    settings.mail = root["mail"].flatMap(MailSection.read)
    return settings
  }

  private static func listen(_ cursor: Cursor) -> (String, Int)? {
    guard let text = cursor.text(example: "127.0.0.1:8080") else { return nil }
    guard let (host, port) = WebAddress.hostAndPort(text), let port else {
      cursor.fail(
        "`listen` takes an address and a port, not \(Shown.name(text)).",
        hint: "for example `127.0.0.1:8080`, or `0.0.0.0:8080` for every interface")
      return nil
    }
    return (host, port)
  }

  private static func database(_ cursor: Cursor) -> String? {
    guard let text = cursor.text(atMost: Limits.addressCharacters, example: "sqlite:acuse.db") else { return nil }
    guard text.hasPrefix("sqlite:") else {
      cursor.fail(
        "`database` takes an SQLite file, the only store of this version.", hint: "for example `sqlite:acuse.db`")
      return nil
    }
    var name = text.dropFirst("sqlite:".count)
    if name.hasPrefix("//") { name = name.dropFirst(2) }
    if name.isEmpty || name == ":memory:" || name.hasSuffix("/") {
      cursor.fail("`database` names no file.", hint: "for example `sqlite:acuse.db`")
      return nil
    }
    return String(name)
  }

  /// An https address without user, query or fragment; plain http only where traffic stays on the machine.
  private static func address(_ cursor: Cursor, example: String) -> String? {
    guard let text = cursor.text(atMost: Limits.addressCharacters, example: example) else { return nil }
    guard let url = WebAddress(text), ["http", "https"].contains(url.scheme) else {
      cursor.fail("\(cursor.label) takes a web address, not \(Shown.name(text)).", hint: "for example `\(example)`")
      return nil
    }
    if url.hasUser || url.hasQuery || text.contains("#") {
      cursor.fail("\(cursor.label) takes an address without user, `?` or `#`.", hint: "for example `\(example)`")
      return nil
    }
    if url.scheme == "http", !url.isLoopback {
      cursor.fail("\(cursor.label) is plain http, which is accepted for loopback only.", hint: "write `https://…`")
      return nil
    }
    var trimmed = Substring(text)
    while trimmed.last == "/" { trimmed.removeLast() }
    return String(trimmed)
  }

  /// Relative paths start where the rules file stands.
  private static func path(_ name: String, besides file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }
}
