import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText

/// `stance target`: what texts can be judged about.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target", abstract: "Lists, shows and checks target packs.",
    subcommands: [List.self, Show.self, Check.self])

  /// `stance target list`: the bundled packs, and nobody.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the bundled packs.")

    @Option(help: "text or json.")
    var format: ValueFormat = .text

    @OptionGroup var output: OutputOptions

    func run() throws {
      do {
        let tables = TableArchive(BundledAssets.tables)
        let packs = try tables.targets.compactMap { try tables.target($0) } + [.nobody]
        switch format {
        case .json:
          let values = packs.map { pack in
            JSONValue.members([
              "id": .string(pack.id), "title": .string(pack.title),
              "names": .int(pack.rows.count { $0.role != .rival && $0.role != .reject }),
              "rivals": .int(pack.rows.count { $0.role == .rival }),
            ])
          }
          try output.write(JSONWriter.encodePretty(.array(values)))
        case .text:
          try output.write(TargetText(color: output.isColored).list(packs))
        }
      } catch { throw Console.stop(error) }
    }
  }

  /// `stance target show`: the rows of a pack.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows the names, rivals and look-alikes of a pack.")

    @Argument(help: "A pack's id, a pack file, or names.")
    var pack: String

    @Option(help: "text or json.")
    var format: ValueFormat = .text

    @OptionGroup var output: OutputOptions

    func run() throws {
      do {
        let pack = try Analyzer.pack(self.pack)
        switch format {
        case .json:
          let rows = pack.rows.map { row in
            JSONValue.members([
              "term": .string(row.term), "role": .string(row.role.label),
              "capital": .bool(row.needsCapital),
            ])
          }
          try output.write(
            JSONWriter.encodePretty(
              .members([
                "id": .string(pack.id), "title": .string(pack.title), "rows": .array(rows),
              ])))
        case .text:
          try output.write(TargetText(color: output.isColored).show(pack, width: output.width))
        }
      } catch { throw Console.stop(error) }
    }
  }

  /// `stance target check`: names in texts that no pack knows.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the names in texts that no pack knows.",
      discussion: "Also counts the names of the target and its rivals that the texts hold.")

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "file"))
    var inputs: [String] = []

    @Option(help: ArgumentHelp("The pack whose names are counted.", valueName: "pack"))
    var target: String = "meta"

    @Option(help: "text or json.")
    var format: ValueFormat = .text

    @OptionGroup var output: OutputOptions

    func run() throws {
      var (files, log) = try InputPaths.resolve(inputs, Self.self)
      do {
        let tables = TableArchive(BundledAssets.tables)
        let rules = try ReadingRules(prepared: BundledAssets.reading)
        let pack = try Analyzer.pack(target)
        var survey = NameSurvey(
          packs: try tables.targets.compactMap { try tables.target($0) }, target: pack,
          lexicon: try Lexicon(prepared: BundledAssets.lexicon), rules: rules)
        UnitExtractor(rules: rules).run(files) { event in
          switch event {
          case .began: break
          case .output(_, let block): survey.add(block)
          case .problem(_, let failure): log.add(failure)
          case .noted(_, let note): log.add(note)
          case .ended(let file, let outcome): log.end(files[file], outcome)
          }
          return true
        }
        if log.isDone {
          try output.write(
            format == .json
              ? Self.json(survey, pack)
              : Array(TargetText(color: output.isColored).check(survey, pack).utf8))
        }
        if log.status != .success { throw log.status }
      } catch { throw Console.stop(error) }
    }

    private static func json(_ survey: NameSurvey, _ pack: TargetPack) -> [UInt8] {
      JSONWriter.encodePretty(
        .members([
          "target": .string(pack.id),
          "known": .array(
            survey.found.map {
              .members([
                "name": .string($0.name), "role": .string($0.role), "count": .int($0.count),
              ])
            }),
          "unknown": .array(
            survey.unknown.map {
              .members([
                "name": .string($0.name), "count": .int($0.count), "file": .string($0.file),
                "line": .int($0.line),
              ])
            }),
        ]))
    }
  }
}
