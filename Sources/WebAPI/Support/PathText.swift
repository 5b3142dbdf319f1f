import Foundation
import Hummingbird

extension APIContext {
  /// A captured part of the path as it was meant: `%231042` is `#1042`. Empty if there is none.
  func pathText(_ name: String) -> String {
    let raw = parameters.get(name) ?? ""
    return raw.removingPercentEncoding ?? raw
  }
}
