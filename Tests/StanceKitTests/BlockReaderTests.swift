import StanceTestSupport
import StanceText
import Testing

@testable import StanceKit

/// Files longer than what decides their encoding.
@Suite struct BlockReaderTests {
  private static let line =
    "Le groupe quitte ses bureaux du centre pour une tour plus grande, dit-on.\n\n"

  /// Lines of a file of more than ``BlockReader/wholeLimit`` bytes, each beginning with `sign`, with
  /// the first line apart.
  private static func file(_ sign: [UInt8]) -> [UInt8] {
    let count =
      (BlockReader.wholeLimit + 3 * BlockReader.blockSize) / (line.utf8.count + sign.count)
    return Array("Titre\n\n".utf8) + Array(repeatElement(sign + line.utf8, count: count).joined())
  }

  /// What stands at the beginning of any piece but the first is text: every unit is there, and its
  /// range cuts its words out of the file.
  @Test(arguments: [
    [0xEF, 0xBB, 0xBF], Array("%PDF-".utf8), Array("{\\rtf".utf8), Array("BZh9".utf8),
  ])
  func signsWithin(_ sign: [UInt8]) throws {
    let bytes = Self.file(sign)
    let rules = try ReadingRules(prepared: BundledAssets.reading)
    let folder = try TemporaryFolder()
    let path = folder.add("long.txt", bytes)
    var reader = BlockReader(try ByteSource.open(path), rules: rules, search: nil)
    var units = 0
    let words = Array(Self.line.utf8.dropLast(2))
    while let block = try reader.next() {
      for unit in block.units where unit.kind == .body {
        #expect(bytes[unit.range].suffix(words.count).elementsEqual(words))
        units += 1
      }
    }
    #expect(units == bytes.count { $0 == 0x0A } / 2 - 1)
    let (encoding, warnings) = (reader.encoding, reader.warnings)
    #expect(encoding == .utf8 && warnings.isEmpty)
  }

  /// Bytes that are no UTF-8 far behind: from there on, ranges refer to the UTF-8 form, and say so.
  @Test func otherEncodingBehind() throws {
    let last = "Un march\u{E9} de plus pour la firme, dont personne ne veut.\n"
    let bytes = Self.file([]) + last.unicodeScalars.map { UInt8($0.value) }
    let rules = try ReadingRules(prepared: BundledAssets.reading)
    let folder = try TemporaryFolder()
    let path = folder.add("long.txt", bytes)
    var reader = BlockReader(try ByteSource.open(path), rules: rules, search: nil)
    var encodings: [TextEncoding] = []
    while let block = try reader.next() { encodings.append(block.encoding) }
    #expect(encodings.first == .utf8 && encodings.last == .mixed)
    let (encoding, warnings) = (reader.encoding, reader.warnings)
    #expect(encoding == .mixed && warnings.count == 1)
  }
}
