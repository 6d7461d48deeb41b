/// Numbers the distinct words of a text stream: surface bytes → id of the normalised word.
///
/// Two surfaces with one normal form (see `WordNormalizer`) share an id: « L’ » and « l' »,
/// « Cœur » and « coeur ». A surface seen before costs one hash and one probe; a new one is
/// normalised once. Ids run from 0 without gap, so later layers keep plain arrays beside the
/// table; when `generation` changes, all ids of before are void, and `survivors` says which words
/// have others now.
///
/// One table per worker: the type is a value and its methods mutate it.
///
/// - Complexity: O(bytes of the surface) expected per `intern`; O(words) space, bounded by
///   `capacity` and the distinct words of one unit.
public struct WordTable: Sendable {
  /// Words after which `isFull` asks for a renewal at the next unit boundary: somewhat below a power
  /// of two, so that the last unit does not double what lies beside the table.
  public static let defaultCapacity = 7 << 12

  /// Slots of an empty table: few, so that they are cleared at once.
  static let firstSlots = 1 << 10
  /// Bytes after which the rest of a word no longer counts: two words that agree so far are one.
  public static let longestWord = 256

  /// The number of words (and half the number of surfaces) at which the table counts as full.
  public let capacity: Int
  /// Increments with each renewal; ids of other generations must not be used.
  public internal(set) var generation: Int
  /// By the ids of the generation before: the id that a word has now, or −1. Both ascend.
  public internal(set) var survivors: [WordID] = []
  /// Whether a word was met in a later unit than its first, while that was watched.
  var isMetAgain: [Bool] = []

  /// Numbers of surfaces by open addressing, 0 where there is none: small, so that the table stays
  /// in a near cache.
  var slots: [UInt32]
  /// Surfaces as they were met, so that the common ones stand together; the first is none.
  var surfaces: [Slot]
  /// The surfaces of a batch, and what stands where the search for them begins.
  private var waiting: [Surface] = []
  private var numbers: [UInt32] = []
  /// Normal form → id.
  var normalSlots: [Int32]
  var entries: [Entry]
  /// Hash of each normal form.
  @usableFromInline var hashes: [UInt64]
  var arena: [UInt8]
  private var normalizer: WordNormalizer
  /// No word: the slot is free.
  static let free: Int32 = -1

  struct Entry {
    var normal: Int32
    var normalLength: Int32
    var folded: Int32
    var foldedLength: Int32
  }

  /// An empty table.
  ///
  /// - Parameter capacity: words before `isFull`; at least 16.
  public init(capacity: Int = WordTable.defaultCapacity) {
    self.capacity = max(16, capacity)
    generation = 0
    slots = Array(repeating: 0, count: WordTable.firstSlots)
    surfaces = [Slot()]
    normalSlots = Array(repeating: WordTable.free, count: WordTable.firstSlots)
    entries = []
    hashes = []
    arena = []
    normalizer = WordNormalizer()
  }

  /// The number of distinct normalised words of this generation.
  public var count: Int { entries.count }

  /// Whether the table should be renewed before the next unit; `Tokenizer.tokenize` does it.
  public var isFull: Bool { entries.count >= capacity || surfaces.count > 2 * capacity }

  /// The normal form of a word: NFC, lower case, straight apostrophe, œ as oe.
  public func normalized(_ word: WordID) -> ArraySlice<UInt8> {
    let entry = entries[Int(word)]
    return arena[Int(entry.normal)..<Int(entry.normal + entry.normalLength)]
  }

  /// The first byte of the normal form; 0 for an empty one.
  public func firstByte(_ word: WordID) -> UInt8 {
    let entry = entries[Int(word)]
    return entry.normalLength > 0 ? arena[Int(entry.normal)] : 0
  }

  /// The normal form without accents.
  public func folded(_ word: WordID) -> ArraySlice<UInt8> {
    let entry = entries[Int(word)]
    return arena[Int(entry.folded)..<Int(entry.folded + entry.foldedLength)]
  }

