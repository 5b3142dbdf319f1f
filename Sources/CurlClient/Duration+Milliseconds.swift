extension Duration {
  /// Rounded down; libcurl counts time-outs in whole milliseconds.
  var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
