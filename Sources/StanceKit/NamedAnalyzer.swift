public import StanceLexicon
public import StanceModel
internal import StanceText

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
    var model: LinearModel?
    if let name { model = try Self.model(name) }
    let own = ownTarget(of: name, model)
    guard let target, isPackFile(target) else {
      return try Analyzer(target: target ?? own, model: model)
    }
    var analyzer = try Analyzer(target: own, model: model)
    analyzer.target = try pack(target)
    return analyzer
  }

  /// The id of the target that goes with a model, for texts that name none: a bundled one's own, what a
  /// file's training tells (``Provenance/target``), or that of ``BundledModel/default``.
  ///
  /// - Parameter name: as ``model(_:)`` reads it; nil for ``BundledModel/default``.
  public static func ownTarget(of name: String?, _ model: LinearModel?) -> String {
    if let bundled = name.flatMap(BundledModel.init) { return bundled.target }
    return model?.provenance.target ?? BundledModel.default.target
  }

  /// A pack by its id, by the path of a file, or by names separated by commas; `none` for nobody.
  ///
  /// A path ends in `.tsv` or `.csv`, begins with `/`, `./` or `../`, or leads somewhere and has a
  /// slash or a point; one without capitals and with a slash is a path too, wherever it leads.
  public static func pack(_ target: String) throws(AnalyzerError) -> TargetPack {
    guard isPackFile(target) else {
      return try Self.target(target, TableArchive(BundledAssets.tables))
    }
    let name = FileSystem.name(target)
    let id = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let raw: [UInt8]
    do { raw = try FileSystem.read(target) } catch { throw .file(error) }
    let table: [UInt8]
    do { table = try UserTable.tabbed(raw, column: "term").bytes } catch {
      throw .noTable(target, error)
    }
    do { return try TargetPack(id: id, table: table, path: target) } catch { throw .lexicon(error) }
  }

  /// A bundled model by its name, or a model file, its checksum verified. A file of such a name is
  /// reached as `./short`.
  public static func model(_ name: String) throws(AnalyzerError) -> LinearModel {
    if let bundled = BundledModel(rawValue: name) {
      do { return try bundled.model() } catch { throw .model(error) }
    }
    if isNoModel(name) { throw .unknownModel(name) }
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(name) } catch { throw .file(error) }
    do { return try ModelFile.decode(bytes) } catch { throw .modelFile(name, error) }
  }

  /// Whether there is no such file, and the word looks like the name of a bundled model.
  public static func isNoModel(_ name: String) -> Bool {
    FileSystem.kind(name) == .missing && !name.contains("/") && !name.contains(".")
  }

  private static func isPackFile(_ target: String) -> Bool {
    if [".tsv", ".csv"].contains(where: target.hasSuffix) { return true }
    if ["/", "./", "../"].contains(where: target.hasPrefix) { return true }
    let hasSlash = target.contains("/")
    guard hasSlash || target.contains(".") else { return false }
    return FileSystem.kind(target) != .missing
      || hasSlash && !target.contains { $0.isUppercase || $0 == "," }
  }
}
