import Foundation

/// Ends the process so that the fuzzer keeps the input, and says which law was broken.
func report(_ broken: String?) {
  guard let broken else { return }
  FileHandle.standardError.write(Data("BROKEN LAW: \(broken)\n".utf8))
  abort()
}
