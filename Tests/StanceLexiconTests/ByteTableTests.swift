import Testing

@testable import StanceLexicon

/// The table of byte strings against a dictionary.
@Suite struct ByteTableTests {
  @Test func findsWhatADictionaryFinds() {
    var table = ByteTable()
    var dictionary: [[UInt8]: Int32] = [:]
    for number in 0..<500 {
      // Every third key comes again with another number.
      let key = Array("key \(number % 3 == 0 ? number / 2 : number)".utf8)
      table.insert(key, Int32(number))
      dictionary[key] = Int32(number)
    }
    #expect(table.count == dictionary.count)
    for number in 0..<600 {
      let key = Array("key \(number)".utf8)
      #expect(table.find(key[...]) == dictionary[key])
    }
    #expect(table.find([]) == nil)
  }
}
