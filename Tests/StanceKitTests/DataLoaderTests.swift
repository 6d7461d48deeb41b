import StanceEvaluation
import StanceModel
import StanceTestSupport
import StanceText
import StanceTraining
import Testing

@testable import StanceKit

@Suite("Data from paths")
struct DataLoaderTests {
  private func load(_ paths: [String]) throws -> DataSet {
    let loader = DataLoader(rules: try ReadingRules(prepared: BundledAssets.reading), packs: [])
    let (data, failures) = loader.load(paths)
    #expect(failures.isEmpty)
    return data
  }

  private static let row = "{\"id\": \"1\", \"text\": \"Un succès.\", \"label\": \"favor\"}\n"

  @Test("A file that is named twice, by whatever path, is read once, and that is said")
  func repeated() throws {
    let folder = try TemporaryFolder()
    let inner = folder.addFolder("d")
    let file = folder.add("d/a.jsonl", Self.row)
    _ = folder.add("d/b.jsonl", Self.row)
    folder.addLink("l.jsonl", to: "d/a.jsonl")
    let dotted = folder.path + "/./d/a.jsonl"
    let link = folder.path + "/l.jsonl"
    let twice = "\(file): is named more than once: read once"
    let cases: [([String], Int, [String])] = [
      ([file], 1, []), ([inner], 2, []), ([file, file], 1, [twice]),
      ([file, inner, file], 2, [twice + " (and 1 more like it)"]),
      ([inner, dotted], 2, ["\(dotted): is the same file as \(file): read once"]),
      ([link, file], 1, ["\(file): is the same file as \(link): read once"]),
    ]
    for (paths, rows, notes) in cases {
      let data = try load(paths)
      #expect(data.examples.count == rows, "\(paths)")
      #expect(data.sources.count == rows)
      #expect(data.notes.map(\.description) == notes)
    }
  }

  /// The oracle of the digest is that of the bytes as they lie there; texts are known again by theirs.
  @Test("The digest of a source is that of its file's bytes; its text has one of its own")
  func digests() throws {
    let folder = try TemporaryFolder()
    let plain = folder.add("a.jsonl", Self.row)
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in Self.row.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let utf16 = folder.add("b.jsonl", wide)
    let golden = PackageFiles.root + "/Tests/StanceCommandTests/Golden/records.jsonl"
    let pairs = [(golden, golden + ".gz"), (plain, utf16)]
    for (plain, other) in pairs {
      let bytes = try FileSystem.read(plain)
      let source = try #require(try load([plain]).sources.first)
      let same = try #require(try load([other]).sources.first)
      #expect(source.sha256 == SHA256.hexDigest(bytes) && source.textSHA256 == nil)
      #expect(same.sha256 == SHA256.hexDigest(try FileSystem.read(other)))
      #expect(same.sha256 != source.sha256)
      #expect(same.fingerprint == source.fingerprint)
    }
  }
}