  /// Whether the normal form carries accents, that is, differs from the folded form.
  public func hasAccents(_ word: WordID) -> Bool {
    let entry = entries[Int(word)]
    return entry.folded != entry.normal
  }

  /// A 64-bit hash of the normal form; the same in every table and on every run.
  @inlinable
  public func hash(_ word: WordID) -> UInt64 { hashes[Int(word)] }

  /// The normal form as a string, for reports and tests.
  public func string(_ word: WordID) -> String { String(decoding: normalized(word), as: UTF8.self) }

  /// The id of a surface form, new or known.
  public mutating func intern(_ surface: [UInt8]) -> WordID {
    intern(surface.span, surface.startIndex, surface.endIndex)
  }

  /// The id of a word as it is written, given now if it is new.
  ///
  /// - Complexity: O(length).
  public mutating func intern(_ surface: String) -> WordID { intern(Array(surface.utf8)) }

  /// The id of a normal form if the table has it, else nil.
  public func find(normal: [UInt8]) -> WordID? {
    let found = normalSlot(normal.span, ByteHash.hash(normal.span, 0, normal.count))
    let word = normalSlots[found]
    return word == WordTable.free ? nil : word
  }

  /// The id of the surface in `bytes[start..<stop]`.
  mutating func intern(_ bytes: Span<UInt8>, _ start: Int, _ stop: Int) -> WordID {
    let end = min(stop, start + WordTable.longestWord)
    guard end - start <= Surface.longest else { return internLongest(bytes, start, end) }
    return search(Surface(bytes, start, end, token: 0), bytes, end)
  }

  /// Looks up the words of the tokens from `first` on that have none: what each covers.
  ///
  /// Three short loops, each of which asks for what the next one reads: what is not in the cache
  /// is then awaited for many words at once.
  mutating func resolve(_ tokens: inout [Token], from first: Int, _ bytes: Span<UInt8>) {
    gather(tokens, from: first, bytes)
    number()
    var places = tokens.mutableSpan
    for index in waiting.indices {
      let surface = waiting[index]
      let known = surfaces[Int(numbers[index])]
      let token = Int(surface.token)
      places[token].word =
        surface.isIn(known) ? known.word : search(surface, bytes, Int(places[token].end))
    }
  }

  /// Notes the surfaces of the tokens that have no word.
  private mutating func gather(_ tokens: [Token], from first: Int, _ bytes: Span<UInt8>) {
    let (places, slots) = (tokens.span, slots)
    waiting.clear()
    waiting.append(addingCapacity: places.count - first) { waiting in
      for index in first..<places.count where places[index].word == WordTable.free {
        let surface = Surface(
          bytes, Int(places[index].start), Int(places[index].end), token: index)
        slots.prefetch(Int(truncatingIfNeeded: surface.hash) & (slots.count - 1))
        waiting.append(surface)
      }
    }
  }

  /// Notes what stands where the search for each surface begins.
  private mutating func number() {
    let (waiting, slots, surfaces) = (waiting, slots, surfaces)
    numbers.clear()
    numbers.append(addingCapacity: waiting.count) { numbers in
      for index in waiting.indices {
        let number = slots[Int(truncatingIfNeeded: waiting[index].hash) & (slots.count - 1)]
        surfaces.prefetch(Int(number))
        numbers.append(number)
      }
    }
  }

