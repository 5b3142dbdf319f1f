import Foundation

/// Multinomial logistic regression over signs that are there or not, with a Gaussian prior: plain, and the same
/// numbers on every run.
struct Regression {
  let signs: [String]
  let outcomes: Int
  /// Row by sign, column by outcome.
  private(set) var weights: [Double]

  /// Steps over the whole set; the loss moves in the fourth digit by then.
  private static let steps = 400
  private static let rate = 0.1
  /// Of Adam's two running means, as its authors chose them.
  private static let (meanDecay, squareDecay) = (0.9, 0.999)

  /// `strength` is the weight of the messages against the prior: higher trusts rare signs more.
  init(messages: [(signs: [String], outcome: Int)], outcomes: Int, strength: Double) {
    signs = Set(messages.flatMap(\.signs)).sorted()
    self.outcomes = outcomes
    let row = Dictionary(uniqueKeysWithValues: signs.enumerated().map { ($1, $0) })
    let rows = messages.map { message in message.signs.compactMap { row[$0] } }
    weights = [Double](repeating: 0, count: signs.count * outcomes)
    var mean = weights
    var square = weights
    for step in 1...Self.steps {
      let slope = slope(rows, messages.map(\.outcome), strength: strength)
      let (correctMean, correctSquare) = (
        1 - pow(Self.meanDecay, Double(step)), 1 - pow(Self.squareDecay, Double(step))
      )
      for place in weights.indices {
        mean[place] = Self.meanDecay * mean[place] + (1 - Self.meanDecay) * slope[place]
        square[place] = Self.squareDecay * square[place] + (1 - Self.squareDecay) * slope[place] * slope[place]
        weights[place] -=
          Self.rate * (mean[place] / correctMean) / ((square[place] / correctSquare).squareRoot() + 1e-8)
      }
    }
  }

  private func slope(_ rows: [[Int]], _ truth: [Int], strength: Double) -> [Double] {
    var slope = weights.map { $0 / strength }
    var odds = [Double](repeating: 0, count: outcomes)
    for (signs, right) in zip(rows, truth) {
      for outcome in 0..<outcomes { odds[outcome] = signs.reduce(0) { $0 + weights[$1 * outcomes + outcome] } }
      let highest = odds.max() ?? 0
      for outcome in 0..<outcomes { odds[outcome] = exp(odds[outcome] - highest) }
      let sum = odds.reduce(0, +)
      for outcome in 0..<outcomes {
        let error = odds[outcome] / sum - (outcome == right ? 1 : 0)
        for sign in signs { slope[sign * outcomes + outcome] += error }
      }
    }
    return slope
  }

  /// In hundredths; signs that say next to nothing are left out.
  func table(leastHundredths: Int) -> [String: [Int32]] {
    var table: [String: [Int32]] = [:]
    for (place, sign) in signs.enumerated() {
      let row = weights[place * outcomes..<(place + 1) * outcomes].map { Int32(($0 * 100).rounded()) }
      if row.contains(where: { abs($0) >= leastHundredths }) { table[sign] = row }
    }
    return table
  }
}
