import BusinessTime

/// Things that wait for their time; equal times leave in the order in which they came.
struct DueQueue<Element: Sendable>: Sendable {
  private var heap: [Waiting] = []
  private var arrivals: UInt64 = 0

  private struct Waiting: Sendable {
    var at: Timestamp
    var arrival: UInt64
    var element: Element

    func isBefore(_ other: Waiting) -> Bool { (at, arrival) < (other.at, other.arrival) }
  }

  var isEmpty: Bool { heap.isEmpty }

  /// When the first of them is due; nil when nothing waits.
  var nextAt: Timestamp? { heap.first?.at }

  mutating func add(_ element: Element, at: Timestamp) {
    heap.append(Waiting(at: at, arrival: arrivals, element: element))
    arrivals += 1
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the first that is due at that moment, with the time for which it was meant.
  mutating func take(at now: Timestamp) -> (at: Timestamp, element: Element)? {
    guard let first = heap.first, first.at <= now else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.at, first.element)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
