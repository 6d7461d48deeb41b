import ArgumentParser
import StanceKit
import StanceModel

/// The command `stance`.
@main
struct StanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stance",
    abstract: "Says what a text thinks of a target, and why.",
    discussion: """
      Examples:
        stance score article.txt
        stance explain article.txt --line 17
        stance score --format jsonl articles/ > scores.jsonl
        stance train corpus/ -o model.safetensors
        stance evaluate corpus/ --format markdown
      """,
    version: StanceVersion.current,
    subcommands: [
      ScoreCommand.self, ExtractCommand.self, TrainCommand.self, EvaluateCommand.self,
      LexiconCommand.self, ModelCommand.self,
    ])
}
