import StanceText
import Testing

@Suite("Pages of HTML and prose")
struct HTMLSignsTests {
  @Test(
    "Pages",
    arguments: [
      ("<!DOCTYPE html>\n<html><head>", 0), ("\n  <html lang=\"fr\">", 3), ("<HTML>", 0),
      ("<!-- saved from a site -->\n<p>a</p><p>b</p><p>c</p><p>d</p>", 0),
      ("<div><p>Un</p>\n<p>Deux</p>\n<p>Trois</p></div>", 0),
      ("<?xml version=\"1.0\"?><a><b></b><c></c><d></d></a>", 0),
    ])
  func pages(_ text: String, _ place: Int) {
    #expect(HTMLSigns.firstTag(in: Array(text.utf8)) == place)
  }

  @Test(
    "Prose, also about tags and with a few of them",
    arguments: [
      "", " ", "<", "</", "< 3 ans", "Un <b>mot</b>.", "<3 <3 <3 c'est tout",
      "<p> ouvre un paragraphe, </p> le ferme.", "<b>Titre</b>\n\n<i>Un</i> article.",
      "La balise <html> commence une page : <html><head></head><body></body></html> </p> </p>",
      "<< Meta a tout perdu >>, dit-il, </a></b></c>",
    ])
  func prose(_ text: String) { #expect(HTMLSigns.firstTag(in: Array(text.utf8)) == nil) }

  @Test("What stands beyond 64 KB does not count")
  func long() {
    let ends = "</a></b></c></d>"
    let text = "<a>" + String(repeating: "mot ", count: 1 << 14)
    #expect(HTMLSigns.firstTag(in: Array((text + ends).utf8)) == nil)
    #expect(HTMLSigns.firstTag(in: Array(("<a>" + ends + text).utf8)) == 0)
  }
}
