import ArgumentParser

struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "target")
}
