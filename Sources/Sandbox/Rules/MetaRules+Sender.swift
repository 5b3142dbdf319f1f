extension MetaRules {
  /// Whether that number may send at all, and to that address, whatever it sends.
  func checkSender(_ number: BusinessNumber, to address: SendBody.Address) throws(GraphError) {
    if let refusal = state(ofAccount: number.accountID).refusal { throw refusal }
    guard number.isRegistered else { throw .code(133_010, "The number is not registered.") }
    if case .phone(number.digits, _) = address { throw .code(131_021, "A number does not write to itself.") }
    guard let allowList = number.allowList, let digits = digits(of: address), !allowList.contains(digits) else {
      return
    }
    throw .code(131_030, "This test number may not send to that recipient.")
  }

  /// The digits that are looked up among the allowed ones: as given, so that another spelling of Mexico's or
  /// Argentina's numbers is not found (whatsapp §5); nil for an address that has none.
  private func digits(of address: SendBody.Address) -> String? {
    switch address {
    case .phone(let digits, _): digits
    case .userID(let id): directory.place(of: id).map { directory.people[$0].waID }
    case .misplaced: nil
    }
  }
}
