/// `mail:`, the second way to reach our people.
enum MailSection {
  static func read(_ cursor: Cursor) -> MailSettings? {
    guard let map = MapCursor(cursor, label: "`mail`", keys: ["smtp", "from"]) else { return nil }
    let smtp = map.required("smtp", hint: "for example `smtp://mail.example.mx:587`").flatMap(server)
    let from = map.required("from").flatMap { $0.mailAddress() }
    guard let smtp, let from else { return nil }
    return MailSettings(smtpURL: smtp, from: from)
  }

  private static func server(_ cursor: Cursor) -> String? {
    let example = "smtp://mail.example.mx:587"
    guard let text = cursor.text(atMost: Limits.addressCharacters, example: example) else { return nil }
    guard let url = WebAddress(text), ["smtp", "smtps"].contains(url.scheme), url.path.isEmpty || url.path == "/",
      !url.hasQuery
    else {
      cursor.fail("`smtp` takes the address of a mail server.", hint: "for example `\(example)`")
      return nil
    }
    if url.hasPassword {
      cursor.fail("A password does not belong into the rules file.", hint: "set `ACUSE_SMTP_PASSWORD`")
      return nil
    }
    return text
  }
}

extension Cursor {
  /// A mail address: one `@`, a host with a dot or `localhost`, ASCII only, nothing that could end a header line.
  func mailAddress() -> String? {
    guard let text = text(atMost: 254, example: "acuse@example.mx") else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.allSatisfy { !$0.isWhitespace && !"<>,;:\"()[]\\".contains($0) }
    guard parts.count == 2, !parts[0].isEmpty, isPlain, text.allSatisfy(\.isASCII),
      parts[1] == "localhost" || Self.isHost(parts[1])
    else {
      fail("\(label) takes one mail address.", hint: "for example `acuse@example.mx`")
      return nil
    }
    return text
  }

  private static func isHost(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }
  }
}
