/// An error fit for the person at the terminal: one sentence, and the status that scripts see.
struct Complaint: Error {
  static let failed: Int32 = 1
  static let wrongUse: Int32 = 2

  var sentence: String
  var status: Int32

  init(_ sentence: String, status: Int32 = Complaint.failed) {
    self.sentence = sentence
    self.status = status
  }

  static func wrongUse(_ sentence: String) -> Complaint { Complaint(sentence, status: wrongUse) }
}
