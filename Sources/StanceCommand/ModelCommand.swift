import ArgumentParser
import StanceKit
import StanceModel

/// `stance model`: what a model file says of itself.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Shows and verifies model files.", subcommands: [])
}
