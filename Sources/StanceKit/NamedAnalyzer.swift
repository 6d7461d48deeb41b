public import StanceLexicon
public import StanceModel

/// An analyzer from what people type, in a command, a settings file or a call from another language.
extension Analyzer {
  /// Model and target as they are named.
  ///
  ///     let analyzer = try Analyzer.named(target: "Renault, la régie", model: "short")
  ///
  /// - Parameters:
  ///   - target: as ``pack(_:)`` reads it; nil for the one that goes with the model.
  ///   - model: as ``model(_:)`` reads it; nil for ``BundledModel/default``.
  /// - Throws: ``AnalyzerError``.
  /// - Complexity: a few milliseconds, and O(bytes) of the files that are named.
  public static func named(
    target: String? = nil, model name: String? = nil
  ) throws(AnalyzerError) -> Analyzer {
    let bundled = name.flatMap(BundledModel.init) ?? .default
    var model: LinearModel?
    if let name { model = try Self.model(name) }
    guard let target, isPackFile(target) else {
      return try Analyzer(target: target ?? bundled.target, model: model)
    }
    var analyzer = try Analyzer(target: bundled.target, model: model)
    analyzer.target = try pack(target)
    return analyzer
  }

  /// A pack by its id, by a file that ends in `.tsv`, or by names separated by commas; `none` for
  /// nobody.
  public static func pack(_ target: String) throws(AnalyzerError) -> TargetPack {
    guard isPackFile(target) else {
      return try Self.target(target, TableArchive(BundledAssets.tables))
    }
    let id = String(FileSystem.name(target).dropLast(4))
    let table: [UInt8]
    do { table = try FileSystem.read(target) } catch { throw .file(error) }
    do { return try TargetPack(id: id, table: table) } catch { throw .lexicon(error) }
  }

  /// A bundled model by its name, or a model file, its checksum verified. A file of such a name is
  /// reached as `./short`.
  public static func model(_ name: String) throws(AnalyzerError) -> LinearModel {
    if let bundled = BundledModel(rawValue: name) {
      do { return try bundled.model() } catch { throw .model(error) }
    }
    if FileSystem.kind(name) == .missing, !name.contains("/"), !name.contains(".") {
      throw .unknownModel(name)
    }
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(name) } catch { throw .file(error) }
    do { return try ModelFile.decode(bytes) } catch { throw .modelFile(name, error) }
  }

  private static func isPackFile(_ target: String) -> Bool { target.hasSuffix(".tsv") }
}
