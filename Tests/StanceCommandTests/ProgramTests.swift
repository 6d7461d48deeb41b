import StanceTestSupport
import Testing

/// The other suites are passed over where the program is missing.
@Suite struct ProgramTests {
  @Test func theProgramIsBuilt() throws {
    #expect(Command.isBuilt, "no program stance beside the tests: its suites did not run")
  }

  @Test(arguments: [
    (["scor", "x.txt"], "did you mean stance score?"), (["extrct"], "did you mean stance extract?"),
    (["article.txt"], "did you mean stance score article.txt?"), (["xyzzy"], "score, explain"),
  ])
  func aWordThatIsNoCommand(_ arguments: [String], _ hint: String) throws {
    let run = try Command.run(arguments)
    #expect(run.status == 64 && run.notes.contains(hint), "\(run.notes)")
  }
}
