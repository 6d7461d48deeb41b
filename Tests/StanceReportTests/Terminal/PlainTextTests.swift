import StanceReport
import Testing

/// Messages stay short whatever the data hold.
@Suite("Messages as one line")
struct PlainTextTests {
  @Test("Of more than 1,000 characters that were found 80 stay, and the remedy behind them")
  func found() {
    for head in ["a.tsv:1: expected the column term, found ", "expected a; b, found "] {
      for length in [1, 80, 81, 1_000, 1_001, 300_000] {
        for word in ["x", "é", "👩‍👩‍👧"] {
          for remedy in ["", "; name the columns so"] {
            let found = String(repeating: word, count: length)
            let cut = length > 1_000 ? String(repeating: word, count: 80) + "…" : found
            #expect(PlainText.message(head + found + remedy) == head + cut + remedy)
          }
        }
      }
    }
  }

  @Test("Of any other long message the middle is left out")
  func middle() {
    for length in [0, 4_096, 4_097, 300_000] {
      for word in ["x", "x ", "; ", ", found "] {
        let text = String(String(repeating: word, count: length).prefix(length))
        let message = PlainText.message(text)
        #expect(message.count <= 4_096)
        if length <= 4_096, word == "x" { #expect(message == text) }
        if length > 4_096, word == "x" { #expect(message.hasPrefix(text.prefix(2_000))) }
      }
    }
    let label = String(repeating: "mot ", count: 100_000)
    let message = PlainText.message("d.jsonl:3: the model has no label \(label)here")
    #expect(message.count <= 4_096)
    #expect(message.hasPrefix("d.jsonl:3: the model has no label mot mot"))
    #expect(message.hasSuffix("mot here"))
  }

  @Test("One line, without what steers a terminal")
  func line() {
    #expect(PlainText.message("a\nb,\u{1B} found\t c") == "a b,\u{FFFD} found c")
  }
}
