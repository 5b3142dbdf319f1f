/// Reads the fields of one object and refuses them in Meta's codes: 131008 for a missing one, 131009 for a bad one.
struct Fields {
  let value: JSON
  /// Where the object stands, for the refusal: empty at the top, else with a point at its end.
  let path: String

  init(_ value: JSON, path: String) {
    self.value = value
    self.path = path
  }

  func string(_ name: String, atMost limit: Int? = nil, mayBeEmpty: Bool = false) throws(GraphError) -> String {
    guard let text = try optionalString(name, atMost: limit) else { throw missing(name) }
    guard mayBeEmpty || !text.isEmpty else { throw bad(name, "must not be empty") }
    return text
  }

  func optionalString(_ name: String, atMost limit: Int? = nil) throws(GraphError) -> String? {
    guard let found = value[name] else { return nil }
    guard let text = found.text else { throw bad(name, "must be a string") }
    if let limit, text.isLonger(than: limit) { throw bad(name, "must be at most \(limit) characters") }
    return text
  }

  func optionalBool(_ name: String) throws(GraphError) -> Bool? {
    guard let found = value[name] else { return nil }
    guard let truth = found.truth else { throw bad(name, "must be true or false") }
    return truth
  }

  /// A place in an array, which Meta's own examples write as a number and as a string.
  func index(_ name: String) throws(GraphError) -> Int {
    guard let found = value[name] else { throw missing(name) }
    guard let place = found.integer.flatMap({ Int(exactly: $0) }) ?? found.text.flatMap({ Int($0) }) else {
      throw bad(name, "must be a number")
    }
    return place
  }

  func object(_ name: String) throws(GraphError) -> Fields {
    guard let found = value[name] else { throw missing(name) }
    guard found.members != nil else { throw bad(name, "must be an object") }
    return Fields(found, path: path + name + ".")
  }

  func array(_ name: String, count: ClosedRange<Int>) throws(GraphError) -> [Fields] {
    guard let found = value[name] else { throw missing(name) }
    guard let elements = found.elements else { throw bad(name, "must be an array") }
    guard count.contains(elements.count) else {
      throw bad(name, "must have \(count.lowerBound) to \(count.upperBound) elements")
    }
    return elements.enumerated().map { Fields($1, path: "\(path)\(name)[\($0)].") }
  }

  func missing(_ name: String) -> GraphError { .code(131_008, "The parameter \(path)\(name) is required.") }

  func bad(_ name: String, _ why: String) -> GraphError { .code(131_009, "Param \(path)\(name) \(why).") }
}

extension String {
  /// Meta bounds texts by characters and does not say of which kind. Here Unicode scalars are counted, on purpose not
  /// the UTF-16 of the gateway: its reading is held by its own tests, and what it lets through is never too long here.
  func isLonger(than limit: Int) -> Bool {
    // Bytes are counted already, and are never fewer.
    utf8.count > limit && unicodeScalars.count > limit
  }
}
