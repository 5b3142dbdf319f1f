extension JSON {
  /// The bytes as Meta writes them: `\/` for a slash, `\u00e9` for what is not ASCII, surrogate pairs beyond the BMP.
  ///
  /// Meta signs this form, so whoever verifies a re-serialised body fails on the first accent (whatsapp §0, 8).
  package func bytes() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(512)
    write(into: &output)
    return output
  }

  private func write(into output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .int(let number): output.append(contentsOf: String(number).utf8)
    case .double(let number): output.append(contentsOf: String(number).utf8)
    case .string(let text): Self.write(text, into: &output)
    case .array(let elements):
      Self.write(elements, between: "[", "]", into: &output) { element, output in element.write(into: &output) }
    case .object(let members):
      Self.write(members, between: "{", "}", into: &output) { member, output in
        Self.write(member.name, into: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(into: &output)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: Unicode.Scalar, _ close: Unicode.Scalar, into output: inout [UInt8],
    _ body: (Item, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      body(item, &output)
    }
    output.append(UInt8(ascii: close))
  }

  private static func write(_ text: String, into output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C && $0 != 0x2F }
    if isPlain { return output.append(contentsOf: text.utf8) }
    for unit in text.utf16 {
      switch unit {
      case 0x22: output.append(contentsOf: #"\""#.utf8)
      case 0x5C: output.append(contentsOf: #"\\"#.utf8)
      case 0x2F: output.append(contentsOf: #"\/"#.utf8)
      case 0x08: output.append(contentsOf: #"\b"#.utf8)
      case 0x0C: output.append(contentsOf: #"\f"#.utf8)
      case 0x0A: output.append(contentsOf: #"\n"#.utf8)
      case 0x0D: output.append(contentsOf: #"\r"#.utf8)
      case 0x09: output.append(contentsOf: #"\t"#.utf8)
      case 0x20...0x7E: output.append(UInt8(unit))
      case _: writeEscape(unit, into: &output)
      }
    }
  }

  private static func writeEscape(_ unit: UInt16, into output: inout [UInt8]) {
    output.append(contentsOf: #"\u"#.utf8)
    for shift in [12, 8, 4, 0] as [UInt16] {
      output.append(Hex.digit(UInt8(unit >> shift & 0xF)))
    }
  }
}
