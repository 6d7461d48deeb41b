internal import StanceLinear

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The views of a document's sections, given what their paragraphs say for each.
///
/// P(V) ∝ Πₛ exp(evidence[s, Vₛ]) · Πₖ exp(alikeₖ·nₖ·(nₖ − 1)/2) with nₖ the number of sections of
/// view k. A state is (n₁ … nₖ₋₁); the last number follows from how many sections were read.
struct SectionViews {
  var logPartition = 0.0
  /// Sections × K.
  var marginals: [Double]
  /// Expected pairs of sections alike, by label.
  var pairs: [Double]

  /// Whether the states of so many sections are few enough for the ties to be gone through.
  static func hasTies(sections: Int, labels: Int) -> Bool {
    var states = 1
    for _ in 0..<labels where states <= SectionField.mostStates { states *= sections + 1 }
    return states <= SectionField.mostStates
  }

  /// log Σ over V of Πₖ exp(alikeₖ·nₖ·(nₖ − 1)/2): the partition of views of which nothing is known.
  ///
  /// - Complexity: O(K·S²) for S sections.
  static func logPrior(sections: Int, alike: [Double]) -> Double {
    guard hasTies(sections: sections, labels: alike.count) else {
      return Double(sections) * log(Double(alike.count))
    }
    // sums[n]: log Σ over the ways of giving n sections to the labels so far, divided by n!.
    var factorials = [0.0]
    for number in 0..<sections { factorials.append(factorials[number] + log(Double(number + 1))) }
    var sums = [0.0] + Array(repeating: -Double.infinity, count: sections)
    for gain in alike {
      sums = (0...sections).map { number in
        Softmax.logSumExp(
          (0...number).map { own in
            sums[number - own] + gain * Double(own * (own - 1)) / 2 - factorials[own]
          })
      }
    }
    return sums[sections] + factorials[sections]
  }

  /// - Parameter evidence: sections × K, in nats.
  init(evidence: [Double], alike: [Double]) {
    let labels = alike.count
    let count = evidence.count / labels
    marginals = Array(repeating: 0, count: evidence.count)
    pairs = Array(repeating: 0, count: labels)
    guard Self.hasTies(sections: count, labels: labels) else {
      for section in 0..<count {
        var row = Array(evidence[section * labels..<(section + 1) * labels])
        logPartition += Softmax.normalize(&row)
        marginals.replaceSubrange(section * labels..<(section + 1) * labels, with: row)
      }
      return
    }
    /// How far a state moves when a section of a view is added; the last view moves nothing.
    var strides = Array(repeating: 0, count: labels)
    var stride = 1
    for label in 0..<labels - 1 {
      strides[label] = stride
      stride *= count + 1
    }
    let states = stride
    /// Sections in a state that have another view than the last; not more than were read.
    let others = (0..<states).map { state in
      var (sum, rest) = (0, state)
      for _ in 1..<labels {
        sum += rest % (count + 1)
        rest /= count + 1
      }
      return sum
    }
    func number(_ label: Int, in state: Int) -> Int {
      label == labels - 1 ? count - others[state] : state / strides[label] % (count + 1)
    }

    /// The states in the order of these numbers, and how many of them s sections can give.
    var reached = Array(repeating: 0, count: count + 1)
    for found in others where found <= count { reached[found] += 1 }
    for section in 1..<count + 1 { reached[section] += reached[section - 1] }
    var order = Array(repeating: 0, count: reached[count])
    var ends = reached
    for state in (0..<states).reversed() where others[state] <= count {
      ends[others[state]] -= 1
      order[ends[others[state]]] = state
    }

    /// Places in this order, and where a section of each view leads from a place.
    var places = Array(repeating: 0, count: states)
    for (place, state) in order.enumerated() { places[state] = place }
    let inner = count > 0 ? reached[count - 1] : 0
    var moves: [Int] = []
    moves.reserveCapacity(inner * labels)
    for state in order[..<inner] {
      for stride in strides { moves.append(places[state + stride]) }
    }
    /// Where the states of s sections begin in `after`.
    var starts = [0]
    for section in 0...count { starts.append(starts[section] + reached[section]) }

    // after: what the sections from s on and all ties add, when a state was read before.
    var after = Array(repeating: WideNumber.zero, count: starts[count + 1])
    for (place, state) in order.enumerated() {
      var ties = 0.0
      for label in 0..<labels {
        let found = number(label, in: state)
        ties += alike[label] * Double(found * (found - 1)) / 2
      }
      after[starts[count] + place] = WideNumber(exponentialOf: ties)
    }
    let factors = evidence.map(WideNumber.init(exponentialOf:))
    let steps = moves.span
    var numbers = after.mutableSpan
    for section in (0..<count).reversed() {
      let own = factors.span.extracting(section * labels..<(section + 1) * labels)
      let (here, next) = (starts[section], starts[section + 1])
      for place in 0..<reached[section] {
        var sum = own[0] * numbers[next + steps[place * labels]]
        for view in 1..<labels { sum += own[view] * numbers[next + steps[place * labels + view]] }
        numbers[here + place] = sum.normalized
      }
    }
    logPartition = after[0].logarithm

    // before: probability of each state, which the marginals of the next section divide.
    var before = Array(repeating: 0.0, count: order.count)
    before[0] = 1
    var following = before
    var marginal = Array(repeating: 0.0, count: labels)
    let known = after.span
    for section in 0..<count {
      let own = factors.span.extracting(section * labels..<(section + 1) * labels)
      let (here, next) = (starts[section], starts[section + 1])
      var shares = following.mutableSpan
      var sums = marginal.mutableSpan
      for place in 0..<reached[section + 1] { shares[place] = 0 }
      for view in 0..<labels { sums[view] = 0 }
      // What is less likely than this is nowhere seen in the sums.
      for place in 0..<reached[section] where before[place] > 0x1p-100 {
        let whole = known[here + place]
        for view in 0..<labels {
          let step = steps[place * labels + view]
          let share = before[place] * (own[view] * known[next + step]).ratio(to: whole)
          sums[view] += share
          shares[step] += share
        }
      }
      for view in 0..<labels { marginals[section * labels + view] = marginal[view] }
      swap(&before, &following)
    }
    for (place, state) in order.enumerated() where before[place] > 0 {
      for label in 0..<labels {
        let found = number(label, in: state)
        pairs[label] += before[place] * Double(found * (found - 1)) / 2
      }
    }
  }
}
