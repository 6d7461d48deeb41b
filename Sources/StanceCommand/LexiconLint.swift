import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText

/// `stance lexicon lint`: what is to be mended in tables.
struct LexiconLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Checks lexicon tables and target packs.",
    discussion: """
      Give files, or a folder like Lexicons with fr, en, targets and reading below it. A file \
      with a column role is a target pack; other tables are French unless their folder is en. \
      Exit code 1 when there is an error; warnings alone are told.
      """)

  @Argument(help: ArgumentHelp("Tables, or folders of them.", valueName: "tsv"))
  var paths: [String] = []

  @Option(help: "text or json.")
  var format: ValueFormat = .text

  @Flag(name: .shortAndLong, help: "Tell errors only.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard paths.isEmpty else { return }
    throw ValidationError(
      "Expected tables to check: a file, as `stance lexicon lint mine.tsv`, or a folder of them, as"
        + " `stance lexicon lint Lexicons` in the project's own; the bundled tables are compiled in."
    )
  }

  func run() throws {
    do {
      let linter = try UserLexicon.linter()
      var sources: [LexiconSource] = []
      var findings: [LintFinding] = []
      var checked = 0
      for path in paths {
        if FileSystem.kind(path) == .folder {
          let found = try LexiconTables.sources(in: path)
          sources += found
          checked += found.count + Self.checkOthers(path, &findings)
        } else {
          let bytes = try UserLexicon.table(path)
          if TargetPack.isTable(bytes) {
            Self.checkPack(path, bytes, &findings)
          } else {
            sources.append(LexiconSource(path: path, text: bytes))
          }
          checked += 1
        }
      }
      if checked == 0 {
        Console.note("\(paths.joined(separator: ", ")): no tables found in fr, en or targets")
        throw ExitStatus.noInput
      }
      findings = linter.lint(sources) + findings
      try tell(findings, checked: checked)
      if findings.contains(where: { $0.severity == .error }) { throw ExitStatus.someFailed }
    } catch { throw Console.stop(error) }
  }

  private func tell(_ findings: [LintFinding], checked: Int) throws {
    let shown = quiet ? findings.filter { $0.severity == .error } : findings
    switch format {
    case .json:
      let values = shown.map {
        JSONValue.members([
          "file": .string($0.file), "line": .int($0.line),
          "severity": .string($0.severity.rawValue), "rule": .string($0.rule.rawValue),
          "message": .string($0.message),
        ])
      }
      try output.write(JSONWriter.encodePretty(.array(values)))
    case .text:
      var text = ""
      for finding in shown {
        let line =
          "\(finding.file):\(finding.line): \(finding.severity.rawValue): \(finding.message)"
        text += PlainText.message(line) + " [\(finding.rule.rawValue)]\n"
      }
      let errors = findings.count { $0.severity == .error }
      try output.write(text)
      Console.note(
        NumberText.phrase(checked, "table") + ": " + NumberText.phrase(errors, "error") + ", "
          + NumberText.phrase(findings.count - errors, "warning"))
    }
  }

  /// Target packs and reading rules below a folder.
  ///
  /// - Returns: the number of tables.
  private static func checkOthers(_ folder: String, _ findings: inout [LintFinding]) -> Int {
    var count = 0
    for file in (try? FileSystem.files(below: folder + "/targets")) ?? []
    where file.hasSuffix(".tsv") {
      count += 1
      do { checkPack(file, try FileSystem.read(file), &findings) } catch {
        findings.append(problem(file, 0, "\(error)"))
      }
    }
    for file in (try? FileSystem.files(below: folder + "/names")) ?? []
    where file.hasSuffix(".tsv") {
      count += 1
      do { _ = try PersonNames(table: FileSystem.read(file)) } catch {
        findings.append(problem(file, error))
      }
    }
    var rules = ReadingRules()
    for file in (try? FileSystem.files(below: folder + "/reading")) ?? []
    where file.hasSuffix(".tsv") {
      count += 1
      do {
        try rules.add(FileSystem.name(file), try FileSystem.read(file))
      } catch let error as ReadingRulesError {
        findings.append(problem(file, error.line, error.reason))
      } catch {
        findings.append(problem(file, 0, "\(error)"))
      }
    }
    return count
  }

  private static func checkPack(
    _ file: String, _ bytes: [UInt8], _ findings: inout [LintFinding]
  ) {
    do {
      let pack = try TargetPack(id: FileSystem.name(file), table: bytes)
      var seen: [String: Int] = [:]
      for row in pack.rows {
        let key = row.term + "\t" + row.role.label
        if let first = seen[key] {
          findings.append(
            LintFinding(
              severity: .error, rule: .duplicate, file: file, line: row.line,
              message: "\"\(row.term)\" is already on line \(first)"))
        }
        seen[key] = row.line
        if row.source.isEmpty {
          findings.append(
            LintFinding(
              severity: .error, rule: .missingSource, file: file, line: row.line,
              message: "\"\(row.term)\" has no source"))
        }
      }
    } catch { findings.append(problem(file, error)) }
  }

  private static func problem(_ file: String, _ error: any Error) -> LintFinding {
    guard let error = error as? LexiconError else { return problem(file, 1, "\(error)") }
    return problem(file, error.line, error.reason)
  }

  private static func problem(_ file: String, _ line: Int, _ message: String) -> LintFinding {
    LintFinding(severity: .error, rule: .unreadable, file: file, line: line, message: message)
  }
}
