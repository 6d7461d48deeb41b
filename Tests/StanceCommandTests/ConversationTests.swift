import StanceModel
import StanceTestSupport
import Testing

/// Records on a pipe that stays open, each sent when the one before is answered.
@Suite("Question and answer", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct ConversationTests {
  private func answer(_ line: String?) throws -> JSONValue {
    try JSONReader.parse(Array(try #require(line, "no answer within ten seconds").utf8))
  }

  @Test("Each record is answered when it has come, at any number of threads", arguments: [1, 2, 5])
  func records(threads: Int) throws {
    let model = try #require(Command.model)
    var program = try ProgramConversation([
      "score", "--model", model, "--format", "jsonl", "--threads", "\(threads)", "-",
    ])
    for number in 1...4 {
      program.say("{\"id\": \"\(number)\", \"text\": \"Un succès remarquable.\"}\n")
      let unit = try answer(program.line())
      #expect(unit["id"]?.string == "\(number)" && unit["line"]?.int == number)
      #expect(unit["index"]?.int == number - 1)
    }
    // Two at once, a blank line, and half of one, which waits for its other half.
    program.say("{\"id\": \"5\", \"text\": \"Un\"}\n\n{\"id\": \"6\", \"text\": \"Un\"}\n{\"id\": ")
    #expect(try answer(program.line())["id"]?.string == "5")
    #expect(try answer(program.line())["line"]?.int == 7)
    program.say("\"7\", \"text\": \"Un échec ridicule.\"}\n")
    #expect(try answer(program.line())["id"]?.string == "7")
    program.say("{\"id\": \"8\", \"text\": \"Sans fin de ligne.\"}")
    program.hangUp()
    #expect(try answer(program.line())["id"]?.string == "8")
    #expect(program.line() == nil)
  }

  @Test("Each row of a table too, when its last line has come")
  func rows() throws {
    let model = try #require(Command.model)
    var program = try ProgramConversation([
      "score", "--model", model, "--format", "jsonl", "-",
    ])
    program.say("id,text\n1,Un succès remarquable.\n")
    #expect(try answer(program.line())["id"]?.string == "1")
    program.say("2,\"Un succès\n")
    program.say("remarquable.\"\n3,Un")
    let unit = try answer(program.line())
    #expect(unit["id"]?.string == "2" && unit["line"]?.int == 3)
    program.say(" échec ridicule.\n")
    #expect(try answer(program.line())["line"]?.int == 5)
    program.hangUp()
    #expect(program.line() == nil)
  }
}
