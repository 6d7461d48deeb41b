public import StanceLexicon

/// The target packs that folders are named after: the articles in such a folder are about its pack.
public struct FolderTargets: Sendable {
  private let packs: Set<String>

  /// - Parameter packs: ids of the packs that a name may stand for.
  public init(_ packs: some Sequence<String>) { self.packs = Set(packs) }

  /// The id of the pack that the folder of an article is named after; nil when there is none.
  ///
  /// - Complexity: O(bytes of the path).
  public func id(of article: String) -> String? {
    let name = FileSystem.name(FileSystem.folder(article))
    return packs.contains(name) ? name : nil
  }

  /// The bundled packs of those files whose folders are named after another one than `own`, each read
  /// once.
  ///
  /// - Parameters:
  ///   - files: those whose names say that they hold records or tables have none.
  ///   - own: the bundled pack, or nobody, of all other files.
  /// - Complexity: O(files), and the bytes of the packs.
  public static func bundled(
    _ files: [String], besides own: TargetPack
  ) -> [String: TargetPack] {
    let tables = TableArchive(BundledAssets.tables)
    let folders = FolderTargets(tables.targets)
    var packs: [String: TargetPack] = [:]
    var result: [String: TargetPack] = [:]
    for file in files where !InputList.isRecords(file) && !InputList.isTable(file) {
      guard let id = folders.id(of: file), id != own.id,
        let pack = packs[id] ?? (try? tables.target(id))
      else { continue }
      packs[id] = pack
      result[file] = pack
    }
    return result
  }
}
