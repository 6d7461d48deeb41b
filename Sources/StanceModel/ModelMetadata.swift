internal import StanceText

/// The metadata of a model file, to and from JSON text.
enum ModelMetadata {
  static func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.encode(value), as: UTF8.self)
  }

  static func value(of spec: NGramSpec) -> JSONValue {
    func orders(_ range: ClosedRange<Int>?) -> JSONValue {
      range.map { .array([.int($0.lowerBound), .int($0.upperBound)]) } ?? .null
    }
    return .members([
      "wordOrders": orders(spec.wordOrders), "characterOrders": orders(spec.characterOrders),
      "bucketBits": .int(spec.bucketBits), "targetWindow": .int(spec.targetWindow),
      "joinsTarget": .bool(spec.joinsTarget), "marksOpening": .bool(spec.marksOpening),
      "readsTarget": .bool(spec.readsTarget),
    ])
  }

  static func value(of context: ContextWeights) -> JSONValue {
    .members([
      "own": .number(Double(context.own)), "departure": .number(Double(context.departure)),
      "alike": .array(context.alike.map { .number(Double($0)) }),
      "running": context.running.map { running in
        .members([
          "own": .number(Double(running.own)),
          "others": .array(running.others.map { .number(Double($0)) }),
          "first": .array(running.first.map { .number(Double($0)) }),
        ])
      } ?? .null,
      "division": (context.running == nil ? nil : context.division).map { division in
        .members([
          "shares": .array(division.shares.map { .number(Double($0)) }),
          "constant": .number(Double(division.constant)),
          "slope": .number(Double(division.slope)),
          "leading": .number(Double(division.leading)),
          "titled": .number(Double(division.titled)),
        ])
      } ?? .null,
    ])
  }

  static func value(of provenance: Provenance) -> JSONValue {
    .members([
      "program": .string(provenance.program),
      "seed": .string(String(provenance.seed)),
      "data": .array(provenance.data.map { .string($0) }),
      "facts": .array(
        provenance.facts.map { .array([.string($0.name), .string($0.value)]) }),
    ])
  }

  static func labels(_ file: SafeTensors) throws(ModelFileError) -> [String] {
    let values = try json(file, "labels").array ?? []
    let labels = values.compactMap(\.string)
    guard labels.count == values.count, labels.count >= 2, labels.count <= 1024,
      Set(labels).count == labels.count
    else { throw .notAModel(reason: "its labels are not two or more different words") }
    return labels
  }

  static func spec(_ file: SafeTensors) throws(ModelFileError) -> NGramSpec {
    let value = try json(file, "spec")
    func orders(_ key: String) throws(ModelFileError) -> ClosedRange<Int>? {
      if value[key] == .null { return nil }
      guard let bounds = value[key]?.array, bounds.count == 2, let low = bounds[0].int,
        let high = bounds[1].int, 1 <= low, low <= high, high <= 16
      else { throw .notAModel(reason: "its spec has no usable \(key)") }
      return low...high
    }
    guard let bits = value["bucketBits"]?.int, (10...24).contains(bits),
      let window = value["targetWindow"]?.int, (0...64).contains(window),
      let joins = value["joinsTarget"]?.bool
    else { throw .notAModel(reason: "its spec is incomplete") }
    return NGramSpec(
      wordOrders: try orders("wordOrders"), characterOrders: try orders("characterOrders"),
      bucketBits: bits, targetWindow: window, joinsTarget: joins,
      marksOpening: value["marksOpening"]?.bool ?? false,
      readsTarget: value["readsTarget"]?.bool ?? false)
  }

  static func features(_ file: SafeTensors) throws(ModelFileError) -> [DenseFeature] {
    let values = try json(file, "features").array ?? []
    var features: [DenseFeature] = []
    var isNamed = Array(repeating: false, count: DenseFeature.count)
    for (place, value) in values.enumerated() {
      // Nearly always the features of this program in their order.
      let usual = DenseFeature(rawValue: place)
      guard let name = value.string,
        let feature = usual?.name == name
          ? usual : DenseFeature.allCases.first(where: { $0.name == name })
      else {
        throw .notAModel(
          reason: "it uses the feature \(value.string ?? "?"), which this program does not have")
      }
      guard !isNamed[feature.rawValue] else {
        throw .notAModel(reason: "it names a feature twice")
      }
      isNamed[feature.rawValue] = true
      features.append(feature)
    }
    return features
  }

  static func temperature(_ file: SafeTensors) throws(ModelFileError) -> Float {
    guard let value = file.metadata("temperature").flatMap({ Float($0) }),
      LinearModel.temperatures.contains(value)
    else {
      let (low, high) = (LinearModel.temperatures.lowerBound, LinearModel.temperatures.upperBound)
      throw .notAModel(reason: "its temperature is not a number from \(low) to \(high)")
    }
    return value
  }

  static func pivots(_ file: SafeTensors) throws(ModelFileError) -> [Float] {
    let numbers = (try json(file, "pivots").array ?? []).compactMap(\.number)
    guard numbers.count == NGramFamily.allCases.count, numbers.allSatisfy((0...1e12).contains)
    else {
      throw .notAModel(reason: "its pivots are not a number from 0 to 1e12 for each family")
    }
    return numbers.map { Float($0) }
  }

  static func context(
    _ file: SafeTensors, labels: Int
  ) throws(ModelFileError) -> ContextWeights? {
    guard file.metadata("context") != nil else { return nil }
    let value = try json(file, "context")
    let bounds = -1e3...1e3
    func numbers(_ value: JSONValue?, count: Int) -> [Float]? {
      let numbers = (value?.array ?? []).compactMap(\.number)
      guard numbers.count == count, numbers.allSatisfy(bounds.contains) else { return nil }
      return numbers.map { Float($0) }
    }
    func factor(_ value: JSONValue?) -> Float? {
      guard let number = value?.number, ContextWeights.factors.contains(number) else { return nil }
      return Float(number)
    }
    guard let own = factor(value["own"]), let alike = numbers(value["alike"], count: labels),
      let departure = value["departure"]?.number, (0...1e3).contains(departure),
      let running = value["running"]
    else {
      throw .notAModel(reason: "its context weights are not within bounds: train it again")
    }
    var context = ContextWeights(
      own: own, departure: Float(departure), alike: alike, running: nil)
    guard running != .null else { return context }
    guard labels <= ContextWeights.Running.mostLabels, let own = factor(running["own"]),
      let others = numbers(running["others"], count: labels * labels),
      let first = numbers(running["first"], count: labels)
    else {
      throw .notAModel(reason: "its weights of running text are not within bounds")
    }
    context.running = ContextWeights.Running(own: own, others: others, first: first)
    guard value["division"] != .null else { return context }
    guard let division = value["division"],
      let shares = numbers(division["shares"], count: labels),
      shares.allSatisfy({ $0 > 0 && $0 < 1 }), abs(shares.reduce(0, +) - 1) < 1e-3,
      let weights = numbers(
        .array(["constant", "slope", "leading", "titled"].compactMap { division[$0] }), count: 4)
    else {
      throw .notAModel(reason: "its weights of divided text are not within bounds")
    }
    context.division = ContextWeights.Division(
      shares: shares, constant: weights[0], slope: weights[1], leading: weights[2],
      titled: weights[3])
    return context
  }

  /// The provenance, or where the file tells it when that was left out.
  static func origin(
    _ file: SafeTensors, left: ConstantBytes?
  ) throws(ModelFileError) -> LinearModel.Origin {
    if let left { return .stored(left) }
    return .known(try provenance(text(file, "provenance")))
  }

  static func provenance(_ text: String) throws(ModelFileError) -> Provenance {
    let value = try json(text, "provenance")
    let facts = (value["facts"]?.array ?? []).compactMap { pair -> Provenance.Fact? in
      guard let pair = pair.array, pair.count == 2, let name = pair[0].string,
        let text = pair[1].string
      else { return nil }
      return Provenance.Fact(name, text)
    }
    return Provenance(
      program: value["program"]?.string ?? "",
      seed: value["seed"]?.string.flatMap { UInt64($0) } ?? 0,
      data: (value["data"]?.array ?? []).compactMap(\.string), facts: facts)
  }

  private static func json(
    _ file: SafeTensors, _ key: String
  ) throws(ModelFileError) -> JSONValue {
    try json(text(file, key), key)
  }

  private static func text(_ file: SafeTensors, _ key: String) throws(ModelFileError) -> String {
    guard let text = file.metadata(key) else {
      throw .notAModel(reason: "its metadata lacks \(key)")
    }
    return text
  }

  private static func json(_ text: String, _ key: String) throws(ModelFileError) -> JSONValue {
    do {
      return try JSONReader.parse(Array(text.utf8))
    } catch {
      throw .notAModel(reason: "its metadata \(key) is not JSON (\(error))")
    }
  }
}
