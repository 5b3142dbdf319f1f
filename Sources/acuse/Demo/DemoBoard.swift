import BusinessTime

/// Prints lines in the order of their times. Each waits a moment on the board, because what happened first may be
/// heard of last; then it is printed once.
actor DemoBoard {
  private struct Waiting {
    var line: DemoLine
    var place: Int

    /// By the second that is shown, then by kind, then as they came.
    var key: (Int64, Int, Int) { (line.at.seconds, line.kind.rank, place) }
  }

  private let print: @Sendable (String) -> Void
  private var waiting: [Waiting] = []
  private var taken = 0

  init(print: @escaping @Sendable (String) -> Void) { self.print = print }

  func take(_ lines: [DemoLine]) {
    for line in lines {
      waiting.append(Waiting(line: line, place: taken))
      taken += 1
    }
  }

  /// Prints what is no younger than that.
  func show(upTo moment: Timestamp) {
    let ripe = waiting.filter { $0.line.at <= moment }.sorted { $0.key < $1.key }
    waiting.removeAll { $0.line.at <= moment }
    for item in ripe { print(item.line.rendered(in: DemoStage.zone)) }
  }
}