  /// The id of a surface, new or known, that ends at byte `end`.
  @inline(never)
  private mutating func search(_ surface: Surface, _ bytes: Span<UInt8>, _ end: Int) -> WordID {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: surface.hash) & mask
    while slots[index] != 0 {
      let known = surfaces[Int(slots[index])]
      if surface.isIn(known) { return known.word }
      index = (index + 1) & mask
    }
    let slot = Slot(key: surface.key, tail: surface.tail, place: surface.length)
    return add(bytes, end - Int(surface.length), end, slot, at: index)
  }

  /// The id of a surface of more than sixteen bytes, at most `longestWord`.
  private mutating func internLongest(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> WordID {
    let key = ByteHash.hash(bytes, start, end)
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: key)) & mask
    while true {
      let known = surfaces[Int(slots[index])]
      if known.word == WordTable.free { break }
      if known.key == key, known.place < 0, surfaceEquals(Int(~known.place), bytes, start, end) {
        return known.word
      }
      index = (index + 1) & mask
    }
    let place = Int32(truncatingIfNeeded: arena.count)
    arena.append(UInt8(truncatingIfNeeded: (end - start) & 0xff))
    arena.append(UInt8(truncatingIfNeeded: (end - start) >> 8))
    for position in start..<end { arena.append(bytes[position]) }
    return add(bytes, start, end, Slot(key: key, place: ~place), at: index)
  }

  /// Enters a new surface into the free slot `index`.
  @inline(never)
  private mutating func add(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ slot: Slot, at index: Int
  ) -> WordID {
    let word = normalWord(bytes, start, end)
    slots[index] = UInt32(truncatingIfNeeded: surfaces.count)
    surfaces.append(Slot(key: slot.key, tail: slot.tail, word: word, place: slot.place))
    if surfaces.count * 2 > slots.count { growSlots() }
    return word
  }

  private func surfaceEquals(
    _ place: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let length = Int(arena[place]) | Int(arena[place + 1]) << 8
    return length == end - start && arenaEquals(place + 2, bytes, start, length)
  }

  private func arenaEquals(
    _ place: Int, _ bytes: Span<UInt8>, _ start: Int, _ length: Int
  ) -> Bool {
    let own = arena.span
    var offset = 0
    while offset < length {
      let step = min(8, length - offset)
      let first = ByteScan.word(own, place + offset, place + offset + step)
      let second = ByteScan.word(bytes, start + offset, start + offset + step)
      if first != second { return false }
      offset += step
    }
    return true
  }

  /// The slot of a normal form: its own, or the free one where it belongs.
  func normalSlot(_ normal: Span<UInt8>, _ hash: UInt64) -> Int {
    let mask = normalSlots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while normalSlots[index] != WordTable.free {
      let found = Int(normalSlots[index])
      let entry = entries[found]
      if hashes[found] == hash && Int(entry.normalLength) == normal.count
        && arenaEquals(Int(entry.normal), normal, 0, normal.count)
      {
        break
      }
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func normalWord(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> WordID {
    normalizer.normalize(bytes, start, end)
    let hash = ByteHash.hash(normalizer.normal.span, 0, normalizer.normal.count)
    let index = normalSlot(normalizer.normal.span, hash)
    if normalSlots[index] != WordTable.free { return normalSlots[index] }
    let hasAccents = !normalizer.isPlain && normalizer.folded != normalizer.normal
    return enter(
      normalizer.normal[...], hasAccents ? normalizer.folded[...] : nil, hash: hash, at: index)
  }

  /// Enters a word that the table does not have, into the free slot `index`.
  ///
  /// - Parameter folded: its form without accents, where it has any.
  mutating func enter(
    _ normal: ArraySlice<UInt8>, _ folded: ArraySlice<UInt8>?, hash: UInt64, at index: Int
  ) -> WordID {
    let word = Int32(truncatingIfNeeded: entries.count)
    let place = Int32(truncatingIfNeeded: arena.count)
    let length = Int32(normal.count)
    var entry = Entry(normal: place, normalLength: length, folded: place, foldedLength: length)
    arena.append(contentsOf: normal)
    if let folded {
      entry.folded = Int32(truncatingIfNeeded: arena.count)
      entry.foldedLength = Int32(folded.count)
      arena.append(contentsOf: folded)
    }
    entries.append(entry)
    hashes.append(hash)
    normalSlots[index] = word
    if entries.count * 2 > normalSlots.count { growNormalSlots() }
    return word
  }
}
