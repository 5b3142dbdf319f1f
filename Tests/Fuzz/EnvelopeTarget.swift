import Foundation

/// Any bytes as a webhook's body: the laws of `DecoderLaws` hold.
@_cdecl("LLVMFuzzerTestOneInput")
func decodeBody(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // libFuzzer's own buffer, exactly as long as the input: reading one byte beyond it is seen.
  report(DecoderLaws.verdict(on: UnsafeRawBufferPointer(start: bytes, count: count)).broken)
  return 0
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int) -> Int

/// Half of the mutations are libFuzzer's own, on bytes; half are those of the tests, on the structure.
@_cdecl("LLVMFuzzerCustomMutator")
func mutateBody(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int, _ seed: UInt32) -> Int {
  var generator = SeededGenerator(seed: UInt64(seed))
  let body = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard Bool.random(using: &generator), var tree = JSONTreeReader.read(body) else {
    return mutateBytes(bytes, count, maximum)
  }
  let mutation = TreeMutation.allCases.randomElement(using: &generator)!
  let mutant = mutation.apply(to: &tree, donor: tree, using: &generator) ? tree.bytes : body
  guard mutant.count <= maximum, mutant != body else { return mutateBytes(bytes, count, maximum) }
  bytes.update(from: mutant, count: mutant.count)
  return mutant.count
}
