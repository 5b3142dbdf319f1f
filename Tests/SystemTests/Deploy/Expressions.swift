import Foundation

/// Figures as expressions of Prometheus' language name them.
enum Expressions {
  /// Each `acuse_…` with what stands in its braces, if anything does.
  static func figures(in text: String) -> [(name: String, selector: String)] {
    text.matches(of: /\b(acuse_[a-z_]+)(?:\{([^}]*)\})?/).map { (String($0.1), String($0.2 ?? "")) }
  }

  /// `reason="unavailable"` and the like: a label that is asked for one value.
  static func exact(_ selector: String) -> [(label: String, value: String)] {
    selector.matches(of: /([a-z_]+)="([^"]*)"/).map { (String($0.1), String($0.2)) }
  }
}
