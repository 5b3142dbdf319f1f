import Foundation
import Gateway
import Helpdesk
import Testing

/// `docs/operator.md` has no gap where somebody looks at three in the morning.
@Suite struct OperatorPageTests {
  private static let number = NumberID(Workplace.numberID)

  /// One of each; a new case is asked for by `place(of:)`, which does not compile without it.
  private static let all: [Degradation] = [
    .breakerOpen(number), .noToken(number), .slowed(number), .wakesPutOff(1), .sendsPutOff(1), .inputsRefused(1),
    .quarantine, .clockJumped, .storeUnreadable, .diskSpace, .reloadRefused,
  ]

  @Test("every word that can stand under `degraded` has a row", arguments: all)
  func degraded(_ what: Degradation) throws {
    #expect(Self.all[Self.place(of: what)] == what)
    #expect(try DeployFolder.text("docs/operator.md").contains("\n| `\(what.word)` | "))
  }

  @Test("both READMEs lead to it, and every heading that it links to is there")
  func links() throws {
    for name in ["README.md", "README.es.md"] {
      #expect(try DeployFolder.text(name).contains("(docs/operator.md)"), "\(name)")
    }
    let page = try DeployFolder.text("docs/operator.md")
    let anchors = page.split(separator: "\n").filter { $0.hasPrefix("#") }.map(Self.anchor)
    let links = page.matches(of: /\]\(#([^)]+)\)/).map { String($0.1) }
    #expect(!links.isEmpty)
    for link in links { #expect(anchors.contains(link), "\(link)") }
  }

  /// As GitHub and its like make them of a heading.
  private static func anchor(_ heading: Substring) -> String {
    heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
      .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }.replacing(" ", with: "-")
  }

  /// Where it stands in `all`.
  private static func place(of what: Degradation) -> Int {
    switch what {
    case .breakerOpen: 0
    case .noToken: 1
    case .slowed: 2
    case .wakesPutOff: 3
    case .sendsPutOff: 4
    case .inputsRefused: 5
    case .quarantine: 6
    case .clockJumped: 7
    case .storeUnreadable: 8
    case .diskSpace: 9
    case .reloadRefused: 10
    }
  }
}
